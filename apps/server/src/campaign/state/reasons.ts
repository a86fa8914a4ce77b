import { unitText, type Bilingual, type CivilDate } from '@qinglan/contract'
import { roundHalfEven } from '@qinglan/standards'
import type { Pace } from '../forecast/pace.ts'
import type { Comparison } from './comparison.ts'
import type { Measured, PromiseFacts } from './promise.ts'

const percent = (share: number): string => `${Math.round(share * 100)}%`

const same = (text: string): Bilingual => ({ zh: text, en: text })
const withoutNumber = (facts: PromiseFacts): boolean => facts.comparator === 'none' && facts.value === null
/** A state of affairs without number or date either holds or does not. */
const isPlainYesOrNo = (facts: PromiseFacts): boolean =>
  withoutNumber(facts) && facts.deadline === null && facts.kind !== 'deadline_task'

/** A value as people read it: two decimals more than the plan writes, with the counts behind a rate. */
function valueText(facts: PromiseFacts, measured: Measured): Bilingual {
  if (measured.value === null) return same('—')
  if (isPlainYesOrNo(facts) && measured.fraction === null && (measured.value === 0 || measured.value === 1)) {
    return measured.value === 1 ? { zh: '符合', en: 'it holds' } : { zh: '不符合', en: 'it does not hold' }
  }
  if (withoutNumber(facts)) return same(percent(measured.value))
  const number = String(roundHalfEven(measured.value, Math.min(facts.decimals + 2, 9)))
  const unit = unitText(facts.unit, facts.unitNorm)
  const counts = measured.fraction ? `${measured.fraction.numerator}/${measured.fraction.denominator} = ` : ''
  const figure = `${facts.unitNorm === 'percent' ? counts : ''}${number}`
  return { zh: figure + unit.zh, en: figure + unit.en }
}

const signs = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '=': '=' } as const

function promiseText(facts: PromiseFacts, comparison: Comparison): Bilingual {
  if (isPlainYesOrNo(facts)) return { zh: '符合', en: 'that it holds' }
  if (withoutNumber(facts)) return same('100%')
  const unit = unitText(facts.unit, facts.unitNorm)
  const figure = `${signs[comparison.comparator]} ${comparison.value.toFixed(comparison.decimals)}`
  return { zh: figure + unit.zh, en: figure + unit.en }
}

/** Says which of two readings decided, when they differ (48/55 against 87.3 %). */
function ruleText(facts: PromiseFacts, comparison: Comparison): Bilingual {
  if (withoutNumber(facts) || comparison.metAtWrittenPrecision === comparison.metUnrounded) return same('')
  const rounded = comparison.rounded.toFixed(comparison.decimals)
  if (comparison.rule === 'unrounded') {
    return { zh: '；数量与全量按未修约值判定', en: '; counts and whole lists are held unrounded' }
  }
  return comparison.met
    ? {
        zh: `；按书写精度修约为${rounded}判定达到（GB/T 8170），未修约值不达到`,
        en: `; met at the written precision (${rounded}, GB/T 8170), not met unrounded`,
      }
    : {
        zh: `；按书写精度修约为${rounded}判定未达到（GB/T 8170），未修约值达到`,
        en: `; not met at the written precision (${rounded}, GB/T 8170), met unrounded`,
      }
}

type Sentence = (facts: PromiseFacts, measured: Measured, comparison: Comparison) => Bilingual

function sentence(zh: string, en: string): Sentence {
  return (facts, measured, comparison) => {
    const [value, promise] = [valueText(facts, measured), promiseText(facts, comparison)]
    const rule = ruleText(facts, comparison)
    const fill = (text: string, language: 'zh' | 'en'): string =>
      text.replace('{value}', value[language]).replace('{promise}', promise[language]) + rule[language]
    return { zh: fill(zh, 'zh'), en: fill(en, 'en') }
  }
}

export const held = sentence('期末{value}，达到目标{promise}', 'ended at {value}: target {promise} kept')
export const failed = sentence(
  '期末{value}，未达到目标{promise}',
  'ended at {value}: target {promise} not kept',
)
export const late = sentence(
  '到期时{value}，未达到{promise}；逾期后才达到',
  'at {value} when due, target {promise}; reached only later',
)
export const reached = sentence('已达到：{value}，目标{promise}', 'reached: {value}, target {promise}')
export const holdsSoFar = sentence(
  '目前{value}，目标{promise}，保持即可达到',
  'now {value}, target {promise}: holds so far',
)
export const failsSoFar = sentence(
  '目前{value}，尚未达到目标{promise}',
  'now {value}: target {promise} does not hold yet',
)
export const capPassed = sentence('累计{value}，已超过{promise}', 'total {value}: past the limit {promise}')
export const impossible = sentence(
  '目前{value}，余期无论如何已不能达到{promise}',
  'now {value}: {promise} can no longer be kept',
)
export const projectedToHold = sentence(
  '目前{value}，推算全期可达到{promise}',
  'now {value}: projected to keep {promise}',
)
export const projectedToMiss = sentence(
  '目前{value}，推算全期达不到{promise}',
  'now {value}: projected to miss {promise}',
)

export function behind(
  facts: PromiseFacts,
  measured: Measured,
  comparison: Comparison,
  pace: Pace,
): Bilingual {
  const base = sentence('目前{value}，目标{promise}', 'now {value}, target {promise}')(
    facts,
    measured,
    comparison,
  )
  return {
    zh: `${base.zh}；完成${percent(pace.done)}，时间已过${percent(pace.elapsed)}，进度滞后`,
    en: `${base.en}; ${percent(pace.done)} done with ${percent(pace.elapsed)} of the time gone: behind`,
  }
}

export function inPace(
  facts: PromiseFacts,
  measured: Measured,
  comparison: Comparison,
  pace: Pace | null,
): Bilingual {
  const base = sentence('目前{value}，目标{promise}', 'now {value}, target {promise}')(
    facts,
    measured,
    comparison,
  )
  if (pace === null) return base
  return {
    zh: `${base.zh}；完成${percent(pace.done)}，时间已过${percent(pace.elapsed)}，进度正常`,
    en: `${base.en}; ${percent(pace.done)} done with ${percent(pace.elapsed)} of the time gone: in pace`,
  }
}

export const conditionNotMet = (condition: Bilingual): Bilingual => ({
  zh: `条件尚未具备：${condition.zh}`,
  en: `condition not met: ${condition.en}`,
})

export const numberMissing = (delegatedTo: string): Bilingual => ({
  zh: `目标值另行下达，尚未录入（${delegatedTo}）`,
  en: `the number is set elsewhere and not entered yet (${delegatedTo})`,
})

export const noList: Bilingual = {
  zh: '“全部”须先有清单：清单尚未建立，不计算比例',
  en: 'all of a list that does not exist yet: no list, no percentage',
}

export const nothingReported: Bilingual = { zh: '尚无上报', en: 'nothing reported yet' }

export const noProof = (due: CivilDate): Bilingual => ({
  zh: `${due}已到期，没有完成的证明`,
  en: `due on ${due}, no proof of completion`,
})
