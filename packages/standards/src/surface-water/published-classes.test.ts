import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { surfaceWaterClasses } from './classes.ts'
import type { SurfaceWaterClass } from './classes.ts'
import type { SampleMgPerL } from './sample.ts'
import { evaluateSection } from './section.ts'

const folder = process.env['QINGLAN_SHARED_DATA']

interface Published {
  readonly section: string
  readonly time: string
  readonly class: SurfaceWaterClass
  readonly asRiver: SurfaceWaterClass
  readonly asLake: SurfaceWaterClass
}

const columns = { PH: 'ph', DO: 'do_mg_l', CODMn: 'codmn_mg_l', NH3N: 'nh3n_mg_l', TP: 'tp_mg_l' } as const

function published(file: string, prefix: '' | 'raw_'): Published[] {
  const [header = '', ...lines] = readFileSync(`${folder}/water/${file}`, 'utf8').trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.flatMap((line) => {
    const cells = line.split(',')
    const row = new Map(names.map((name, index) => [name, cells[index] ?? '']))
    const readings = Object.entries(columns).flatMap(([item, column]) => {
      const text = row.get(prefix + column) ?? ''
      return /^\d+(\.\d+)?$/.test(text) ? [[item, Number(text)] as const] : []
    })
    const name = surfaceWaterClasses.find((known) => known === row.get('class'))
    const sampleMgPerL: SampleMgPerL = Object.fromEntries(readings)
    const river = evaluateSection({ sampleMgPerL, water: 'river', judging: 'asGiven' })
    const lake = evaluateSection({ sampleMgPerL, water: 'lake', judging: 'asGiven' })
    if (name === undefined || !river.evaluated || !lake.evaluated) return []
    const where = { section: row.get('section') ?? '', time: row.get('time') ?? '' }
    return [{ ...where, class: name, asRiver: river.class, asLake: lake.class }]
  })
}

/** Disagreements; the source does not name the lakes, so a section is one when the lake limits fit more of its readings. */
function disagreements(rows: readonly Published[]): readonly Published[] {
  const bySection = Map.groupBy(rows, (row) => row.section)
  return [...bySection.values()].flatMap((readings) => {
    const river = readings.filter((row) => row.asRiver !== row.class)
    const lake = readings.filter((row) => row.asLake !== row.class)
    return lake.length < river.length ? lake : river
  })
}

function report(title: string, rows: readonly Published[]): number {
  const misses = disagreements(rows)
  const rate = (rows.length - misses.length) / rows.length
  console.info(
    `${title}: ${rows.length - misses.length} of ${rows.length} agree (${(rate * 100).toFixed(2)} %)`,
  )
  for (const miss of misses.slice(0, 10)) {
    console.info(
      `  ${miss.section} ${miss.time}: ${miss.class}, here ${miss.asRiver} as a river, ${miss.asLake} as a lake`,
    )
  }
  return rate
}

describe.skipIf(folder === undefined)(
  'published classes of automatic stations (needs QINGLAN_SHARED_DATA)',
  () => {
    it('agree on at least 99.9 % of unrounded readings', () => {
      const rows = published('jiangsu_daily_20200508-20210405_raw.csv', 'raw_')
      expect(rows.length).toBeGreaterThan(2500)
      expect(report('unrounded values', rows)).toBeGreaterThanOrEqual(0.999)
    })

    it('agree on at least 98 % of rounded readings, which hide what lies at a limit', () => {
      const rows = published('jiangsu_anhui_4h_20210401-05.csv', '')
      expect(rows.length).toBeGreaterThan(6000)
      expect(report('rounded values', rows)).toBeGreaterThanOrEqual(0.98)
    })
  },
)
