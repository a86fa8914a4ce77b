import type { TargetDraft } from '../draft.ts'
import { bareSubject } from '../subject.ts'
import type { WordedReading } from './reading.ts'

const PERIODS: Readonly<Record<string, string>> = {
  周: 'per_week',
  旬: 'per_ten_days',
  月: 'per_month',
  月度: 'per_month',
  季: 'per_quarter',
  季度: 'per_quarter',
  半年: 'per_half_year',
  年: 'per_year',
  年度: 'per_year',
}
const SCHEDULED =
  /(周|旬|月度|月|季度|季|半年|年度|年)(?:度)?(调度|通报|考评|考核|评估|评价|例会|会商|排名|点评|研判|抽查)(?!结果|内容|体系|指标|办法|范围|方案|细则|等次)/g
const EVERY =
  /每(周|旬|月|季度|季|半年|年)(?:至少|定期)?(?:组织|集中)?(?:(?:对|向)[^,]{2,12})?(通报|调度|开展|报送|公布|公开|监测|会商|更新|召开|上报|排名|评估|考核|检查|巡查)/
const VERB = /组织|实行|开展|实施|建立|落实|执行|坚持|继续|严格/
const NOT_OWN = /纳入|作为|挂钩|结合|依据|列入/

/** A frequency told by its name alone: 季度考评, 月调度. One in each named period. */
export function readScheduled(clause: string): WordedReading[] {
  const text = clause.replaceAll(
    /(?:自|从)?20\d\d年(?:起|开始),?|(?:\d{1,2}月)?(?:\d{1,2}[日号]|[上中下]旬|月?底|(?<=\d月))(?:前|之前)?/g,
    '',
  )
  if (/\d/.test(text) || NOT_OWN.test(text)) return []
  const readings: WordedReading[] = []
  if (VERB.test(text)) {
    for (const found of text.matchAll(SCHEDULED))
      readings.push(once(`${found[1]!}${found[2]!}`, found[1]!, '='))
  }
  if (readings.length > 0) return readings
  const every = EVERY.exec(text)
  if (every === null) return []
  const object = bareSubject(text.slice(every.index + every[0].length)).replace(/^[一1][次轮]/, '')
  return [once(object || every[2]!, every[1]!, '>=')]
}

function once(subject: string, period: string, comparator: TargetDraft['comparator']): WordedReading {
  return {
    subjects: [subject],
    kind: 'frequency',
    tier: 'number',
    comparator,
    value: 1,
    unit: `次/${period.replace('度', '')}`,
    valueNorm: 1,
    unitNorm: PERIODS[period] ?? null,
    confidence: 0.72,
    doubts: ['次数由周期词推出'],
  }
}
