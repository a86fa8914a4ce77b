import { expect, test } from 'vitest'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Entity } from '../engine/entity.ts'
import { LimitShelf } from '../engine/limits.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { derivedFacts } from './derived-facts.ts'

const title = { zh: '限值', en: 'Limit' }
const kind: KindDefinition = {
  kind: 'point',
  title,
  rows: ['S083'],
  key: 'code',
  geometry: 'point',
  facts: { code: { type: 'string', title }, class: { type: 'string', title } },
  derived: {
    dayLimit: { title, unit: 'dB(A)', of: 'limits.max("sound", facts.class, date)' },
    area: { title, of: 'entity.areaM2()' },
  },
}
const edition = (name: string, validFrom: string, max: number) => ({
  library: 'sound',
  row: 'S083',
  title,
  edition: name,
  validFrom,
  unit: 'dB(A)',
  limits: [{ of: '2', max }],
})
const limits = new LimitShelf([edition('old', '2000-01-01', 65), edition('new', '2008-10-01', 60)])
const point: Entity = {
  id: 'p',
  kind: 'point',
  key: 'P',
  facts: { code: 'P', class: '2' },
  state: null,
  geometry: { type: 'Point', coordinates: [121, 32] },
  enteredOn: '2000-01-01',
}
const on = (day: string, entity = point) => derivedFacts(kind, entity, day, surroundingsOf([], {}), limits)

test('a limit comes from the edition of the day', () => {
  expect(on('2008-09-30')[0]).toEqual({ fact: 'dayLimit', title, unit: 'dB(A)', value: 65, why: null })
  expect(on('2008-10-01')[0]?.value).toBe(60)
})

test('what cannot be worked out says why', () => {
  expect(on('2021-06-30')[1]).toMatchObject({ fact: 'area', value: null, why: 'not known: area' })
  expect(on('1999-12-31')[0]).toMatchObject({
    value: null,
    why: expect.stringContaining('no-edition') as string,
  })
  expect(on('2021-06-30', { ...point, facts: { code: 'P' } })[0]?.why).toMatch(/class/)
})
