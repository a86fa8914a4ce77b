import { describe, expect, test } from 'vitest'
import type { GateDefinition } from '../definitions/gate.ts'
import type { Entity, FactValue } from './entity.ts'
import { compileGate, verdictOf } from './gates.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { LimitShelf } from './limits.ts'

const surroundings = surroundingsOf([], {})
const thing = (facts: Record<string, FactValue>, kind = 'vehicle'): Entity => ({
  id: '',
  kind,
  key: String(facts['code'] ?? ''),
  facts,
  state: null,
  geometry: null,
  enteredOn: '2021-01-01',
})
const title = { zh: '不予登记', en: 'Not registered' }
const gate = (change: Partial<GateDefinition>): GateDefinition => ({
  gate: 'stage',
  row: 'S046',
  title,
  kind: 'vehicle',
  edition: '2021',
  validFrom: '2021-01-01',
  clauses: [{ clause: 'from-july', title, effect: 'refuse', from: '2021-07-01', when: 'facts.stage < 6.0' }],
  ...change,
})
const ask = (g: GateDefinition, facts: Record<string, FactValue>, date: string, entries: Entity[] = []) =>
  verdictOf(compileGate(g).judge({ entity: thing(facts), date, surroundings }, () => entries))

describe('a gate', () => {
  test.each([
    ['2021-06-30', 5, 'allowed'],
    ['2021-07-01', 5, 'refused'],
    ['2021-07-01', 6, 'allowed'],
  ])('on %s stage %d is %s: a clause applies from its first day on', (date, stage, verdict) => {
    expect(ask(gate({}), { stage }, date).verdict).toBe(verdict)
  })

  test('a fact nobody knows is never a silent yes', () => {
    const answer = ask(gate({}), {}, '2021-07-01')
    expect(answer.verdict).toBe('unknown')
    expect(answer.findings[0]?.why).toContain('stage')
  })

  test('entries of a list are judged one by one; each that applies is cited, a requirement does not refuse', () => {
    const each = { title, each: 'entry', cites: 'article' }
    const banned = gate({
      clauses: [
        {
          ...each,
          clause: 'list',
          effect: 'refuse',
          when: 'entry.banned == true && entry.industry == facts.industry',
        },
        {
          ...each,
          clause: 'terms',
          effect: 'impose',
          when: 'entry.banned == false && entry.industry == facts.industry',
        },
      ],
    })
    const entries = [
      thing({ code: '1', article: 'art. 1', industry: 'dye', banned: true }, 'entry'),
      thing({ code: '2', article: 'art. 2', industry: 'dye', banned: false }, 'entry'),
      thing({ code: '3', article: 'art. 3', industry: 'steel', banned: true }, 'entry'),
    ]
    const dye = ask(banned, { industry: 'dye' }, '2021-03-01', entries)
    expect([dye.verdict, dye.findings.map((f) => [f.effect, f.clause])]).toEqual([
      'refused',
      [
        ['refuse', 'art. 1'],
        ['impose', 'art. 2'],
      ],
    ])
    const one = entries.slice(1, 2)
    expect(ask(banned, { industry: 'dye' }, '2021-03-01', one).verdict).toBe('allowed')
  })
})

test('a library gives the limit of the edition in force on the day, or says what is missing', () => {
  const edition = (name: string, validFrom: string, max: number) => ({
    library: 'wall-paint',
    row: 'S037',
    title,
    edition: name,
    validFrom,
    unit: 'g/L',
    limits: [{ of: 'interior', max }],
  })
  const shelf = new LimitShelf([edition('old', '2008-10-01', 120), edition('new', '2020-12-01', 80)])
  const of = (category: string, on: string) => shelf.limitOn('wall-paint', category, on)
  expect(of('interior', '2020-11-30')).toMatchObject({ max: 120, edition: 'old' })
  expect(of('interior', '2020-12-01')).toMatchObject({ max: 80, edition: 'new', min: null })
  expect(of('interior', '2008-09-30')).toBe('no-edition')
  expect(of('ship', '2021-01-01')).toBe('no-category')
  expect(shelf.limitOn('ink', 'interior', '2021-01-01')).toBe('no-library')
})
