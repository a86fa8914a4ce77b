import { bareSubject, splitSubjects, topLevelParts } from '../subject.ts'
import type { WordedReading } from './reading.ts'

const HIGHER =
  '(?:省委、省政府|市委、市政府|自治区级|自治区|自治州|国家和省|国家级|省里|省厅|省级|市级|省、市|上级|国家|中央|兵团|省|市|州|部)'
const SET = '(?:分解下达|下达|确定|核定|分解|规定|考核|要求|定)'
const GOAL = '(?:目标任务|目标|任务|指标|要求|标准|计划|比例|值)'
const REACH = '(?:完成|达到|满足|符合|实现|落实|执行|优于|达)'
const DELEGATED = new RegExp(
  `${REACH}(?:了)?(?:(?:由|对)?${HIGHER}(?:政府|对[市县])?(?:和${HIGHER})?${SET}[^,;]{0,60}?${GOAL}|[^,;]{0,30}?${HIGHER}(?:分解下达|下达|核定|考核)[^,;]{0,40}?${GOAL})`,
)
const ON_SCHEDULE =
  /(?:完成|达到|满足|符合|实现)(?:了)?(?:国家|省|市|上级|年度|整改)*(?:序时|时序)进度(?:的)?(?:目标|要求|任务)?/
const BY_PLAN = /(?:完成|达到|满足|符合|实现)“[^”]{2,16}”(?:规划|时序|进度|方案|计划)[^,;]{0,14}(?:目标|要求)/
const REFERENCE = new RegExp(`(?:${HIGHER}${SET}[^,;]*?${GOAL}|“[^”]{2,16}”[^,;]{0,16}?(?:要求|目标))`)
const BY_NAMED_SET = /按照?(“[^”]{2,16}”(?:的)?(?:要求|标准))/
const COUNTS = /[二三四五六七八九十百]/

const SETS = `(?:${HIGHER}|主管部门|有关部门)(?:[\u4e00-\u9fff]{0,8})?(?:下达|分解|核定|确定|认定|考核|公布|批复|反馈|审定)`
/** 以省下达数为准, 按市核定的数量执行: whose number holds. */
const HOLDS = new RegExp(
  `(?:(?:具体|最终)?(?:数量|数值|指标|任务|目标)?以(${SETS}[^,;()]{0,10}?)为准|按照?(${SETS}[^,;()]{0,10}?)(?:执行|确定))`,
)

/** 按照省核定数量完成淘汰任务: another's number goes before the action. */
const GIVEN = new RegExp(
  `^(?:按照?|根据)(${SETS}[^,;()]{0,8}?(?:数量|数|任务|计划|指标|目标)),?(?:完成|落实|推进|实施)([^,;()]{4,})`,
)

/** Who sets the number in the end, where a clause says that another's number holds; null when it does not. */
export function setElsewhere(text: string): string | null {
  const found = HOLDS.exec(text)
  return found?.[1] ?? found?.[2] ?? null
}

/** A promise that leaves its number to another in so many words: 完成淘汰任务(以省下达数为准). */
export function readLeftToOthers(text: string): WordedReading | null {
  const given = GIVEN.exec(text)
  if (given !== null)
    return {
      subjects: [bareSubject(given[2]!).replace(new RegExp(`${GOAL}$`), '')],
      kind: 'delegated',
      tier: 'delegated',
      delegatedTo: given[1]!,
      confidence: 0.8,
    }
  const found = HOLDS.exec(text)
  if (found === null) return null
  const words = text.slice(0, found.index).replace(/[(,]$/, '')
  const subject = bareSubject(words.replace(new RegExp(`^(?:[^,]{0,10},)?${REACH}(?:了)?`), '')).replace(
    new RegExp(`${GOAL}$`),
    '',
  )
  if (subject.length < 2) return null
  return {
    subjects: [subject],
    kind: 'delegated',
    tier: 'delegated',
    delegatedTo: (found[1] ?? found[2])!,
    confidence: 0.85,
  }
}

/** A promise whose number is set elsewhere: 完成省下达的…任务, 满足“十四五”…要求. */
export function readDelegated(text: string): WordedReading | null {
  const named = BY_NAMED_SET.exec(text)
  if (named !== null && COUNTS.test(named[1]!)) {
    const rest = text
      .slice(named.index + named[0].length)
      .replace(/^,?(?:抓好|做好|落实|推进|开展|加强|强化)/, '')
    return {
      subjects: [bareSubject(rest).replace(/工作$/, '')],
      kind: 'delegated',
      tier: 'delegated',
      delegatedTo: named[1]!,
      confidence: 0.75,
    }
  }
  const found = DELEGATED.exec(text) ?? BY_PLAN.exec(text) ?? ON_SCHEDULE.exec(text)
  if (found === null) return null
  const reference = REFERENCE.exec(found[0])?.[0] ?? found[0]
  const head = bareSubject(text.slice(0, found.index))
  const subjects =
    head.length >= 2 && !/^(?:高质量|全面|按期|如期|圆满|坚决|确保|全力|严格|认真|从严)$/.test(head)
      ? splitSubjects(head, null)
      : goalsOf(found[0])
  return { subjects, kind: 'delegated', tier: 'delegated', delegatedTo: reference, confidence: 0.88 }
}

const SHARED_LEVELS = /^([国省市县])、([国省市县])(控|考|级|管)/

/** What is delegated, by the words of the goal itself; 国、省控 means two. */
function goalsOf(words: string): string[] {
  const goal = words
    .replace(new RegExp(`^${REACH}(?:了)?`), '')
    .replace(new RegExp(`^(?:由|对)?${HIGHER}(?:政府|对[市县])?(?:和${HIGHER})?${SET}的?`), '')
    .replace(new RegExp(`${GOAL}$`), '')
  const levels = SHARED_LEVELS.exec(goal)
  if (levels !== null) {
    const rest = goal.slice(levels[0].length)
    return [`${levels[1]!}${levels[3]!}${rest}`, `${levels[2]!}${levels[3]!}${rest}`]
  }
  const parts = topLevelParts(goal)
  return parts.length > 1 && parts.length <= 4 && !/等/.test(goal) && parts.every((one) => one.length >= 3)
    ? parts
    : [goal]
}
