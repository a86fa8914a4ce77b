import type { Comparator, Population, TargetKind, Threshold } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import { ACTION } from '../clauses/vocabulary.ts'
import { leadingRegions } from '../clauses/places.ts'
import { type TargetDraft, draft } from './draft.ts'
import { modalityOf } from './modality.ts'
import { bareSubject, leadingScope, splitSubjects, withoutScope } from './subject.ts'

/** What the numbers of the clause and the clause before it lend a promise in words. */
export interface Lent {
  threshold: Threshold | null
  population: Population | null
  /** The threshold of the clause before, when this one goes on from it (并…联网). */
  carriedThreshold: Threshold | null
  /** True when the clause before promised all of a set and this one goes on from it. */
  carriedAll: boolean
}

const HIGHER =
  '(?:省|市|国家|自治区|上级|省级|市级|国家级|中央|省里|兵团|自治州|州|部|省厅|市委、市政府|省委、省政府|省、市|国家和省|自治区级)'
const DELEGATED = new RegExp(
  `(?:完成|达到|满足|符合|实现|落实|执行|优于|达)(?:了)?(?:(?:由|对)?${HIGHER}(?:政府|对[市县])?(?:和${HIGHER})?(?:下达|确定|核定|分解|规定|定|要求|考核)[^,;]{0,60}?(?:目标|任务|指标|要求|标准|计划|比例|值)|[^,;]{0,30}?${HIGHER}(?:下达|分解下达|核定|考核)[^,;]{0,40}?(?:目标|任务|指标|要求|比例|计划)|“[^”]{2,16}”(?:规划)?[^,;]{0,14}(?:时序)?(?:进度)?(?:目标|要求))`,
)
const BY_NAMED_SET = /按照?“([^”]{2,16})”(?:的)?(?:要求|标准)/
const REFERENCE = new RegExp(
  `(?:${HIGHER}(?:下达|确定|核定|分解|规定|定|要求|考核)[^,;]*?(?:目标任务|目标|任务|指标|要求|标准|计划|比例|值)|“[^”]{2,16}”[^,;]{0,16}?(?:要求|目标))`,
)

const RESULT =
  '(?:完成|消除|淘汰|打通|建成|关停|关闭|取缔|清零|退出|禁止|达标|整治到位|拆除|禁用|停用|销号|清理|落实到位|建立|覆盖)'
const ALL = new RegExp(
  `全部|所有(?!制|权|者)|全覆盖|全收集|全处置|全处理|全达标|动态清零|清零|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|全面${RESULT}|均(?:达到|达|完成|建成|实现|安装|要|须|应)|一律|无一例外|百分之百`,
)
const PROHIBITION =
  /(?:禁止|严禁|杜绝|不得|不予|不再(?:新建|审批|新增|批准|备案)|停止(?:审批|新建))/
const ELIMINATION = /(?:基本)?消除|全面淘汰|全面取缔|实现无|无(?:散煤|劣|废|黑臭)[^,]{0,8}|动态清零|清零|杜绝/
const DIRECTION =
  /不(?:增加|降低|减少|改变|恶化|下降|退化|反弹|倒退|突破|升高|变差|低于现状|新增)|只[减增降升]不[增减升降]|保持(?:总体)?稳定(?:或|并|且)?(?:上升|改善|提升|向好|趋好|有所改善)|零增长|负增长|稳中(?:向好|有[升降])/
const LOOSE_DIRECTION =
  /持续改善|稳步(?:提升|提高|改善|下降|增长)|明显(?:改善|提升|下降|减少)|进一步(?:改善|扩大|减少)|有所(?:改善|提高|下降)|保持(?:总体)?(?:优良|稳定|达标)|稳定达标|大幅(?:减少|下降|提升)|显著(?:改善|提升|下降|减少)/
const FREQUENCY = /定期|及时(?:向|公开|通报|报告|更新|连入|处置|整改|公布|公示)/
const RULE_VERB =
  /安装|配备|配套|纳入|联网|建设|使用|执行|实施|淘汰|关停|关闭|改造|完成|退出|搬迁|整合|治理|整治|开展|实现|达到|编制|采用|落实|替代|拆除|设置|建立|取缔|更新/
const DATED_ACTION = new RegExp(`${ACTION.source}|建档|成为|取得|建立|形成|完善|延长|至|到位`)
const COMPLETION = /^(?!对|将|未|超额|把)[^,]{0,14}?(?<![未已超额])(?:完成|建成)(?!情况|目标的|率|后|较|区)/
const GOES_ON = /^(?:并|且|同时|以及)/

