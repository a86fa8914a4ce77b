import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from './embedded.ts'

const module = fileURLToPath(new URL('./embedded.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qinglan-embedded-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

/** Starts the database in a process of its own and returns its address once that process has printed it. */
const startElsewhere = () => {
  const script = `import(${JSON.stringify(module)}).then(async (m) => {
    const { url } = await m.startEmbedded(${JSON.stringify(folder)})
    console.log(url)
    setInterval(() => {}, 1000)
  })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  return new Promise<{ url: string; kill: () => Promise<void> }>((resolve, reject) => {
    child.on('error', reject)
    child.stdout.once('data', (data: Buffer) =>
      resolve({
        url: data.toString().trim(),
        kill: () =>
          new Promise((done) => {
            child.on('exit', () => done())
            child.kill('SIGKILL')
          }),
      }),
    )
  })
}

test('what was committed survives the death of the server and of the database', async () => {
  const first = await startElsewhere()
  await ask(first.url, 'create table kept as select 1 as n')
  await first.kill()

  // the server is dead, its database still runs: the next start takes the folder over
  const second = await startElsewhere()
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 1 }])
  await ask(second.url, 'insert into kept values (2)')
  const postmaster = Number(
    (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0],
  )
  await second.kill()
  process.kill(postmaster, 'SIGKILL')

  const third = await startEmbedded(folder)
  expect(await ask(third.url, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }])
  await third.stop()
  await expect(ask(third.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
})

test('a folder that cannot be written is named in one sentence', async () => {
  const inTheWay = join(folder, 'a-file')
  await writeFile(inTheWay, '')
  await expect(startEmbedded(join(inTheWay, 'data'))).rejects.toThrow(/无法写入数据目录 .*a-file/)
})
