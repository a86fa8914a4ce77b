import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { KindDefinition } from '../definitions/kind.ts'
import { readRows } from './read-rows.ts'
import { readSheet } from './read-sheet.ts'
import { columnOf } from './sheet-columns.ts'
import { templateXlsx } from './template-xlsx.ts'

const t = (zh: string, en: string) => ({ zh, en })
const boiler: KindDefinition = {
  kind: 'boiler',
  title: t('锅炉', 'Boilers'),
  rows: ['S027'],
  key: 'code',
  geometry: 'none',
  facts: {
    code: { type: 'string', title: t('编号', 'Code') },
    power: { type: 'number', title: t('容量', 'Power') },
    fuel: {
      type: 'string',
      title: t('燃料', 'Fuel'),
      enum: ['gas', 'coal'],
      choices: { gas: t('燃气', 'Gas'), coal: t('燃煤', 'Coal') },
    },
  },
  states: [{ key: 'found', title: t('已排查', 'Found') }],
}

async function read(bytes: Uint8Array, name: string) {
  const sheet = await readSheet(bytes, name)
  const columns = sheet.heading.map((h) => columnOf(boiler, h))
  return readRows({
    kind: boiler,
    sheet,
    columns,
    effectiveOn: '2021-01-01',
    simulated: false,
    regions: new Set(),
  })
}
const csv = (text: string) => read(new TextEncoder().encode(text), 'a.csv')

test('a value is taken by its title in either language, as by its key', async () => {
  const rows = await csv('编号,燃料\nB1,燃气\nB2, Gas \nB3,gas\nB4,COAL\n')
  expect(rows.flatMap((r) => r.problems)).toEqual([])
  expect(rows.map((r) => r.input.facts['fuel'])).toEqual(['gas', 'gas', 'gas', 'coal'])
})

test('another value is told with the titles of those that may be', async () => {
  const [row] = await csv('编号,燃料\nB1,木柴\n')
  expect(row?.problems).toMatchObject([
    {
      line: 2,
      column: '燃料',
      value: '木柴',
      reason: t('应为其中之一:燃气、燃煤', 'expected one of Gas, Coal'),
    },
  ])
})

test('a template lists what may stand in its columns', async () => {
  const book = await readXlsx(await templateXlsx(boiler, 'zh'))
  expect(book.sheets[0]?.dataValidations).toMatchObject([
    { type: 'list', range: 'C2:C2000' },
    { type: 'list', range: 'D2:D2000' },
  ])
  expect(book.sheets[1]?.rows).toEqual([
    ['列', '可填'],
    ['燃料', '燃气'],
    ['燃料', '燃煤'],
    ['状态', '已排查'],
  ])
})

describe('cells that cannot be read', () => {
  test('a formula without its result is a problem of its line; one with a result is read', async () => {
    const cells = new Map([
      ['1,1', { value: null, type: 'formula' as const, formula: '1+1' }],
      ['2,1', { value: 7, type: 'formula' as const, formula: '3+4', formulaResult: 7 }],
    ])
    const rows = [
      ['编号', '容量'],
      ['B1', null],
      ['B2', 7],
    ]
    const [open, counted] = await read(await writeXlsx({ sheets: [{ name: 'a', rows, cells }] }), 'a.xlsx')
    expect(open?.problems).toMatchObject([{ line: 2, column: '容量', value: '=1+1' }])
    expect(counted).toMatchObject({ problems: [], input: { facts: { power: 7 } } })
  })

  test('a NUL character refuses the table by line and column', async () => {
    await expect(csv('编号,燃料\nB1,a\u0000b\n')).rejects.toThrow('第 2 行第 2 列含空字符')
  })
})

test('every value that bundled registers allow has a title', async () => {
  const folder = fileURLToPath(new URL('../../../../../packs/common/registers/', import.meta.url))
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.yaml'))
  const untitled: string[] = []
  for (const file of files) {
    const { kinds = [] } = parse(await readFile(folder + file, 'utf8')) as { kinds?: KindDefinition[] }
    for (const { kind, facts } of kinds)
      for (const [fact, schema] of Object.entries(facts))
        for (const value of schema.enum ?? [])
          if (!schema.choices?.[value]) untitled.push(`${kind}.${fact} ${value}`)
  }
  expect(files.length).toBeGreaterThan(20)
  expect(untitled).toEqual([])
})
