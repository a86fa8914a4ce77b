import { describe, expect, test } from 'vitest'
import type { KindDefinition } from '../definitions/kind.ts'
import type { RuleDefinition } from '../definitions/rule.ts'
import type { Entity, Evidence, FactValue } from './entity.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { compileRule } from './obligations.ts'

const alone = surroundingsOf([], {})
const kind: KindDefinition = {
  kind: 'building-site',
  title: { zh: '工地', en: 'Building site' },
  rows: ['S094'],
  key: 'code',
  geometry: 'point',
  facts: {
    code: { type: 'string', title: { zh: '编号', en: 'Code' } },
    areaM2: { type: 'number', title: { zh: '面积', en: 'Area' } },
  },
  states: ['found', 'treated', 'accepted'].map((key) => ({ key, title: { zh: key, en: key } })),
  inOrder: true,
}
const rule = (change: Partial<RuleDefinition>): RuleDefinition => ({
  rule: 'smart-site',
  row: 'S094',
  title: { zh: '智慧工地', en: 'Smart site' },
  kind: 'building-site',
  edition: '2021',
  validFrom: '2021-01-01',
  thresholds: { areaM2: { value: 5000, unit: 'm2', boundary: 'included' } },
  when: 'facts.areaM2 >= thresholds.areaM2',
  must: [{ duty: 'video', title: { zh: '视频', en: 'Video' }, type: 'device' }],
  by: '2021-12-31',
  ...change,
})
const site = (facts: Record<string, FactValue>, change: Partial<Entity> = {}): Entity => ({
  id: 'e1',
  kind: 'building-site',
  key: 'W1',
  facts: { code: 'W1', ...facts },
  state: null,
  geometry: null,
  enteredOn: '2021-01-15',
  ...change,
})
const device = (change: Partial<Evidence> = {}): Evidence => ({
  id: 'd1',
  entityId: 'e1',
  type: 'device',
  duty: 'video',
  on: '2021-02-01',
  until: null,
  lastDataOn: '2021-06-30',
  data: {},
  ...change,
})
const judge = (r: RuleDefinition, e: Entity, evidence: Evidence[], on: string) =>
  compileRule(r, kind).judge(e, evidence, on, alone)

describe('who is bound', () => {
  test.each([
    [4999, 'no'],
    [5000, 'yes'],
    [5000.1, 'yes'],
  ])('an area of %s m2: %s', (areaM2, bound) => {
    expect(judge(rule({}), site({ areaM2 }), [], '2021-07-01')).toMatchObject({ bound, cited: { areaM2 } })
  })
  test('a fact that is not known is never a silent no', () => {
    const finding = judge(rule({}), site({}), [], '2021-07-01')
    expect(finding.bound).toBe('unknown')
    expect(finding.why).toMatch(/areaM2/)
  })
  test('a mistake in a condition names its rule', () => {
    expect(() => compileRule(rule({ when: 'facts.areaM2 >=' }), kind)).toThrow(/smart-site/)
  })
  test('age counts whole years, the birthday included', () => {
    const old = rule({ when: 'ageYears(facts.built, date) >= 20' })
    expect(judge(old, site({ built: '2001-07-01' }), [], '2021-06-30').bound).toBe('no')
    expect(judge(old, site({ built: '2001-07-01' }), [], '2021-07-01').bound).toBe('yes')
  })
})

