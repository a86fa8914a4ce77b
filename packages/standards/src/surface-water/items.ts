import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { InvalidInputError } from '../errors/invalid-input-error.ts'

/** Keys of the 24 basic items; WT is water temperature, FC faecal coliforms. */
export type SurfaceWaterItem = (typeof surfaceWaterItems)[number]['key']

/** Items with five class limits or a range: all but water temperature, which limits man-made change. */
export type ClassedItem = Exclude<SurfaceWaterItem, 'WT'>

/** The 21 items that decide a section's class: all but water temperature, total nitrogen and faecal coliforms (环办[2011]22号). */
export type JudgedItem = Exclude<SurfaceWaterItem, 'WT' | 'TN' | 'FC'>

/** One row of table 1. Limits are decimal strings in `unit`, for class Ⅰ to Ⅴ (pH: lower and upper end of the range). */
export interface SurfaceWaterItemRow {
  readonly no: number
  readonly key: string
  readonly zh: string
  readonly en: string
  readonly unit: '°C' | '' | 'mg/L' | 'count/L'
  readonly direction: 'change' | 'range' | 'atLeast' | 'atMost'
  readonly limits: readonly string[] | null
  readonly lakeLimits?: readonly string[]
  /** Factor code of HJ 212. */
  readonly hj212: string
  /** One of the 21 items of the 2011 method. */
  readonly judged: boolean
  /** Decimals kept before judging (single source; half to even). */
  readonly judgingDecimals: number
  /** Decimals of an hourly value; null where no automatic analyser reports it. */
  readonly hourDecimals: number | null
}

/**
 * GB 3838-2002 table 1: the 24 basic items, in the order of the table.
 *
 * Clause: GB 3838-2002 table 1.
 */
