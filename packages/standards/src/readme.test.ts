import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

it('the example of the README prints what the README says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const code = /```js\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const printed = /```\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf('It prints')))?.[1]
  const folder = fileURLToPath(new URL('..', import.meta.url))
  const output = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', code], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(output).toBe(printed)
})
