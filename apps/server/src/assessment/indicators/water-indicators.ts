import type { Indicator, IndicatorAnswer, IndicatorQuestion } from './indicator.ts'
import {
  countPassing,
  monthlySeries,
  rankToDate,
  readStandings,
  waterProvenance,
  type Standing,
  type StandingQuestion,
} from './water-standing.ts'

const isGood = (rank: number): boolean => rank <= 3
const isWorseThanV = (rank: number): boolean => rank === 6

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const named = (standings: readonly Standing[], test: (standing: Standing) => boolean) =>
  standings.filter(test).map((standing) => {
    const last = standing.months.at(-1)?.result.toDate
    return {
      code: standing.code,
      name: standing.name,
      class: last?.class ?? null,
      main: last?.mainText ?? '',
    }
  })

const isUnjudged = (standing: Standing): boolean => rankToDate(standing) === null

async function answerFrom(
  db: Parameters<Indicator['answer']>[0],
  question: IndicatorQuestion,
  asked: Pick<StandingQuestion, 'kind' | 'level'>,
  say: (
    standings: readonly Standing[],
    ranks: readonly (number | null)[],
  ) => Pick<IndicatorAnswer, 'value' | 'fraction' | 'series' | 'inputs'>,
): Promise<IndicatorAnswer> {
  const { regionId, year, at } = question
  const standings = await readStandings(db, { regionId, year, at, ...asked })
  const ranks = standings.map((standing) => rankToDate(standing))
  const listed = { listed: standings.length, without: named(standings, isUnjudged) }
  const base = {
    accumulation: { kind: 'latest' },
    history: [],
    provenance: waterProvenance(standings, question),
  } as const
  if (ranks.every((rank) => rank === null)) {
    const nothing =
      standings.length === 0
        ? { zh: '没有登记相应的断面或水源地', en: 'no such section or source is registered' }
        : { zh: '本年至今没有可评价的水质数据', en: 'no water sample of this year to date can be judged' }
    return { ...base, value: null, missing: nothing, fraction: null, series: [], inputs: listed }
  }
  const said = say(standings, ranks)
  return { ...base, missing: null, ...said, inputs: { ...listed, ...said.inputs } }
}

/** 优Ⅲ比例: sections whose mean to date is class Ⅰ to Ⅲ, of the sections that can be judged (GB 3838-2002, 环办[2011]22号). */
export const sectionsGoodRatio: Indicator = {
  key: 'water.sections.good-ratio',
  title: { zh: '断面优Ⅲ比例', en: 'Share of sections of class Ⅰ to Ⅲ' },
  unit: 'percent',
  answer: (db, question) =>
    answerFrom(
      db,
      question,
      { kind: 'water-section', level: text(question.params['level']) },
      (standings, ranks) => {
        const percent = (some: readonly (number | null)[]) => {
          const { passing, judged } = countPassing(some, isGood)
          return judged === 0 ? null : (passing * 100) / judged
        }
        const { passing, judged } = countPassing(ranks, isGood)
        return {
          value: percent(ranks),
          fraction: { numerator: passing, denominator: judged },
          series: monthlySeries(standings, question, percent),
          inputs: { good: passing, judged, failing: named(standings, (one) => (rankToDate(one) ?? 0) > 3) },
        }
      },
    ),
}

/** 劣Ⅴ类断面数: sections whose mean to date is worse than class Ⅴ. */
export const sectionsWorseThanV: Indicator = {
  key: 'water.sections.worse-than-v-count',
  title: { zh: '劣Ⅴ类断面数', en: 'Sections worse than class Ⅴ' },
  unit: 'count',
  answer: (db, question) =>
    answerFrom(
      db,
      question,
      { kind: 'water-section', level: text(question.params['level']) },
      (standings, ranks) => {
        const count = (some: readonly (number | null)[]) => {
          const { passing, judged } = countPassing(some, isWorseThanV)
          return judged === 0 ? null : passing
        }
        return {
          value: count(ranks),
          fraction: null,
          series: monthlySeries(standings, question, count),
          inputs: {
            judged: countPassing(ranks, isWorseThanV).judged,
            failing: named(standings, (one) => rankToDate(one) === 6),
          },
        }
      },
    ),
}

const bestClass = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5 ? value : 3

function sources(kind: 'count' | 'percent'): Indicator['answer'] {
  return (db, question) => {
    const maxClass = bestClass(question.params['maxClass'])
    return answerFrom(
      db,
      question,
      { kind: 'water-source', level: text(question.params['level']) },
      (standings, ranks) => {
        const passes = (rank: number) => rank <= maxClass
        const figure = (some: readonly (number | null)[]) => {
          const { passing, judged } = countPassing(some, passes)
          if (judged === 0) return null
          return kind === 'count' ? passing : (passing * 100) / judged
        }
        const { passing, judged } = countPassing(ranks, passes)
        const shortMonths = standings.flatMap((one) => {
          const months = one.months
            .filter(({ result }) => result.rank !== null && !passes(result.rank))
            .map(({ month }) => month)
          return months.length === 0 ? [] : [{ code: one.code, name: one.name, months }]
        })
        return {
          value: figure(ranks),
          fraction: kind === 'percent' ? { numerator: passing, denominator: judged } : null,
          series: monthlySeries(standings, question, figure),
          inputs: {
            qualified: passing,
            judged,
            maxClass,
            failing: named(standings, (one) => !passes(rankToDate(one) ?? 0)),
            shortMonths,
          },
        }
      },
    )
  }
}

/** 达标水源地数: drinking-water sources whose mean to date reaches the class asked, Ⅲ when none is. */
export const sourcesQualifiedCount: Indicator = {
  key: 'water.sources.qualified-count',
  title: { zh: '达标集中式饮用水水源地数', en: 'Drinking-water sources that reach their class' },
  unit: 'count',
  answer: sources('count'),
}

/** 水源地达标率 by number of sources. */
export const sourcesQualifiedRatio: Indicator = {
  key: 'water.sources.qualified-ratio',
  title: { zh: '集中式饮用水水源地达标率', en: 'Share of drinking-water sources that reach their class' },
  unit: 'percent',
  answer: sources('percent'),
}
