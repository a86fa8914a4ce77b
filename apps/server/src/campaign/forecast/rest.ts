import { unitText, type Bilingual, type CivilDate } from '@qinglan/contract'
import { daysBetween } from '@qinglan/periods'
import { comparePromise, plainPromise } from '../state/comparison.ts'
import type { PeriodUnit } from '../../assessment/indicators/indicator.ts'
import { periodText } from './period-text.ts'
import { dueDay, natureOf, type Measured, type PromiseFacts } from '../state/promise.ts'

/** 后期管控目标: what is left to the promise. */
export interface Rest {
  /** Null when nothing is left to say. */
  readonly rest: number | null
  /** Where `rest` is not in the unit of the promise. */
  readonly text?: Bilingual
  readonly meaning: Bilingual
  /** The promise can no longer be kept, whatever the rest brings. */
  readonly impossible: boolean
}

const figure = (n: number): string => String(Number(n.toFixed(2)))
const nothing = (zh: string, en: string): Rest => ({ rest: null, meaning: { zh, en }, impossible: false })

/** What the rest of the period may average, how much may still go wrong, or how much is still to be done. */
export function restOf(facts: PromiseFacts, measured: Measured, at: CivilDate): Rest {
  const plain = plainPromise(facts)
  if (plain === null || measured.value === null) return nothing('尚无可比数字', 'no number to work with yet')
  const { accumulation } = measured
  const unit = unitText(facts.unit, facts.unitNorm)
  switch (accumulation.kind) {
    case 'mean':
      return restOfMean(measured.value, plain.value, plain.comparator.startsWith('<'), unit, accumulation)
    case 'ratio':
      return restOfRatio(facts, plain.comparator.startsWith('<'), accumulation)
    case 'count':
    case 'latest':
      return restOfCount(facts, measured, plain.value, unit, at)
  }
}

function restOfMean(
  value: number,
  limit: number,
  limits: boolean,
  unit: Bilingual,
  { done, total, unit: period }: { done: number; total: number; unit: PeriodUnit },
): Rest {
  const left = total - done
  if (left <= 0) return nothing('本期数据已齐', 'the period is complete')
  const rest = (limit * total - value * done) / left
  const remaining = periodText(left, period)
  const impossible = limits && rest < 0
  const bound = limits ? ['不高于', 'at most'] : ['不低于', 'at least']
  return {
    rest,
    impossible,
    meaning: impossible
      ? { zh: '余期即使为零也超过目标', en: 'the promise is lost even if the rest of the period were zero' }
      : {
          zh: `余期${remaining.zh}平均须${bound[0]}${figure(rest)}${unit.zh}`,
          en: `the remaining ${remaining.en} must average ${bound[1]} ${figure(rest)}${unit.en}`,
        },
  }
}

function restOfRatio(
  facts: PromiseFacts,
  limits: boolean,
  { good, done, total, unit }: { good: number; done: number; total: number; unit: PeriodUnit },
): Rest {
  const left = Math.max(total - done, 0)
  const holds = (count: number): boolean =>
    comparePromise(facts, {
      value: (100 * count) / total,
      fraction: { numerator: count, denominator: total },
    })?.met ?? false
  if (left === 0) return nothing('本期数据已齐', 'the period is complete')
  const inWords = (count: number): Bilingual => periodText(count, unit)
  const remaining = inWords(left)
  // the fewest (or, for an upper limit, the most) that keep the promise at the precision written
  let needed = limits ? total : 0
  while (needed >= 0 && needed <= total && !holds(needed)) needed += limits ? -1 : 1
  if (limits) {
    const may = needed - good
    const meaning =
      may < 0
        ? { zh: '已超过全期可用次数', en: 'more than the whole period allows' }
        : {
            zh: `余${remaining.zh}中最多还可有${inWords(Math.min(may, left)).zh}`,
            en: `at most ${Math.min(may, left)} of the remaining ${remaining.en}`,
          }
    return { rest: may, text: inWords(may), impossible: may < 0, meaning }
  }
  const mayFail = left - (needed - good)
  const needs = inWords(needed)
  const goodOnes = needs.en.replace(' ', ' good ')
  const meaning =
    mayFail < 0
      ? {
          zh: `余${remaining.zh}即使全部达标也不够（全期须${needs.zh}）`,
          en: `not enough even if the remaining ${remaining.en} ${left === 1 ? 'is' : 'are all'} good (${needs.en} needed in all)`,
        }
      : {
          zh: `余${remaining.zh}中最多还可有${inWords(Math.min(mayFail, left)).zh}不达标（全期须${needs.zh}达标）`,
          en:
            left === 1
              ? `the remaining ${remaining.en} may ${mayFail > 0 ? 'fail' : 'not fail'} (${goodOnes} needed in all)`
              : `at most ${Math.min(mayFail, left)} of the remaining ${remaining.en} may fail (${goodOnes} needed in all)`,
        }
  const rest = Math.min(mayFail, left)
  return { rest, text: inWords(rest), impossible: mayFail < 0, meaning }
}

function restOfCount(
  facts: PromiseFacts,
  measured: Measured,
  value: number,
  unit: Bilingual,
  at: CivilDate,
): Rest {
  const current = measured.value ?? 0
  const left = value - current
  const nature = natureOf(facts, measured.accumulation)
  if (nature === 'cap') {
    return left < 0
      ? {
          rest: left,
          impossible: true,
          meaning: { zh: `已超出${figure(-left)}${unit.zh}`, en: `over by ${figure(-left)}${unit.en}` },
        }
      : {
          rest: left,
          impossible: false,
          meaning: { zh: `还可使用${figure(left)}${unit.zh}`, en: `${figure(left)}${unit.en} left to use` },
        }
  }
  const comparison = comparePromise(facts, measured)
  if (comparison === null || comparison.met) return nothing('已达到', 'reached')
  if (facts.comparator === 'none' && facts.value === null) {
    const open = figure((1 - current) * 100)
    return nothing(`尚余${open}%的工作`, `${open}% of the work is left`)
  }
  const rest = (zh: string, en: string): Rest => ({ rest: left, impossible: false, meaning: { zh, en } })
  if (nature === 'level') {
    const over = comparison.comparator.startsWith('<')
    const gap = figure(Math.abs(left))
    const [zh, en] =
      facts.unitNorm === 'percent'
        ? [`${gap}个百分点`, `${gap} points`]
        : [`${gap}${unit.zh}`, `${gap}${unit.en}`]
    return over
      ? rest(`超出目标${zh}`, `${en} over the target`)
      : rest(`距目标还差${zh}`, `${en} short of the target`)
  }
  const members =
    facts.unitNorm === 'percent' && measured.fraction !== null ? openMembers(measured.fraction, value) : null
  const open = members ?? left
  const [zh, en] =
    members === null
      ? [`${figure(open)}${unit.zh}`, `${figure(open)}${unit.en}`]
      : [`${open}项`, `${open} items`]
  const months = Math.max(daysBetween(at, dueDay(facts)), 0) / (365.25 / 12)
  return months >= 1
    ? rest(
        `还差${zh}，平均每月须完成${figure(open / months)}`,
        `${en} to go, ${figure(open / months)} a month`,
      )
    : rest(`还差${zh}`, `${en} to go`)
}

/** How many members of a list are still to be done for a share of it. */
const openMembers = (
  { numerator, denominator }: NonNullable<Measured['fraction']>,
  percent: number,
): number => Math.ceil((percent * denominator) / 100 - numerator - 1e-9)
