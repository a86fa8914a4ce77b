import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../../', import.meta.url))
const outgoing = /\bfetch\(|from '(?:node:https?|undici|openid-client|node:http2)'|https?\.(?:get|request)\(/

/** Files that may call out, each with the only place its address comes from. */
const allowed = ['identity/single-sign-on/single-sign-on.ts'] // the issuer of QINGLAN_OIDC_ISSUER

test('the server calls out to nobody but configured addresses, so no request can make it call elsewhere', async () => {
  const files = await readdir(source, { recursive: true })
  const found: string[] = []
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const text = await readFile(join(source, file), 'utf8')
    if (outgoing.test(text) && !/import type [^\n]*node:http/.test(text)) found.push(file)
  }
  expect(found).toEqual(allowed)
})
