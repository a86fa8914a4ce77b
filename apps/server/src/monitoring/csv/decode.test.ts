import { expect, test } from 'vitest'
import { decodeCsv } from './decode.ts'

async function decode(bytes: Uint8Array, size: number): Promise<string> {
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
  }
  let text = ''
  for await (const piece of decodeCsv(pieces())) text += piece
  return text
}

// 站点,值 南通 in GB18030
const gb = Uint8Array.from([
  0xd5, 0xbe, 0xb5, 0xe3, 0x2c, 0xd6, 0xb5, 0x0a, 0xc4, 0xcf, 0xcd, 0xa8, 0x2c, 0x31,
])
const utf8 = new TextEncoder().encode('站点,值\n南通,1')

test.each([
  ['UTF-8', utf8],
  ['UTF-8 with byte order mark', Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8])],
  ['GB18030', gb],
])('%s is recognised', async (_, bytes) => {
  expect(await decode(bytes, bytes.length)).toBe('站点,值\n南通,1')
})

test('characters cut by the pieces are put together', async () => {
  expect(await decode(utf8, 5)).toBe('站点,值\n南通,1')
  expect(await decode(gb, 8)).toBe('站点,值\n南通,1')
})

test('a plain beginning does not decide the encoding', async () => {
  const plain = new TextEncoder().encode('a,b\n'.repeat(4))
  expect(await decode(Uint8Array.from([...plain, ...gb]), plain.length)).toBe(
    `${'a,b\n'.repeat(4)}站点,值\n南通,1`,
  )
})