export const surfaceWaterItems = [
  {
    no: 1,
    key: 'WT',
    zh: '水温',
    en: 'water temperature',
    unit: '°C',
    direction: 'change',
    limits: null,
    hj212: 'w01010',
    judged: false,
    judgingDecimals: 1,
    hourDecimals: 1,
  },
  {
    no: 2,
    key: 'PH',
    zh: 'pH值',
    en: 'pH',
    unit: '',
    direction: 'range',
    limits: ['6', '9'],
    hj212: 'w01001',
    judged: true,
    judgingDecimals: 0,
    hourDecimals: 2,
  },
  {
    no: 3,
    key: 'DO',
    zh: '溶解氧',
    en: 'dissolved oxygen',
    unit: 'mg/L',
    direction: 'atLeast',
    limits: ['7.5', '6', '5', '3', '2'],
    hj212: 'w01009',
    judged: true,
    judgingDecimals: 1,
    hourDecimals: 2,
  },
  {
    no: 4,
    key: 'CODMn',
    zh: '高锰酸盐指数',
    en: 'permanganate index',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['2', '4', '6', '10', '15'],
    hj212: 'w01019',
    judged: true,
    judgingDecimals: 1,
    hourDecimals: 2,
  },
  {
    no: 5,
    key: 'COD',
    zh: '化学需氧量',
    en: 'COD (dichromate)',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['15', '15', '20', '30', '40'],
    hj212: 'w01018',
    judged: true,
    judgingDecimals: 1,
    hourDecimals: 2,
  },
  {
    no: 6,
    key: 'BOD5',
    zh: '五日生化需氧量',
    en: 'BOD5',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['3', '3', '4', '6', '10'],
    hj212: 'w01017',
    judged: true,
    judgingDecimals: 1,
    hourDecimals: null,
  },
  {
    no: 7,
    key: 'NH3N',
    zh: '氨氮',
    en: 'ammonia nitrogen',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.15', '0.5', '1.0', '1.5', '2.0'],
    hj212: 'w21003',
    judged: true,
    judgingDecimals: 2,
    hourDecimals: 3,
  },
  {
    no: 8,
    key: 'TP',
    zh: '总磷',
    en: 'total phosphorus (as P)',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.02', '0.1', '0.2', '0.3', '0.4'],
    lakeLimits: ['0.01', '0.025', '0.05', '0.1', '0.2'],
    hj212: 'w21011',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 3,
  },
  {
    no: 9,
    key: 'TN',
    zh: '总氮',
    en: 'total nitrogen (lakes and reservoirs)',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.2', '0.5', '1.0', '1.5', '2.0'],
    hj212: 'w21001',
    judged: false,
    judgingDecimals: 2,
    hourDecimals: 2,
  },
  {
    no: 10,
    key: 'CU',
    zh: '铜',
    en: 'copper',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.01', '1.0', '1.0', '1.0', '1.0'],
    hj212: 'w20122',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 11,
    key: 'ZN',
    zh: '锌',
    en: 'zinc',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.05', '1.0', '1.0', '2.0', '2.0'],
    hj212: 'w20123',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 12,
    key: 'F',
    zh: '氟化物',
    en: 'fluoride',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['1.0', '1.0', '1.0', '1.5', '1.5'],
    hj212: 'w21017',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 13,
    key: 'SE',
    zh: '硒',
    en: 'selenium',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.01', '0.01', '0.01', '0.02', '0.02'],
    hj212: 'w20128',
    judged: true,
    judgingDecimals: 4,
    hourDecimals: 5,
  },
  {
    no: 14,
    key: 'AS',
    zh: '砷',
    en: 'arsenic',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.05', '0.05', '0.05', '0.1', '0.1'],
    hj212: 'w20141',
    judged: true,
    judgingDecimals: 4,
    hourDecimals: 5,
  },
  {
    no: 15,
    key: 'HG',
    zh: '汞',
    en: 'mercury',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.00005', '0.00005', '0.0001', '0.001', '0.001'],
    hj212: 'w20111',
    judged: true,
    judgingDecimals: 5,
    hourDecimals: 6,
  },
  {
    no: 16,
    key: 'CD',
    zh: '镉',
    en: 'cadmium',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.001', '0.005', '0.005', '0.005', '0.01'],
    hj212: 'w20115',
    judged: true,
    judgingDecimals: 5,
    hourDecimals: 6,
  },
  {
    no: 17,
    key: 'CR6',
    zh: '铬（六价）',
    en: 'chromium VI',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.01', '0.05', '0.05', '0.05', '0.1'],
    hj212: 'w20117',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 18,
    key: 'PB',
    zh: '铅',
    en: 'lead',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.01', '0.01', '0.05', '0.05', '0.1'],
    hj212: 'w20120',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 19,
    key: 'CN',
    zh: '氰化物',
    en: 'cyanide',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.005', '0.05', '0.2', '0.2', '0.2'],
    hj212: 'w21016',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 20,
    key: 'VP',
    zh: '挥发酚',
    en: 'volatile phenol',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.002', '0.002', '0.005', '0.01', '0.1'],
    hj212: 'w23002',
    judged: true,
    judgingDecimals: 4,
    hourDecimals: 5,
  },
  {
    no: 21,
    key: 'OIL',
    zh: '石油类',
    en: 'petroleum',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.05', '0.05', '0.05', '0.5', '1.0'],
    hj212: 'w22001',
    judged: true,
    judgingDecimals: 2,
    hourDecimals: 3,
  },
  {
    no: 22,
    key: 'LAS',
    zh: '阴离子表面活性剂',
    en: 'anionic surfactants',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.2', '0.2', '0.2', '0.3', '0.3'],
    hj212: 'w19002',
    judged: true,
    judgingDecimals: 2,
    hourDecimals: 3,
  },
  {
    no: 23,
    key: 'S',
    zh: '硫化物',
    en: 'sulphide',
    unit: 'mg/L',
    direction: 'atMost',
    limits: ['0.05', '0.1', '0.2', '0.5', '1.0'],
    hj212: 'w21019',
    judged: true,
    judgingDecimals: 3,
    hourDecimals: 4,
  },
  {
    no: 24,
    key: 'FC',
    zh: '粪大肠菌群',
    en: 'faecal coliforms',
    unit: 'count/L',
    direction: 'atMost',
    limits: ['200', '2000', '10000', '20000', '40000'],
    hj212: 'w02003',
    judged: false,
    judgingDecimals: 0,
    hourDecimals: 0,
  },
] as const satisfies readonly SurfaceWaterItemRow[]

const byKey = new Map<string, SurfaceWaterItemRow>(surfaceWaterItems.map((row) => [row.key, row]))

/**
 * The row of an item. @throws StandardsError `no-limit` for a key that table 1 does not have.
 *
 * Clause: GB 3838-2002 table 1.
 */
export function surfaceWaterItem(key: SurfaceWaterItem): SurfaceWaterItemRow {
  const row = byKey.get(key)
  if (row === undefined) {
    throw new InvalidInputError('surfaceWaterItem', {
      field: 'key',
      given: key,
      expectedZh: 'GB 3838-2002表1的项目',
      expectedEn: 'an item of GB 3838-2002 table 1',
      code: 'no-limit',
    })
  }
  return row
}

/**
 * The item that an HJ 212 factor code stands for, among the 24.
 *
 * Clause: HJ 212-2017 and GB 3838-2002 table 1.
 */
export function surfaceWaterItemOfFactor(hj212: string): SurfaceWaterItem | undefined {
  checkInput('surfaceWaterItemOfFactor', { hj212 }, { hj212: want.text })
  return surfaceWaterItems.find((row) => row.hj212 === hj212)?.key
}

/**
 * The 21 judged items in table order.
 *
 * Clause: 环办[2011]22号, items.
 */
export const judgedItems: readonly JudgedItem[] = surfaceWaterItems
  .filter((row) => row.judged)
  .map((row) => row.key)