describe('what counts as fulfilled', () => {
  const bound = site({ areaM2: 6000 })
  test.each([
    ['sent data lately', device(), '2021-07-01', 'fulfilled'],
    ['silent for 29 days', device(), '2021-07-29', 'fulfilled'],
    ['silent for 30 days', device(), '2021-07-30', 'open'],
    ['never sent', device({ lastDataOn: null }), '2021-07-01', 'open'],
    ['taken down', device({ until: '2021-06-30' }), '2021-07-01', 'open'],
    ['nothing at the due day', null, '2021-12-31', 'open'],
    ['nothing after the due day', null, '2022-01-01', 'late'],
  ])('a device: %s', (_name, item, on, status) => {
    expect(judge(rule({}), bound, item ? [item] : [], on).duties[0]).toMatchObject({ status })
  })
  test('two of four places equipped is two short', () => {
    const four = rule({ must: [{ duty: 'video', title: { zh: '', en: '' }, type: 'device', count: 4 }] })
    const two = [device(), device({ id: 'd2' })]
    expect(judge(four, bound, two, '2021-07-01').duties[0]).toMatchObject({
      status: 'open',
      have: 2,
      need: 4,
    })
  })
  test('evidence that fails its own condition does not count', () => {
    const checked = rule({
      must: [{ duty: 'proof', title: { zh: '', en: '' }, type: 'document', accept: 'evidence.number != ""' }],
    })
    const paper = device({ type: 'document', duty: 'proof', data: { number: '' } })
    expect(judge(checked, bound, [paper], '2021-07-01').duties[0]).toMatchObject({
      status: 'open',
      rejected: [{ id: 'd1', reason: 'not-accepted' }],
    })
  })
  test('a later state stands for an earlier one where states come in order', () => {
    const treated = rule({
      must: [{ duty: 'treat', title: { zh: '', en: '' }, type: 'state', state: 'treated' }],
    })
    for (const [state, status] of [
      ['found', 'late'],
      ['treated', 'fulfilled'],
      ['accepted', 'fulfilled'],
    ] as const) {
      expect(judge(treated, { ...bound, state }, [], '2022-01-01').duties[0]).toMatchObject({ status })
    }
  })
  test('a monthly duty is late once a whole month went by without it', () => {
    const monthly = rule({
      must: [{ duty: 'check', title: { zh: '', en: '' }, type: 'action', every: 'month' }],
    })
    const done = (on: string) => device({ id: on, type: 'action', duty: 'check', on, lastDataOn: null })
    expect(judge(monthly, bound, [done('2021-02-10')], '2021-03-20').duties[0]).toMatchObject({
      status: 'open',
      due: '2021-03-31',
    })
    expect(judge(monthly, bound, [done('2021-02-10')], '2021-04-01').duties[0]).toMatchObject({
      status: 'late',
      due: '2021-03-31',
    })
    expect(
      judge(monthly, bound, [done('2021-02-10'), done('2021-03-31')], '2021-04-01').duties[0],
    ).toMatchObject({ status: 'open' })
  })
})

describe('a duty that is a condition', () => {
  const owned = rule({
    when: 'true',
    must: [{ duty: 'fence', title: { zh: '围挡', en: 'Fence' }, type: 'condition', holds: 'facts.fence' }],
  })
  const at = (facts: Record<string, FactValue>, on: string) => judge(owned, site(facts), [], on).duties[0]

  test('is fulfilled while it holds, open until its day, late after it', () => {
    expect(at({ fence: true }, '2022-01-01')).toMatchObject({ status: 'fulfilled', have: 1, need: 1 })
    expect(at({ fence: false }, '2021-12-31')).toMatchObject({ status: 'open', have: 0 })
    expect(at({ fence: false }, '2022-01-01')).toMatchObject({ status: 'late' })
  })
  test('what cannot be known does not hold', () => {
    expect(at({}, '2021-06-30')).toMatchObject({ status: 'open' })
  })
  test('a mistake in it names the duty', () => {
    const broken = rule({ must: [{ duty: 'fence', title: { zh: '', en: '' }, type: 'condition' }] })
    expect(() => compileRule(broken, kind)).toThrow(/fence/)
  })
})

test('evidence is judged with its day', () => {
  const fresh = rule({
    when: 'true',
    must: [
      {
        duty: 'permit',
        title: { zh: '许可', en: 'Permit' },
        type: 'document',
        accept: 'evidence.on > "2021-01-31"',
      },
    ],
  })
  const permit = (on: string) => device({ type: 'document', duty: 'permit', on })
  const status = (on: string) => judge(fresh, site({}), [permit(on)], '2021-06-30').duties[0]?.status
  expect([status('2021-01-31'), status('2021-02-01')]).toEqual(['open', 'fulfilled'])
})
