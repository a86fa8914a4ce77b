import { isAscii } from 'node:buffer'

/**
 * Decodes a CSV as it comes: UTF-8 with or without a byte order mark, or GB18030 (with GBK and GB2312 inside it). The choice falls at
 * the first bytes beyond ASCII, so a long plain beginning does not decide.
 */
export async function* decodeCsv(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    if (decoder === undefined && !isAscii(chunk)) decoder = chooseDecoder(chunk)
    const text = decoder ? decoder.decode(chunk, { stream: true }) : Buffer.from(chunk).toString('latin1')
    if (text !== '') yield text
  }
  const rest = decoder?.decode()
  if (rest) yield rest
}

function chooseDecoder(chunk: Uint8Array): TextDecoder {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le')
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(chunk, { stream: true })
    return new TextDecoder('utf-8')
  } catch {
    return new TextDecoder('gb18030')
  }
}
