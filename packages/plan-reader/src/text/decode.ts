/**
 * Decodes the bytes of a text file: by its byte order mark, as UTF-8 where the bytes are valid UTF-8, else as GB 18030
 * (which holds GBK and GB 2312). Never throws; bytes that fit neither become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const SAMPLE = 100_000
/** A page or two of a damaged copy may hold some; a picture or a program holds many. */
const MOST = 0.01

/** Whether decoded text is no writing: control characters, lost and unassigned characters make up more than a hundredth of it. */
export function looksBinary(text: string): boolean {
  const end = Math.min(text.length, SAMPLE)
  let strange = 0
  for (let i = 0; i < end; i++) if (isStrange(text.charCodeAt(i))) strange++
  return strange > end * MOST
}

function isStrange(code: number): boolean {
  return (
    code < 0x09 ||
    (code > 0x0d && code < 0x20) ||
    (code >= 0x7f && code <= 0x9f) ||
    (code >= 0xe000 && code <= 0xf8ff) ||
    code === 0xfffd
  )
}
