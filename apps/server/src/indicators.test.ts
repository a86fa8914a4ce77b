import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkBinding, definitionOf, indicatorCatalogue } from './campaign/indicators/catalogue.ts'
import { indicatorWords } from './campaign/indicators/indicator-words.ts'
import { indicators } from './indicators.ts'
import { loadRegisters } from './pack/load/registers.ts'
import { readPack } from './pack/files/read-pack.ts'
import { testDatabase, type TestDatabase } from './testing/test-database.ts'

const packs = (name: string) => fileURLToPath(new URL(`../../../packs/${name}`, import.meta.url))

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadRegisters(database.db, packs('common'))
})
afterAll(() => database.close())

const define = (key: string, params: Record<string, unknown> = {}) =>
  definitionOf(
    database.db,
    indicators.find((one) => one.key === key)!,
    params,
  )

test('every indicator has a definition, and every definition an indicator', async () => {
  expect([...(await indicatorWords()).keys()].toSorted()).toEqual(indicators.map(({ key }) => key).toSorted())
})

test('the catalogue offers what an indicator can be asked with, registers and rules from the database', async () => {
  const entries = await indicatorCatalogue(database.db, indicators)
  const choices = (key: string, name: string) =>
    entries.find((one) => one.key === key)?.params.find((param) => param.name === name)?.choices
  expect(choices('water.sections.good-ratio', 'level')?.map(({ value }) => value)).toEqual([
    'national',
    'provincial',
    'city',
  ])
  expect(choices('register.coverage', 'rule')).toContainEqual({
    value: 'gas-boiler-nox',
    title: { zh: expect.stringContaining('锅炉') as string, en: expect.any(String) as string },
  })
  expect(choices('register.count', 'kind')?.length).toBeGreaterThan(50)
  expect(choices('register.count', 'where')).toBeNull()
})

describe('a target shows the definition of its indicator', () => {
  test('with what it was asked with, its unit and its ground', async () => {
    expect(await define('water.sections.good-ratio', { level: 'provincial' })).toEqual({
      definition: {
        zh: '本年累计均值达到Ⅰ至Ⅲ类的断面占可评价断面的比例,水温、总氮、粪大肠菌群不参评；断面级别：省考断面；单位：%',
        en: expect.stringContaining('Level of the sections: provincial sections; unit: %') as string,
      },
      basis: { zh: 'GB 3838-2002 表1;环办〔2011〕22号', en: 'GB 3838-2002 Table 1; Huanban [2011] 22' },
    })
  })

  test('of a register: conditions in words', async () => {
    const { definition } = await define('register.share', {
      kind: 'building-site',
      where: 'facts.areaM2 >= 5000.0 && facts.earthworks',
      counts: "entity.done('video')",
    })
    expect(definition.zh).toContain('计入范围：建筑面积（m2）≥5000 且 土石方阶段')
    expect(definition.zh).toMatch(/算作完成的条件：已完成“[\u4e00-\u9fff]+/)
    expect(definition.zh).not.toMatch(/facts\.|entity\./)
  })

  test('of a rule: its duties and its own ground', async () => {
    const { definition, basis } = await define('register.coverage', { rule: 'gas-boiler-nox' })
    expect(definition.zh).toMatch(/规则：.*锅炉.*（.+）；单位：%$/)
    expect(basis?.zh).toMatch(/^计划条款；规则 gas-boiler-nox，.+ 版$/)
    expect((await define('register.coverage', { rule: 'black-water-gone' })).basis?.zh).toContain('三项指标')
  })

  test('of the city pack, every bound target, without a condition left untold', async () => {
    const pack = await readPack(packs('nantong-2021'))
    const bound = pack.targets.filter((target) => target.indicator !== undefined)
    expect(bound.length).toBeGreaterThan(20)
    for (const { code, indicator, params = {} } of bound) {
      const { definition } = await define(indicator ?? '', params)
      expect(definition.zh, code).not.toMatch(/facts\.|entity\.|&&|\|\|/)
    }
  })
})

test.each([
  [{ indicator: 'air.nothing', params: {} }, /没有指标/],
  [{ indicator: 'air.o3-p90', params: { level: 'city' } }, /没有参数“level”/],
  [{ indicator: 'water.sections.good-ratio', params: { level: 'village' } }, /不能是 village/],
  [{ indicator: 'register.count', params: { kind: 'boiler', where: 5 } }, /“计入范围”不能是 5/],
  [{ indicator: 'register.coverage', params: {} }, /需要“规则”/],
  [{ indicator: 'register.coverage', params: { rule: 'no-such-rule' } }, /不能是 no-such-rule/],
])('a binding that cannot work is refused: %j', async (binding, message) => {
  await expect(checkBinding(database.db, indicators, binding)).rejects.toThrow(message)
})

test('a binding that can work is taken', async () => {
  await checkBinding(database.db, indicators, {
    indicator: 'register.coverage',
    params: { rule: 'gas-boiler-nox' },
  })
  await checkBinding(database.db, indicators, { indicator: 'water.sections.good-ratio', params: {} })
})
