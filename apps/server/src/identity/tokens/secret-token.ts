import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 random bits, and the hash under which it is kept. `prefix` tells leaked ones apart in a search. */
export function newSecretToken(prefix: string): { token: string; hash: Buffer } {
  const token = `${prefix}${randomBytes(32).toString('base64url')}`
  return { token, hash: tokenHash(token) }
}

/** A random secret needs no slow hash: there is nothing to guess. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
