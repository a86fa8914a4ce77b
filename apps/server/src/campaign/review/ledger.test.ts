import type { ReviewItem } from '@qinglan/contract'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import mammoth from 'mammoth'
import { describe, expect, test } from 'vitest'
import { ledgerDocx } from './ledger-docx.ts'
import { dateText, figureText, readDate, readFigure, readUnits } from './ledger-text.ts'
import { ledgerItems } from './ledger-items.ts'
import { readWorkbook } from '../../workbook/read-workbook.ts'
import { compareReasons, rejectedRows } from './ledger-rejected.ts'
import { compareLedger, ledgerRows, ledgerXlsx } from './ledger-xlsx.ts'

const readLedger = async (bytes: Uint8Array) => ledgerRows(await readWorkbook(bytes))

const item: ReviewItem = {
  id: 'T001',
  kind: 'target',
  state: 'accepted',
  from: [],
  start: 0,
  end: 4,
  quote: '完成造林',
  sectionPath: ['一、目标'],
  subject: '造林面积',
  comparator: 'complete_count>=',
  value: 3100,
  valueHigh: null,
  unit: '亩',
  baselineYear: null,
  deadline: '2021-06-30',
  modality: null,
  lead: ['市自然资源局'],
  responsible: ['甲县', '乙县'],
  delegatedTo: null,
  binding: null,
  suggestion: null,
  confidence: 1,
  doubts: [],
  reason: null,
}

describe('a figure', () => {
  test.each<[Partial<ReviewItem>, string]>([
    [{}, '≥3100亩'],
    [{ comparator: '<=', value: 31, unit: '微克/立方米' }, '≤31微克/立方米'],
    [{ comparator: 'range', value: 1, valueHigh: 2, unit: '个' }, '1～2个'],
    [{ comparator: 'decrease_by>=', value: 3.2, unit: '%', baselineYear: 2020 }, '较2020年下降≥3.2%'],
    [{ comparator: '=', value: 100, unit: '%' }, '100%'],
    [{ comparator: '>', value: 5, unit: null }, '>5'],
    [{ value: null }, ''],
    [{ value: null, delegatedTo: '省下达' }, '按下达数'],
  ])('%j is written %s and read back', (part, text) => {
    const one = { ...item, ...part }
    expect(figureText(one)).toBe(text)
    const { comparator, value, valueHigh, unit, baselineYear } = one
    if (value !== null)
      expect(readFigure(text, one)).toEqual({ comparator, value, valueHigh, unit, baselineYear })
  })

  test.each([
    ['不低于 90%', { comparator: '>=', value: 90, unit: '%' }],
    ['90%以上', { comparator: '>=', value: 90, unit: '%' }],
    ['30微克/立方米以下', { comparator: '<=', value: 30, unit: '微克/立方米' }],
    ['3200', { comparator: 'complete_count>=', value: 3200, unit: '亩' }],
    ['2-3个', { comparator: 'range', value: 2, valueHigh: 3, unit: '个' }],
    ['削减12吨', { comparator: 'decrease_by>=', value: 12, unit: '吨' }],
  ])('%s is understood', (text, figure) => {
    expect(readFigure(text, item)).toMatchObject(figure)
  })

  test.each(['约好', '百分之九十', '≥'])('%s is none', (text) => {
    expect(readFigure(text, item)).toBeNull()
  })
})

test.each([
  ['2021年6月30日', '2021-06-30'],
  ['2021-06-30', '2021-06-30'],
  ['2021/6/3', '2021-06-03'],
  ['6月底前', '2021-06-30'],
  ['2月底', '2021-02-28'],
  ['年底', '2021-12-31'],
  ['2023年底', '2023-12-31'],
  ['', null],
  ['2021年2月30日', undefined],
  ['13月底', undefined],
  ['尽快', undefined],
])('the date %s is %s', (text, day) => {
  expect(readDate(text, 2021)).toBe(day)
})