type Reading = Partial<TargetDraft> & Pick<TargetDraft, 'subject' | 'kind' | 'tier'>

/** Reads a promise that states no number of its own; null when the clause makes none that can be checked. */
export function readWorded(norm: string, clause: Clause, lent: Lent): TargetDraft[] {
  const text = norm.slice(clause.contentStart, clause.end)
  const bare = withoutBrackets(text)
  if (clause.heading) return []
  const made =
    delegated(bare) ??
    rule(bare, lent) ??
    all(bare, lent) ??
    direction(bare) ??
    dated(bare, clause) ??
    loose(bare, clause)
  if (made === null) return []
  const scope = leadingScope(bareOpening(bare))
  const doubts = [...(made.doubts ?? [])]
  if (clause.deadline?.acrossSemicolon === true) doubts.push('时限由分号前的分句沿用')
  const names = made.tier === 'rule' ? ruleMembers(made.subject) : splitMembers(made.subject, made.tier)
  return names.map((subject) =>
    draft(clause, {
      modality: modalityOf(text),
      scope,
      regions: leadingRegions(bareOpening(bare)),
      population: lent.population,
      ...made,
      subject: withoutScope(subject),
      doubts,
      confidence: Math.max(0.35, (made.confidence ?? 0.85) - doubts.length * 0.12),
    }),
  )
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/\((?![^)]*县\(?市|市、区\))[^()]{0,80}\)/g, '')
}

function bareOpening(text: string): string {
  return text.replace(/^(?:\d{1,2}月底前|20\d\d年底?前?|到|确保|力争|年底前|,|并|且)+/, '')
}

function delegated(text: string): Reading | null {
  const named = BY_NAMED_SET.exec(text)
  if (named !== null && /百分百|百分之百|要求/.test(named[0]) && /六|七|八|四|五|三|百/.test(named[1]!)) {
    return {
      subject: bareSubject(
        text.slice(named.index + named[0].length).replace(/^(?:抓好|做好|落实|推进|开展)/, ''),
      ).replace(/工作$/, ''),
      kind: 'delegated',
      tier: 'delegated',
      delegatedTo: named[0].replace(/^按照?/, ''),
      confidence: 0.75,
    }
  }
  const found = DELEGATED.exec(text)
  if (found === null) return null
  const reference = REFERENCE.exec(found[0])?.[0] ?? found[0]
  const head = bareSubject(text.slice(0, found.index))
  const goal = found[0]
    .replace(/^(?:完成|达到|满足|符合|实现|落实|执行|优于|达)/, '')
    .replace(new RegExp(`^${HIGHER}(?:下达|确定|核定|分解|规定|定|要求|考核)的?`), '')
    .replace(/(?:目标任务|目标|任务|指标|要求)$/, '')
  return {
    subject: head.length >= 2 ? head : goal,
    kind: 'delegated',
    tier: 'delegated',
    delegatedTo: reference,
    confidence: 0.88,
  }
}

function rule(text: string, lent: Lent): Reading | null {
  const threshold = lent.threshold ?? (GOES_ON.test(text) ? lent.carriedThreshold : null)
  if (threshold === null || !RULE_VERB.test(text)) return null
  const weak = /推进|鼓励|推动|试点|探索|引导|支持/.test(text)
  return {
    subject: bareSubject(text),
    kind: 'coverage_rate',
    tier: 'rule',
    threshold,
    ...(weak
      ? {}
      : { comparator: '=' as Comparator, value: 100, unit: '%', valueNorm: 100, unitNorm: 'percent' }),
    confidence: weak ? 0.7 : 0.85,
    doubts: lent.threshold === null ? ['适用范围由前一分句沿用'] : [],
  }
}

