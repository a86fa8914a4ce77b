import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CsvSplitter, delimiterOf } from './csv-splitter.ts'

function split(pieces: readonly string[], delimiter = ','): { cells: string[]; line: number }[] {
  const records: { cells: string[]; line: number }[] = []
  const take = (cells: string[], line: number) => void records.push({ cells, line })
  const splitter = new CsvSplitter(delimiter)
  for (const piece of pieces) splitter.push(piece, take)
  splitter.end(take)
  return records
}

const written = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const cell = fc.string({
  unit: fc.constantFrom('a', '7', '.', '"', ',', '\n', '\r\n', ' ', '站'),
  maxLength: 6,
})
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((columns) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 8 }),
  )
const cuts = fc.array(fc.nat(200), { maxLength: 6 })

const piecesOf = (text: string, at: readonly number[]) => {
  const ends = [...new Set(at.map((cut) => Math.min(cut, text.length)))].toSorted((a, b) => a - b)
  return [...ends, text.length].map((end, index) => text.slice(ends[index - 1] ?? 0, end))
}

describe('CsvSplitter', () => {
  test('any table written by RFC 4180 comes back, however the text is cut', () => {
    fc.assert(
      fc.property(table, cuts, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, at, newline, closed) => {
        const kept = rows.filter((row) => row.map(written).join(',').trim() !== '')
        const text = rows.map((row) => row.map(written).join(',')).join(newline) + (closed ? newline : '')
        expect(split(piecesOf(text, at)).map((record) => record.cells)).toEqual(kept)
      }),
    )
  })

  test('agrees with another reader, line numbers included', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map(written).join(',')).join('\n')
        const other = parse(text, {
          info: true,
          skip_empty_lines: true,
          relax_column_count: true,
          record_delimiter: ['\n', '\r\n'],
        }) as unknown as {
          record: string[]
          info: { lines: number }
        }[]
        expect(split([text]).map((record) => record.cells)).toEqual(other.map((row) => row.record))
      }),
    )
  })

  test('a record knows the line on which it begins', () => {
    const text = 'a,b\n\n"x\ny",1\r\nz,2\n'
    expect(split([text]).map((record) => record.line)).toEqual([1, 3, 5])
  })

  test('a quotation mark inside an unquoted cell is an ordinary character', () => {
    expect(split(['5" pipe,2\n'])[0]?.cells).toEqual(['5" pipe', '2'])
  })

  test('a quotation mark that never ends is refused, in bounded memory too', () => {
    expect(() => split(['a,"b\n1,2\n'])).toThrow(/does not end/)
    expect(() => split([`a,"${'b'.repeat(1_100_000)}`, 'c'])).toThrow(/does not end/)
  })

  test.each([
    ['a,b,c', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['站点\uff0c时间\uff0c数值', '\uff0c'],
    ['one', ','],
  ])('%s is cut at %s', (header, delimiter) => expect(delimiterOf(header)).toBe(delimiter))
})
