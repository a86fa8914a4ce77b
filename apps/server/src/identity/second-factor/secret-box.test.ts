import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSecretBox, secretBox } from './secret-box.ts'

test('what is sealed opens only whole and with its key', () => {
  const box = secretBox(randomBytes(32))
  const sealed = box.seal('秘密')
  expect(box.open(sealed)).toBe('秘密')
  expect(box.seal('秘密')).not.toBe(sealed)
  expect(() => secretBox(randomBytes(32)).open(sealed)).toThrow(/auth/i)
  const bytes = Buffer.from(sealed, 'base64')
  bytes[30] = (bytes[30] ?? 0) ^ 1
  expect(() => box.open(bytes.toString('base64'))).toThrow(/auth/i)
})

test('the key is made once, for its owner alone, and processes that start at once share it', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'qinglan-key-'))
  const config = {
    host: '',
    port: 0,
    databaseUrl: undefined,
    dataFolder,
    sharedData: undefined,
    logLevel: 'silent',
  }
  const [one, two] = await Promise.all([openSecretBox(config), openSecretBox(config)])
  expect(two.open(one.seal('x'))).toBe('x')
  expect((await stat(join(dataFolder, 'identity.key'))).mode & 0o777).toBe(0o600)
  await rm(dataFolder, { recursive: true })
})
