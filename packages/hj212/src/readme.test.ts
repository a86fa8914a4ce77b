import { readFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'

it('the example of the README prints what the README says', async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const code = /```js\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const printed = /```text\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const lines: string[] = []
  const log = vi
    .spyOn(console, 'log')
    .mockImplementation((...values: unknown[]) => void lines.push(values.join(' ')))
  const index = new URL('./index.ts', import.meta.url).href
  const body = code.replace(
    /import (\{[^}]*\}) from '@qinglan\/hj212'/,
    `const $1 = await import('${index}')`,
  )
  try {
    await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(body)}`)
  } finally {
    log.mockRestore()
  }
  expect(`${lines.join('\n')}\n`).toBe(printed)
})