test('dates and units are read back as written', () => {
  expect(readDate(dateText('2021-06-30'), null)).toBe('2021-06-30')
  expect(readUnits('市局、甲县，乙县；甲县')).toEqual(['市局', '甲县', '乙县'])
})

const heads = ['编号', '序号', '目标任务', '指标值', '完成时限', '牵头单位', '责任单位']
const sheet = (...rows: (string | number | Date)[][]) =>
  writeXlsx({ sheets: [{ name: 's', rows: [['题'], heads, ...rows] }] })
const task: ReviewItem = {
  ...item,
  start: 10,
  end: 20,
  id: 'K001',
  kind: 'task',
  value: null,
  unit: null,
  comparator: 'none',
}
const row = ['T001', 1, '造林面积', '≥3100亩', '2021年6月30日', '市自然资源局', '甲县、乙县']

describe('the ledger as a spreadsheet', () => {
  test('comes back unchanged', async () => {
    const rows = await readLedger(await ledgerXlsx('某市', [item, task]))
    expect(compareLedger(rows, [item, task], 2021)).toEqual({
      edits: [],
      changed: [],
      faults: [],
      unchanged: 2,
      notInFile: [],
      missingColumns: [],
    })
  })

  test('brings the changes of its cells, dates of the spreadsheet program too', async () => {
    const changed = ['T001', 1, '造林', '≥3200亩', new Date('2021-09-30T00:00:00Z'), '', '甲县']
    const { edits, notInFile } = compareLedger(await readLedger(await sheet(changed)), [item, task], 2021)
    expect(edits).toEqual([
      {
        item: 'T001',
        fields: expect.objectContaining({
          subject: '造林',
          value: 3200,
          comparator: 'complete_count>=',
          deadline: '2021-09-30',
          lead: [],
          responsible: ['甲县'],
        }),
      },
    ])
    expect(notInFile).toEqual(['K001'])
  })

  test('names every faulty row', async () => {
    const rows = await readLedger(
      await sheet(
        row,
        ['T001', 2, 'x', '', '', '', ''],
        ['T009', 3, 'x', '', '', '', ''],
        ['', 4, 'x', '', '', '', ''],
        ['K001', 5, '', '5个', '尽快', '', ''],
      ),
    )
    const { faults } = compareLedger(rows, [item, task], 2021)
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [4, '编号'],
      [5, '编号'],
      [6, '编号'],
      [7, '目标任务'],
      [7, '指标值'],
      [7, '完成时限'],
    ])
  })

  test('is refused without its column of codes, or when it is no spreadsheet', async () => {
    const strange = await writeXlsx({ sheets: [{ name: 's', rows: [['名称'], ['x']] }] })
    await expect(readLedger(strange)).rejects.toThrow(/各工作表（s）中都找不到表头/)
    const twice = await writeXlsx({
      sheets: [
        {
          name: 's',
          rows: [
            ['编号', '指标值', '指标值'],
            ['T001', 1, 2],
          ],
        },
      ],
    })
    await expect(readLedger(twice)).rejects.toThrow(/“指标值”一列出现两次/)
    await expect(readLedger(new Uint8Array([1, 2, 3]))).rejects.toThrow(/不是完好的/)
  })

  test('is found in whichever sheet, below whatever title', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '说明',
          rows: [
            ['编号规则', '…'],
            ['编号', '含义'],
          ],
        },
        { name: '表', rows: [[], ['某市'], heads, [...row.slice(0, 3), '≥3200亩', ...row.slice(4)]] },
      ],
    })
    const { edits } = compareLedger(await readLedger(bytes), [item, task], 2021)
    expect(edits.map(({ item: id, fields }) => [id, fields.value])).toEqual([['T001', 3200]])
  })

  test('takes figures as they are typed: numbers, full-width ones, spaces', async () => {
    const figure = async (text: string | number) =>
      compareLedger(await readLedger(await sheet(['T001', 1, '造林面积', text, '', '', ''])), [item], 2021)
        .edits[0]?.fields
    expect(await figure(3300)).toMatchObject({ value: 3300, comparator: item.comparator, unit: '亩' })
    expect(await figure('３３００')).toMatchObject({ value: 3300, unit: '亩' })
    expect(await figure(' ≥ 3300 亩 ')).toMatchObject({ value: 3300, unit: '亩' })
  })

  test('changes nothing in columns it lacks, and says so; other columns are left aside', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 's',
          rows: [
            ['备注', '编号', '牵头单位'],
            ['x', 'T001', '市水利局'],
          ],
        },
      ],
    })
    const { edits, missingColumns } = compareLedger(await readLedger(bytes), [item], 2021)
    expect(edits).toEqual([{ item: 'T001', fields: { lead: ['市水利局'] } }])
    expect(missingColumns).toEqual(['目标任务', '指标值', '完成时限', '责任单位'])
  })

  test('lists a clause that is nothing but its promises once', () => {
    const clause = { ...task, start: item.start, end: item.end + 2 }
    const more = { ...task, id: 'K002', start: item.start, end: item.end + 3 * (item.end - item.start) }
    expect(ledgerItems([item, clause, more]).map(({ id }) => id)).toEqual(['T001', 'K002'])
    expect(ledgerItems([{ ...item, state: 'rejected' }, clause]).map(({ id }) => id)).toEqual(['K001'])
  })

  test('holds a title and the heads of the form', async () => {
    const book = await readXlsx(await ledgerXlsx('某市', [item]))
    expect(book.sheets[0]?.rows[0]?.[0]).toBe('某市任务分解表')
    expect(book.sheets[0]?.rows[1]).toEqual(heads)
  })
})