function all(text: string, lent: Lent): Reading | null {
  const soft = /基本(?!农田|建设|要求|公共|原则|制度)/.test(text)
  if (PROHIBITION.test(text) && !/禁捕管理|禁养区管理|禁止管理/.test(text)) {
    const at = PROHIBITION.exec(text)!
    const subject = `${bareSubject(text.slice(0, at.index))}${bareSubject(text.slice(at.index + at[0].length))}`
    if (/^(?:进一步)?扩大/.test(text.replace(/^.*?(?=扩大)/, ''))) return null
    return { subject, kind: 'prohibition', tier: 'all', confidence: 0.85 }
  }
  if (ELIMINATION.test(text)) {
    const subject =
      bareSubject(text.replace(/^.*?(?:消除|淘汰|取缔|实现无|无|清零)/, '')) || bareSubject(text)
    if (soft)
      return {
        subject,
        kind: 'outcome_indicator',
        tier: 'all',
        doubts: ['“基本”没有写明程度'],
        confidence: 0.75,
      }
    return {
      subject,
      kind: 'outcome_indicator',
      tier: 'all',
      comparator: '=',
      value: 0,
      unit: '个',
      valueNorm: 0,
      unitNorm: 'count',
      confidence: 0.85,
    }
  }
  const goesOn = lent.carriedAll && (/^并.*(?:联网|公开|建档|验收|接入)/.test(text) || /^以及/.test(text))
  if (!ALL.test(text) && !goesOn && !(soft && /改用|使用|实现|完成|建成|建立/.test(text))) return null
  const kind: TargetKind = 'coverage_rate'
  const subject = bareSubject(text.replaceAll(/全部|所有|全覆盖|全面(?=完成|建成|打通)|完成|实现/g, ''))
  if (soft) return { subject, kind, tier: 'all', doubts: ['“基本”没有写明程度'], confidence: 0.72 }
  return {
    subject,
    kind,
    tier: 'all',
    comparator: '=',
    value: 100,
    unit: '%',
    valueNorm: 100,
    unitNorm: 'percent',
    confidence: 0.85,
    doubts: goesOn ? ['范围由前一分句沿用'] : [],
  }
}

function direction(text: string): Reading | null {
  const found = DIRECTION.exec(text)
  if (found === null) return null
  const lower = /不(?:增加|反弹|突破|升高|新增)|只减不增|只降不升|零增长|负增长|有降/.test(found[0])
  const kept = /不改变/.test(found[0])
  return {
    subject: bareSubject(text.slice(0, found.index)),
    kind: 'outcome_indicator',
    tier: 'directional',
    comparator: kept ? '=' : lower ? '<=' : '>=',
    confidence: 0.8,
  }
}

function dated(text: string, clause: Clause): Reading | null {
  if (clause.deadline === null) return null
  // A year that merely frames a sentence dates its numbers, not every action in it.
  if (clause.deadline.role === 'period' && clause.deadline.inherited) return null
  if (!DATED_ACTION.test(text) || /(?:详?见|附)(?:附?[表件图]|专栏)/.test(text)) return null
  const subject = bareSubject(
    text
      .replace(/^[^,]{0,16}?(?:前|起|底|末|年|度|季|半年),?/, '')
      .replace(/^(?:加快)?(?:推进|制定实施|制定|编制|完成|开展|组织|实施)/, ''),
  ).replace(/工作$/, '')
  return {
    subject,
    kind: 'deadline_task',
    tier: 'dated',
    confidence: clause.deadline.inherited ? 0.75 : 0.88,
  }
}

function loose(text: string, clause: Clause): Reading | null {
  if (FREQUENCY.test(text))
    return {
      subject: bareSubject(text.replace(FREQUENCY, '')),
      kind: 'frequency',
      tier: 'directional',
      confidence: 0.65,
      doubts: ['没有写明频次'],
    }
  if (LOOSE_DIRECTION.test(text))
    return {
      subject: bareSubject(text.slice(0, LOOSE_DIRECTION.exec(text)!.index)),
      kind: 'outcome_indicator',
      tier: 'directional',
      confidence: 0.65,
      doubts: ['只有方向,没有数值'],
    }
  if (COMPLETION.test(text) && !clause.opensItem)
    return {
      subject: bareSubject(text.replace(/^.*?(?:完成|建成)/, '')).replace(/工作$/, ''),
      kind: 'deadline_task',
      tier: 'completion',
      confidence: 0.7,
    }
  return null
}

function splitMembers(subject: string, tier: TargetDraft['tier']): string[] {
  if (tier === 'delegated') return splitSubjects(subject, null)
  return [subject]
}

/** 安装A、B和C binds three things; each is a promise of its own. */
function ruleMembers(subject: string): string[] {
  const found = /^(.*(?:安装|配备|配套建设))([^,]{4,})$/.exec(subject)
  if (found === null || /及(?:其)?配套/.test(found[2]!) || /等/.test(found[2]!)) return [subject]
  const members = found[2]!.split(/、|和|及/)
  return members.length > 1 && members.every((one) => one.length >= 4)
    ? members.map((one) => `${found[1]!}${one}`)
    : [subject]
}
