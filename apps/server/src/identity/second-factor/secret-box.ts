import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config.ts'

/** Seals small secrets before they reach the database: who steals a backup alone cannot read them. */
export interface SecretBox {
  seal(secret: string): string
  open(sealed: string): string
}

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM under `key`; a sealed text is nonce, tag and cipher text in base64. */
export function secretBox(key: Buffer): SecretBox {
  return {
    seal(secret) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
      cipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([cipher.update(bytes.subarray(nonceBytes + tagBytes)), cipher.final()]).toString(
        'utf8',
      )
    },
  }
}

/** The key of this installation: given by QINGLAN_SECRET_KEY, or made once in the data folder, readable by its owner alone. */
export async function openSecretBox(config: Config): Promise<SecretBox> {
  if (config.access?.secretKey) return secretBox(Buffer.from(config.access.secretKey, 'hex'))
  const file = join(config.dataFolder, 'identity.key')
  await mkdir(config.dataFolder, { recursive: true })
  // of two processes that start at once, one makes the key and both read it
  await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return secretBox(Buffer.from((await readFile(file, 'utf8')).trim(), 'hex'))
}
