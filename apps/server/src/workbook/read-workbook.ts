import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { readXlsx, type Workbook } from 'hucre/xlsx'
import { badInput, QinglanError } from '../errors.ts'

const inflate = promisify(inflateRaw)

/** A register of a province, unpacked, is a tenth of this. */
const mostBytes = 256 * 1024 ** 2

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localHeader = 0x04034b50

interface Packed {
  readonly isDeflated: boolean
  readonly at: number
  readonly packedBytes: number
  readonly bytes: number
}

/** The entries of a ZIP archive as its directory declares them. @throws RangeError or Error where it is none */
function entriesOf(archive: Buffer): Packed[] {
  let end = archive.length - 22
  while (archive.readUInt32LE(end) !== endOfDirectory) end -= 1
  const found: Packed[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== directoryEntry) throw new Error('no directory entry')
    const local = archive.readUInt32LE(at + 42)
    if (archive.readUInt32LE(local) !== localHeader) throw new Error('no local header')
    found.push({
      isDeflated: archive.readUInt16LE(at + 10) !== 0,
      at: local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28),
      packedBytes: archive.readUInt32LE(at + 20),
      bytes: archive.readUInt32LE(at + 24),
    })
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return found
}

/** Refuses an archive that unpacks to more than a workbook may hold, whatever its directory says of itself. */
async function demandModest(archive: Buffer): Promise<void> {
  const entries = entriesOf(archive)
  const declared = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (declared > mostBytes)
    throw new QinglanError('too-large', {
      zh: `表格解压后超过上限 ${mostBytes / 1024 ** 2} MB,请分成几份`,
      en: `The workbook unpacks to more than ${mostBytes / 1024 ** 2} MB; split it`,
    })
  for (const { isDeflated, at, packedBytes, bytes } of entries) {
    if (!isDeflated) continue
    // more than was declared fails
    await inflate(archive.subarray(at, at + packedBytes), { maxOutputLength: Math.max(1, bytes) })
  }
}

/**
 * Reads a workbook (.xlsx) that a person sent.
 *
 * @throws QinglanError `bad-input` for what is no intact workbook, `too-large` for one that unpacks to more than 256 MiB
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  try {
    await demandModest(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return await readXlsx(bytes)
  } catch (error) {
    if (error instanceof QinglanError) throw error
    throw badInput('不是完好的 .xlsx 文件', 'This is no intact .xlsx file')
  }
}
