import { HEAD_END, HEAD_WITHIN } from './indicators.ts'
import { bareSubject } from './subject.ts'
import type { Value, ValueList } from './values.ts'

const VERBS =
  '完成|建成|新建|建设|改造|打造|培育|创建|创成|整治|治理|实施|淘汰|关停|关闭|拆除|取缔|清理|疏浚|推进|推动|开展|排查|安装|推广|布设|购置|覆盖|修复|争取|达到|新增|发展|敷设|改建|扩建|新改建|争创|评选|设立|建立|组织|投放|种植'
const OBJECT_VERB = new RegExp(
  `^.*?(?:(?:${VERBS})(?!区)|对)(?:(?:和|、|及|或)?(?:${VERBS})(?!区))*(?:完成)?(?=.)`,
)
const ONLY_VERB = new RegExp(`^(?:其中)?(?:${VERBS})$`)
const STARTS_WITH_VERB = new RegExp(
  `^(?:全年|累计|年内|再|新|共|计划|力争|争取|确保|全市|其中)*(?:${VERBS})(?![区率])`,
)
const WORK = /(?:等)?(?:工作|任务)$/

/** The words around a value that name what it measures or counts. */
export function subjectPhrase(
  before: string,
  after: string,
  list: ValueList,
  whole: string,
  frequent: boolean,
): string {
  const value = list.values[0]!
  const head = bareSubject(before)
  const tail = bareSubject(after.replace(/^的/, '').replace(/,.*$/s, '')).replace(WORK, '')
  if (['ratio', 'class', 'concentration', 'bare'].includes(value.dimension)) {
    if (tail.length >= 2 && (list.suffix === 'up' || /^(?:面积|的)/.test(after)) && !/^[,。;、]/.test(after))
      return `${head}${tail}`
    return head === '' ? tail : head.replace(/^完成(?=.{3})/, '')
  }
  if (frequent)
    return tail.length >= 2
      ? tail
      : head
          .replace(/^.*?(?:开展|组织|进行|实施)(?=.)/, '')
          .replace(/^每(?:半年|季度|两周|[日天周月季年旬])/, '')
  if (tail.length >= 2) return tail
  if (value.dimension !== 'count' && HEAD_END.test(head) && !STARTS_WITH_VERB.test(head)) return head
  const object = head.replace(OBJECT_VERB, '')
  if (object === '') return head === '' ? tail : head
  return /新增/.test(whole) && value.dimension !== 'count' && !head.includes('能力')
    ? head.replace(/^.*?(?=新增)/, '')
    : object
}

/** A clause that names only a place or a verb speaks of the indicator before it. */
export function withCarried(
  subject: string,
  value: Value,
  indicator: string | null,
): { subject: string; carried: boolean } {
  if (indicator === null) return { subject, carried: false }
  if (/^(?:年均?|平均|每年)?$/.test(subject)) return { subject: indicator, carried: true }
  if (ONLY_VERB.test(subject)) return { subject: `${subject}${indicator}`, carried: true }
  if (/实现|完成|达到|改造|建成/.test(subject)) return { subject, carried: false }
  if (
    !['ratio', 'concentration'].includes(value.dimension) ||
    HEAD_END.test(subject) ||
    subject.length > 16
  ) {
    return { subject, carried: false }
  }
  const head = HEAD_END.exec(indicator)?.[0] ?? HEAD_WITHIN.exec(indicator)?.[0]
  if (value.dimension === 'concentration' && /(?:率|比例|比重|占比)$/.test(head ?? ''))
    return { subject, carried: false }
  return head === undefined ? { subject, carried: false } : { subject: `${subject}${head}`, carried: true }
}

/** 在A、B等行业分别打造: the members each of which has the value. */
export function sharedList(before: string): string[] {
  const at = before.lastIndexOf('分别')
  if (at < 0 || before.length - at > 10) return []
  const members = before.slice(0, at).replace(/^(?:在|对|于|由)/, '')
  const kind = /等?(行业|领域|地区|流域|园区|企业|单位)$/.exec(members)
  const names = members
    .slice(0, kind?.index ?? members.length)
    .split(/、|和|及|与/)
    .filter((name) => name.length >= 2)
    .map((name) => `${name}${kind?.[1] ?? ''}`)
  return names.length > 1 ? names : []
}
