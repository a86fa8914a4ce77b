import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PacketRow } from './packet-row.ts'
import { RowPile, type HeldRow } from './row-pile.ts'

const row: fc.Arbitrary<PacketRow> = fc.record({
  siteId: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  resolution: fc.constantFrom('s', 'i', 'h', 'd'),
  epochMs: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) }),
  channels: fc.constant([]),
  layout: fc.constantFrom('a', 'b'),
  values: fc.array(fc.option(fc.double({ noNaN: true })), { maxLength: 12 }),
  flags: fc.option(fc.stringMatching(/^[.DT-]{0,12}$/)),
})

function pile(rows: readonly PacketRow[], into = new RowPile()): { pile: RowPile; held: HeldRow[] } {
  const held = rows.map((added) => {
    const start = into.length
    into.add(added)
    return { ...added, start, end: into.length }
  })
  return { pile: into, held }
}

test('rows are read as they were added, also from a pile used again', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.array(row, { maxLength: 40 }), (before, rows) => {
      const used = pile(before).pile
      used.clear()
      const { held } = pile(rows, used)
      expect(held.map((one) => used.read(one))).toEqual(rows)
    }),
  )
})

test('what COPY takes of some of the rows is what it takes of a pile of these alone', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(row, fc.boolean()), { maxLength: 30 }), (all) => {
      const chosen = all.map(([, isChosen]) => isChosen)
      const { pile: whole, held } = pile(all.map(([added]) => added))
      const some = held.filter((_, i) => chosen[i])
      const alone = pile(some.map((one) => whole.read(one)))
      for (const one of some) whole.setLayout(one, 7)
      for (const one of alone.held) alone.pile.setLayout(one, 7)
      expect(Buffer.concat(whole.copyOf(some))).toEqual(Buffer.concat(alone.pile.copyOf(alone.held)))
    }),
  )
})