test('the ledger as a document has the form of an annex', async () => {
  const bytes = await ledgerDocx('某市2021年工作计划', [item, task])
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })
  expect(value.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|')).toBe(
    '|附件|某市2021年工作计划任务分解表|序号|目标任务|指标值|完成时限|牵头单位|责任单位|一、目标|1|造林面积|≥3100亩|2021年6月30日|市自然资源局|甲县、乙县|2|造林面积|2021年6月30日|市自然资源局|甲县、乙县|',
  )
})

describe('what was rejected', () => {
  const out: ReviewItem = { ...item, id: 'T002', state: 'rejected', quote: '继续推进', reason: '重复' }
  const sheetOf = (...rows: string[][]) =>
    writeXlsx({ sheets: [{ name: '剔除条目', rows: [['编号', '原文', '剔除理由'], ...rows] }] })
  const compared = async (bytes: Uint8Array) =>
    compareReasons(rejectedRows(await readWorkbook(bytes)), [item, out])

  test('stands on a sheet of its own with the reason, and comes back unchanged', async () => {
    const bytes = await ledgerXlsx('某市', [item], [out])
    const book = await readXlsx(bytes)
    expect(book.sheets[1]?.rows).toEqual([
      ['编号', '原文', '剔除理由'],
      ['T002', '继续推进', '重复'],
    ])
    expect(await compared(bytes)).toEqual({ reasons: [], faults: [] })
    expect(compareLedger(await readLedger(bytes), [item, out], 2021)).toMatchObject({
      faults: [],
      unchanged: 1,
    })
  })

  test('has the reason that a person wrote into it, or none', async () => {
    expect(await compared(await sheetOf(['T002', '', '不属本市职责']))).toMatchObject({
      reasons: [{ item: 'T002', reason: '不属本市职责' }],
    })
    expect(await compared(await sheetOf(['T002', '', '']))).toMatchObject({
      reasons: [{ item: 'T002', reason: '' }],
    })
  })

  test('is told when a row is about what is not rejected, or the reason is a treatise', async () => {
    const { faults } = await compared(await sheetOf(['T001', '', '重复'], ['T002', '', '长'.repeat(501)]))
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, '编号'],
      [3, '剔除理由'],
    ])
  })
})
