import { Readable } from 'node:stream'
import { addDays, daysBetween } from '@qinglan/periods'
import Type from 'typebox'
import { assessDirty } from '../../assessment/assess-dirty.ts'
import { importCsv } from '../../monitoring/import/import-csv.ts'
import '../../monitoring/tables.ts'
import { databaseStep, step, type Handlers, type Stage } from '../handlers.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const strict = { additionalProperties: false } as const

/** Takes in lines of a table through the import, as a station's data come, and assesses them. */
async function takeIn({ db, pool }: NonNullable<Stage['own']>, lines: readonly string[]): Promise<void> {
  // a scenario has its own clock
  const latestMs = Number.POSITIVE_INFINITY
  const options = { fileName: 'scenario.csv', mode: 'all-or-nothing', latestMs } as const
  const result = await importCsv(pool, db, Readable.from([Buffer.from(lines.join('\n'))]), options)
  const [problem] = result.problems
  if (problem) throw new Error(`line ${problem.line}, ${problem.column}: ${problem.reason.en}`)
  while ((await assessDirty(db)) > 0);
}

/** A sample whose worst item lies in the class, well inside its limits (GB 3838-2002 table 1, ammonia nitrogen). */
const ammoniaOfClass: Readonly<Record<string, number>> = { Ⅰ: 0.1, Ⅱ: 0.4, Ⅲ: 0.8, Ⅳ: 1.3, Ⅴ: 1.8, 劣Ⅴ: 3 }

const Values = Type.Record(Type.String(), Type.Number())

/** What stations and sections measure. Air values are constant over each stretch of days; samples of water are of a given class. */
export const measurementHandlers: Handlers = {
  given: {
    stations: step(
      Type.Object({ codes: Type.Array(Type.String()), region: Type.Optional(Type.String()) }, strict),
      async ({ db }, { codes, region = 'city' }) => {
        const site = { kind: 'air-station', region_id: region, unit_id: null, lon: null, lat: null } as const
        const rows = codes.map((code) => ({
          ...site,
          code,
          name_zh: code,
          name_en: code,
          attributes: '{"cityPoint":true}',
        }))
        await db.insertInto('sites').values(rows).execute()
      },
    ),
    waters: step(
      Type.Object(
        {
          prefix: Type.String(),
          count: Type.Integer({ minimum: 1, maximum: 200 }),
          kind: Type.Optional(Type.Union([Type.Literal('water-section'), Type.Literal('water-source')])),
          levels: Type.Optional(Type.Array(Type.String())),
        },
        strict,
      ),
      async ({ db }, { prefix, count, kind = 'water-section', levels = [] }) => {
        const site = { kind, region_id: 'city', unit_id: null, lon: null, lat: null } as const
        const attributes = JSON.stringify({ levels, targetClass: 'Ⅲ' })
        const rows = Array.from({ length: count }, (_, i) => {
          const code = `${prefix}${i + 1}`
          return { ...site, code, name_zh: code, name_en: code, attributes }
        })
        await db.insertInto('sites').values(rows).execute()
      },
    ),
  },
  when: {
    /** Ready-made daily values, from a day to a day. */
    'air days': databaseStep(
      Type.Array(Type.Object({ station: Type.String(), from: Day, to: Day, values: Values }, strict)),
      (own, stretches) => {
        const factors = [...new Set(stretches.flatMap((s) => Object.keys(s.values)))]
        const lines = stretches.flatMap(({ station, from, to, values }) =>
          Array.from({ length: daysBetween(from, to) + 1 }, (_, i) =>
            [station, addDays(from, i), ...factors.map((f) => values[f] ?? '')].join(','),
          ),
        )
        return takeIn(own, [['site', 'time', ...factors].join(','), ...lines])
      },
    ),
    /** Hourly values of a day: the first `hours` hours of each day from a day to a day. */
    'air hours': databaseStep(
      Type.Array(
        Type.Object(
          {
            station: Type.String(),
            from: Day,
            to: Day,
            hours: Type.Integer({ minimum: 1, maximum: 24 }),
            values: Values,
          },
          strict,
        ),
      ),
      (own, stretches) => {
        const factors = [...new Set(stretches.flatMap((s) => Object.keys(s.values)))]
        const lines = stretches.flatMap(({ station, from, to, hours, values }) =>
          Array.from({ length: (daysBetween(from, to) + 1) * hours }, (_, i) => {
            const hour = String((i % hours) + 1).padStart(2, '0')
            return [
              station,
              `${addDays(from, Math.floor(i / hours))} ${hour}:00`,
              ...factors.map((f) => values[f] ?? ''),
            ].join(',')
          }),
        )
        return takeIn(own, [['site', 'time', ...factors].join(','), ...lines])
      },
    ),
    /** One sample a month: which class each of the waters of a prefix shows, in the order of their numbers. */
    'water samples': databaseStep(
      Type.Array(
        Type.Object(
          {
            prefix: Type.String(),
            months: Type.Array(Type.String({ pattern: '^\\d{4}-\\d{2}$' })),
            classes: Type.Record(Type.String(), Type.Integer()),
          },
          strict,
        ),
      ),
      (own, samples) => {
        const lines = samples.flatMap(({ prefix, months, classes }) => {
          const each = Object.entries(classes).flatMap(([name, count]) => Array<string>(count).fill(name))
          return each.flatMap((name, i) =>
            months.map((month) => `${prefix}${i + 1},${month}-05,7.5,8.0,1.8,${ammoniaOfClass[name]},0.02`),
          )
        })
        return takeIn(own, ['site,time,PH,DO,CODMn,NH3N,TP', ...lines])
      },
    ),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {},
}
