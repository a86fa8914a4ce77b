import { expect, test } from 'vitest'
import { decodeText, looksBinary } from './decode.ts'

const utf8 = new TextEncoder().encode('治污')

test.each([
  ['UTF-8', utf8, '治污'],
  ['UTF-8 with a mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]), '治污'],
  ['GBK', new Uint8Array([0xd6, 0xce, 0xce, 0xdb]), '治污'],
  ['UTF-16 LE with a mark', new Uint8Array([0xff, 0xfe, 0xbb, 0x6c, 0x61, 0x6c]), '治污'],
  ['UTF-16 BE with a mark', new Uint8Array([0xfe, 0xff, 0x6c, 0xbb, 0x6c, 0x61]), '治污'],
  ['nothing', new Uint8Array(), ''],
])('%s', (_, bytes, text) => {
  expect(decodeText(bytes)).toBe(text)
})

test('bytes that fit no encoding are marked, not thrown', () => {
  expect(decodeText(new Uint8Array([0x41, 0xff]))).toContain('\uFFFD')
})

test('bytes of a picture are no writing; a plan with a lost character is', () => {
  const noise = Uint8Array.from({ length: 3000 }, (_, i) => ((i * 7919) % 255) + 1)
  expect(looksBinary(decodeText(noise))).toBe(true)
  expect(looksBinary(`${'全市优良天数比率达到八成以上。'.repeat(20)}\uFFFD`)).toBe(false)
  expect(looksBinary('')).toBe(false)
})
