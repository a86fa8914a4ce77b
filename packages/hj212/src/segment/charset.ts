/** How the bytes of a data segment were read; `latin1` is the last resort that keeps every byte. */
export type Charset = 'ascii' | 'utf-8' | 'gb18030' | 'latin1'

/** Which charset to try: `auto` is UTF-8 (HJ 212-2017 6.3), then GB 18030, which some devices send. */
export type CharsetChoice = 'auto' | 'utf-8' | 'gb18030'

/** Text and, of the same length, one code per character: the ASCII byte, or 0x80 for all others. */
export interface SegmentText {
  readonly text: string
  readonly codes: Uint8Array
  /** Where the text begins in `codes`. */
  readonly start: number
  readonly charset: Charset
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const GB18030 = new TextDecoder('gb18030', { fatal: true })

/**
 * Letters of Europe and the Near East, Greek apart. Some Chinese words in GB 18030 happen to be valid UTF-8 of
 * such letters; Chinese in UTF-8 never is.
 */
const UNLIKELY = /[\u0100-\u036f\u0400-\u07ff]/

function decodeStrictly(decoder: TextDecoder, bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

function latin1(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function withCodes(text: string, charset: Charset): SegmentText {
  const codes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    codes[i] = code < 0x80 ? code : 0x80
  }
  return { text, codes, start: 0, charset }
}

/** Decodes `bytes[start, end)`; never fails, since latin1 reads everything. */
export function readSegmentText(
  bytes: Uint8Array,
  start: number,
  end: number,
  choice: CharsetChoice,
): SegmentText {
  const part = bytes.subarray(start, end)
  const asUtf8 = decodeStrictly(UTF8, part)
  // Strict UTF-8 of the same length as its bytes is ASCII, and so is its own code array.
  if (asUtf8 !== null && asUtf8.length === part.length)
    return { text: asUtf8, codes: bytes, start, charset: 'ascii' }
  const trustsUtf8 = choice === 'utf-8' || (choice === 'auto' && asUtf8 !== null && !UNLIKELY.test(asUtf8))
  if (asUtf8 !== null && trustsUtf8) return withCodes(asUtf8, 'utf-8')
  const asGb = choice === 'utf-8' ? null : decodeStrictly(GB18030, part)
  if (asGb !== null) return withCodes(asGb, 'gb18030')
  return asUtf8 === null ? withCodes(latin1(part), 'latin1') : withCodes(asUtf8, 'utf-8')
}
