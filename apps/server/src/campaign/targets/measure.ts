import type { Bilingual, CivilDate, Provenance, SeriesPoint } from '@qinglan/contract'
import type { Indicator, IndicatorAnswer } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import { comparePromise } from '../state/comparison.ts'
import { scaleToWritten } from '../state/unit-scale.ts'
import { dueDay, type Measured, type PromiseFacts } from '../state/promise.ts'
import type { ReportRow, TargetRecord } from './load-targets.ts'

/** What is known of a target, with what stands behind it. */
export interface Measurement {
  readonly measured: Measured
  readonly history: IndicatorAnswer['history']
  readonly series: readonly SeriesPoint[]
  readonly provenance: readonly Provenance[]
  readonly inputs: Readonly<Record<string, unknown>>
}

/** Answers indicators, each question once. */
export type Ask = (
  key: string,
  params: Record<string, unknown>,
  at: CivilDate,
) => Promise<MeasuredAnswer | null>

/** An answer with the unit it is given in. */
type MeasuredAnswer = IndicatorAnswer & { readonly unit: string }

export function askIndicators(
  db: Db,
  indicators: readonly Indicator[],
  region: { readonly regionId: string; readonly year: number },
): Ask {
  const answers = new Map<string, Promise<MeasuredAnswer | null>>()
  return (key, params, at) => {
    const question = JSON.stringify([key, params, at])
    const known = answers.get(question)
    if (known) return known
    const indicator = indicators.find((i) => i.key === key)
    const answer = indicator
      ? indicator.answer(db, { ...region, at, params }).then((said) => ({ ...said, unit: indicator.unit }))
      : Promise.resolve(null)
    answers.set(question, answer)
    return answer
  }
}

const unknownIndicator = (key: string): Bilingual => ({
  zh: `没有指标“${key}”`,
  en: `there is no indicator "${key}"`,
})

/** Measures a target as of a day; nothing after its due day can keep it any more. */
export async function measureTarget(
  target: TargetRecord,
  facts: PromiseFacts,
  ask: Ask,
  at: CivilDate,
): Promise<Measurement> {
  const day = at < dueDay(facts) ? at : dueDay(facts)
  const key = target.row.indicator
  if (key === null) return fromReports(target.reports, facts, day)
  // one target that is bound wrongly says so itself; the rest of the board stands
  const answer = await ask(key, target.row.indicator_params, day).catch((error: unknown) => {
    if (error instanceof QinglanError) return error
    throw error
  })
  if (answer === null) return withoutAnswer(unknownIndicator(key))
  if (answer instanceof QinglanError) return withoutAnswer(answer.bilingual)
  return ofAnswer(key, asWritten(answer, scaleToWritten({ key, unit: answer.unit }, facts)), target, day)
}

/** The figures of an answer in the unit of the promise. */
function asWritten(answer: IndicatorAnswer, scale: number): IndicatorAnswer {
  if (scale === 1) return answer
  const scaled = (value: number | null): number | null => (value === null ? null : value * scale)
  return {
    ...answer,
    value: scaled(answer.value),
    series: answer.series.map(({ period, value, toDate }) => ({
      period,
      value: scaled(value),
      toDate: scaled(toDate),
    })),
    history: answer.history.map(({ year, toDate, rest, whole }) => ({
      year,
      toDate: toDate * scale,
      rest: rest * scale,
      whole: whole * scale,
    })),
  }
}

function ofAnswer(key: string, answer: IndicatorAnswer, target: TargetRecord, day: CivilDate): Measurement {
  return {
    measured: {
      value: answer.value,
      fraction: answer.fraction,
      missing: answer.missing,
      accumulation: answer.accumulation,
      asOf: answer.value === null ? null : day,
    },
    history: answer.history,
    series: answer.series,
    provenance: answer.provenance,
    inputs: { indicator: key, params: target.row.indicator_params, ...answer.inputs },
  }
}

const withoutAnswer = (missing: Bilingual): Measurement => ({
  measured: { value: null, fraction: null, missing, accumulation: { kind: 'latest' }, asOf: null },
  history: [],
  series: [],
  provenance: [],
  inputs: {},
})

interface Figure {
  readonly value: number | null
  readonly fraction: Measured['fraction']
}

/** A report with a total is a share of a list: percent where the promise is one, else the part of 1. */
export function figureOf(report: Pick<ReportRow, 'value' | 'total'>, facts: PromiseFacts): Figure {
  const { value, total } = report
  if (value === null || total === null) return { value, fraction: null }
  const fraction = { numerator: value, denominator: total }
  if (facts.unitNorm === 'percent') return { value: total > 0 ? (100 * value) / total : null, fraction }
  if (facts.comparator === 'none') return { value: total > 0 ? value / total : null, fraction }
  return { value, fraction }
}

function fromReports(reports: readonly ReportRow[], facts: PromiseFacts, day: CivilDate): Measurement {
  const inTime = reports.filter((r) => r.as_of <= day)
  const latest = inTime.at(-1)
  const figure = latest ? figureOf(latest, facts) : { value: null, fraction: null }
  const keptLate = reports.some((r) => r.as_of > day && comparePromise(facts, figureOf(r, facts))?.met)
  return {
    measured: {
      ...figure,
      missing: figure.value === null ? { zh: '尚无上报', en: 'nothing reported yet' } : null,
      accumulation: { kind: 'latest' },
      asOf: latest?.as_of ?? null,
      keptLate,
    },
    history: [],
    series: inTime.map((r) => ({ period: r.as_of, value: null, toDate: figureOf(r, facts).value })),
    provenance: inTime.length === 0 ? [] : [reportProvenance(inTime)],
    inputs: latest
      ? { reportId: latest.id, asOf: latest.as_of, value: latest.value, total: latest.total }
      : {},
  }
}

function reportProvenance(reports: readonly ReportRow[]): Provenance {
  const latest = reports.at(-1)
  return {
    standard: 'reported',
    edition: latest?.reported_by ?? '',
    inputs: reports.length,
    valid: reports.filter((r) => r.value !== null).length,
    from: reports[0]?.as_of ?? null,
    to: latest?.as_of ?? null,
    simulated: reports.some((r) => r.simulated),
    computedAt: (latest?.reported_at ?? new Date(0)).toISOString(),
  }
}
