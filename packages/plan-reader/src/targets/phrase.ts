import { HEAD_END } from './indicators.ts'
import { bareSubject } from './subject.ts'
import type { ValueList } from './values.ts'

const VERBS =
  '完成|出清|化解|腾退|建成|新建|建设|改造|打造|培育|创建|创成|整治|治理|实施|淘汰|关停|关闭|拆除|取缔|清理|疏浚|推进|推动|开展|排查|安装|推广|布设|购置|覆盖|修复|争取|达到|新增|发展|敷设|改建|扩建|新改建|争创|评选|设立|建立|组织|投放|种植'
/** Verbs that name an action only where they are joined to another: 关闭或搬迁. */
const ALSO =
  '搬迁|转产|转型|退出|迁建|提升|升级|更换|更新|整合|规范|提标|处置|报废|替代|转移|加固|维修|维护|验收|入园'
const OBJECT_VERB = new RegExp(
  `^.*?(?:(?<!文明)(?:${VERBS})(?!区)|对)(?:(?:和|、|及|或)?(?:${VERBS})(?!区)|(?:和|、|及|或|或者)(?:${ALSO}))*(?:完成)?(?=.)`,
)
/** A phrase that is verbs and no more: 淘汰更换. */
export const ONLY_VERB = new RegExp(`^(?:其中)?(?:${VERBS}|更换|更新|和|并|及)+$`)
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
  // 泵站1座及其配套井: what follows comes with it.
  const besides = head.length >= 2 && /^(?:及其|以及其)/.test(after)
  const tail = besides
    ? ''
    : bareSubject(
        after
          .replace(/^\([^)]{2,}\)/, '')
          .replace(/^的/, '')
          .replace(/,.*$/s, ''),
      ).replace(WORK, '')
  if (['ratio', 'class', 'concentration', 'bare'].includes(value.dimension)) {
    if (tail.length >= 2 && (list.suffix === 'up' || /^(?:面积|的)/.test(after)) && !/^[,。;、]/.test(after))
      return `${head}${tail}`
    return head === ''
      ? tail
      : head
          .replace(/^完成(?=.{3})/, '')
          .replace(
            /(?<=(?:面积|总量|数量|规模|长度|里程))(?:扩大|提高|增加|上升|下降|降低|达|占)(?:到|至)?[^,、]{2,10}$/,
            '',
          )
  }
  if (frequent)
    return tail.length >= 2
      ? tail
      : head
          .replace(/^.*?(?:开展|组织|进行|实施)(?=.)/, '')
          .replace(/^每(?:半年|季度|两周|[日天周月季年旬])/, '')
  if (tail.length >= 2) return tail
  // 对垃圾转运站实施密闭改造21座: what is done, with what it is done to.
  const treated = /(?:^|,)对([^,\d]{2,20}?)(?:实施|开展|进行|完成)([^,\d]{2,10})$/.exec(before)
  if (treated !== null && value.dimension === 'count') return `${treated[1]!}${treated[2]!}`
  if (value.dimension !== 'count' && HEAD_END.test(head) && !STARTS_WITH_VERB.test(head)) return head
  // 安全利用面积新增1.49万亩: the name stands before the verb.
  const grown = /^([^,]{4,})新增$/.exec(head)?.[1]
  if (grown !== undefined && HEAD_END.test(grown)) return grown
  const object = head.replace(OBJECT_VERB, '')
  if (object === '' || (ONLY_VERB.test(object) && !ONLY_VERB.test(head))) return head === '' ? tail : head
  return /新增/.test(whole) && value.dimension !== 'count' && !head.includes('能力')
    ? head.replace(/^.*?(?=新增)/, '')
    : object
}

const RANK_FRAME =
  /(?:力争|争取|确保|努力|实现|稳定|继续)*(?:进入|退出|跳出|摆脱|脱离|移出|避免|保持|位居|位列|名列|稳居|跻身|达到|挤进|列|居)+(?:在|到)?|(?:排名|排位|位次|名次)/g

/** 综合指数排名进入全省前6位 is a ranking of the index in the province. */
export function rankName(before: string): string {
  const words = bareSubject(
    before
      .replace(/(?:倒数)?[前后末第]$/, '')
      .replaceAll(/\d+个?(?=重点|城市|地级|市|县)/g, '')
      .replaceAll(RANK_FRAME, ''),
  )
  return `${words}排名`
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
  return names.length > 1 && !names.some((name) => /\d/.test(name)) ? names : []
}
