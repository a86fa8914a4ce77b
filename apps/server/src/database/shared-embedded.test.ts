import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answers } from './answers.ts'
import { writableFolder } from './embedded.ts'
import { shareEmbedded } from './shared-embedded.ts'

const module = fileURLToPath(new URL('./shared-embedded.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qinglan-shared-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Opens the database in a process of its own, which stops when its standard input ends. */
const openElsewhere = async () => {
  const script = `import(${JSON.stringify(module)}).then(async (m) => {
    const { url, stop } = await m.shareEmbedded(${JSON.stringify(folder)})
    console.log(url)
    process.stdin.resume().on('end', () => stop())
  })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = new Promise<void>((done) => child.on('exit', () => done()))
  const url = await new Promise<string>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`ended with ${code} before the database was open`)))
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
  return {
    url,
    stop: () => (child.stdin.end(), gone),
    kill: () => (child.kill('SIGKILL'), gone),
  }
}

test('processes that start together share one database; the last to stop stops it', async () => {
  const [one, other] = await Promise.all([openElsewhere(), openElsewhere()])
  expect(one.url).toBe(other.url)
  await one.stop()
  expect(await answers(other.url)).toBe(true)
  const third = await shareEmbedded(folder)
  expect(third.url).toBe(one.url)
  await other.stop()
  expect(await answers(third.url)).toBe(true)
  await third.stop()
  expect(await answers(third.url)).toBe(false)
})

test('processes that start together do not disturb each other while they try the folder', async () => {
  for (let round = 0; round < 50; round++)
    await Promise.all(Array.from({ length: 4 }, () => writableFolder(folder)))
  expect((await readdir(folder)).filter((name) => name.includes('writable'))).toEqual([])
})

test('a killed process does not keep the database, nor its lock', async () => {
  const killed = await openElsewhere()
  await killed.kill()
  const next = await shareEmbedded(folder)
  expect(await answers(next.url)).toBe(true)
  await next.stop()
  expect(await answers(next.url)).toBe(false)
})
