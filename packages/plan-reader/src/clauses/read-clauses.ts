import type { Paragraph } from '../sections/outline.ts'
import type { DateToken, Token } from '../tokens/token.ts'
import type { Clause, Deadline } from './clause.ts'
import { type Fragment, splitFragments } from './fragments.ts'
import { within } from '../tokens/slice.ts'
import { opensAction, withoutPlaceVerbs } from './openers.ts'
import { ACTION } from './vocabulary.ts'

const PREPOSITION =
  /^(?:并|同时|重点|要)?(?:在|以|按照|按|根据|依据|依托|围绕|针对|对于|对|结合|通过|采取|除|随着|参照|对照|聚焦|立足|鉴于|利用|本着|遵循|坚持以)/
const ADVERBIAL_END =
  /(?:下|上|中|前提|基础|原则|要求|重点|为主|依托|突破|抓手|契机|核心|引领|导向|目标|单元|载体|方式|形式|手段|问题|情况|现状|结果|规定|等|面源|后|前|时|期间|以来|的|进展|进度|实际|需要|特点|职责)$/
/** A clause is joined of so many pieces at most, so that reading stays linear. */
const MAX_JOINS = 4
const DATE_FRAME =
  /^(?:、|和|及|并|且|展望|预计|同时|确保|力争|争取|努力|计划|原则上|全部|于|在|到|至|截至|截止到?|自|从)*$/
/** 某省力争到2020年底,: who, before the frame of a date. */
const WHO_STRIVES = /^(?:通过[^,]{2,20},)?[\u4e00-\u9fff]{2,6}(?=力争|争取|确保|计划)/
const TRAILING =
  /^(?:完成|建成|到位|落实到位|全部完成|基本完成|前完成|实现|投运|建成投运|投入运行|投入使用|达到|竣工|完工|完成任务|全面完成)?$/
const COMPARED = /(?:较|比|对比|与|以|在|相较于?|相比)$/

/** Whether a date names the year compared with: 较2020年, 在2020年基础上. */
export function isBaseline(norm: string, date: DateToken): boolean {
  const before = norm.slice(Math.max(0, date.start - 3), date.start)
  const after = norm.slice(date.end, date.end + 40)
  if (/(?:较|(?<!占)比|相较于?|对比)$/.test(before)) return true
  // 由2023年的520万吨压减到500万吨: the year of the value left behind.
  if (/[由从]$/.test(before) && /^(?![起到至]|开始|以来)[^,;。\d]{0,14}\d[^,;。]{0,20}[到至为]/.test(after))
    return true
  if (before.endsWith('与')) return /^.{0,6}(?:相比|比较|持平)/.test(after)
  if (before.endsWith('以')) return /^.{0,6}为(?:基|参照)/.test(after)
  if (before.endsWith('在')) return /^.{0,26}基础上/.test(after)
  return /^(?:度|底|末)?(?:的)?(?:基础上|基数|基准|(?:现状|平均|实际|年均)?(?:水平|水准|现状值?|同期))/.test(
    after,
  )
}

function isDateOnly(norm: string, fragment: Fragment, tokens: readonly Token[]): boolean {
  const dates = within(tokens, fragment.start, fragment.end)
  if (
    dates.length === 0 ||
    dates.some((token) => token.kind !== 'date') ||
    isBaseline(norm, dates[0] as DateToken)
  )
    return false
  let rest = ''
  let at = fragment.start
  for (const date of dates) {
    rest += norm.slice(at, date.start)
    at = date.end
  }
  return (
    DATE_FRAME.test(rest.replace(WHO_STRIVES, '')) &&
    TRAILING.test(norm.slice(at, fragment.end).replace(/^(?:前|,|止|期间|间|或更长时间)+/, ''))
  )
}

function isTail(norm: string, fragment: Fragment, tokens: readonly Token[]): boolean {
  return (
    isDateOnly(norm, fragment, tokens) &&
    /(?:完成|建成|到位|投运|使用|运行|竣工|完工|达到|实现|任务)$/.test(
      norm.slice(fragment.start, fragment.end),
    )
  )
}

function opensWithDate(norm: string, fragment: Fragment, tokens: readonly Token[]): boolean {
  const date = within(tokens, fragment.start, fragment.end)[0]
  return date?.kind === 'date' && DATE_FRAME.test(norm.slice(fragment.start, date.start))
}

/** 根据《某方案》要求: by which document. */
const BY_DOCUMENT =
  /^(?:根据|按照?|依据|对照)[^,《]{0,12}《[^》]{2,60}》(?:\([^)]*\))?(?:的?(?:有关|相关|总体|工作)?(?:要求|部署|规定|精神|目标|安排))?$/

function isAdverbial(text: string): boolean {
  if (BY_DOCUMENT.test(text)) return true
  if (!PREPOSITION.test(text) || text.length > 120 || /一律|叫停|停工|停产/.test(text)) return false
  // What qualifies the set (新增的设备) is no action.
  const body = text.replace(PREPOSITION, '').replace(/^[^,]{2,4}的/, '')
  if (/(?:%|以上|以下|以内|不低于|不高于|不超过)$/.test(text)) return false
  return ADVERBIAL_END.test(text) ? !/^对.*(?:开展|实施|进行|完成)/.test(text) : !ACTION.test(body)
}

/** 全市486个入海排污口,年底前完成溯源率100%: the set, before what is promised of it. */
const COUNTED_SET =
  /^(?:全[市省县区州])?这?\d+(?:\.\d+)?[^,\d]{0,3}[户家台辆个][^,\d]{0,6}中$|^(?:全[市省县区州域]|辖区内?|其中|现有|上述)?(?:[^,\d]{2,14}的)?\d+(?:个|家|条|处|座|项|台|辆|户|口|眼)[\u4e00-\u9fff()、]{2,20}$/
const PROMISED_OF_IT = /[率例]|均|分别|全部|完成|达到|达标|实现|整治|治理/

const TOPIC_END = /(?:以[上下]|(?:低于|高于|超过|大于|小于|不足)\d[^,的]{0,12})的([^,\d]{1,20})$/

/** 新建及迁建大宗货物…的园区: says which, not what to do. */
const NEWLY_BUILT = /^(?:新建|扩建|改建|迁建|新改扩建|新增)(?:[、和及或](?:新建|扩建|改建|迁建|更新))+/

/** What befalls a set named by 的: 未达到要求的,依法…. */
const SANCTION =
  /^(?:依法|依纪|依规|一律|由|责令|予以|不得|不予|坚决|严格|严肃|立即|限期|从严|全部|纳入|按照?|要|应|须|必须)/

/** 对污染重,排放超标的企业实施停产: one set, described twice. */
const BOUND = /^对[^,]{2,40}[^的,]$/
const BOUND_BY = /^[^,]{2,40}的[^,的]{1,10}?(?:实施|进行|依法|予以|一律|严格|限期|责令|开展|停产)/

/** 2023年、2024年分别: each year has its own value, and none holds for what follows. */
const YEARS_SHARED = /20\d\d年?[、,和及](?:[到至])?20\d\d年[^,;]{0,40}分别/

/** 减少至2026年的15家: the year of one value. */
const YEAR_OF_VALUE = /[到至]20\d\d年底?的[^,;]{0,6}\d/

/** A season in place of a date: 2024年采暖季前, 汛期来临前. */
const SEASON =
  /^(?:每年|今年|当年|在)?[^,]{0,8}?(?:采暖季|取暖季|供暖季|采暖期|供暖期|汛期|主汛期|秋冬季|夏季|冬季|春耕|秋收|节假日|春节|国庆)(?:来临|到来|开始|结束)?(?:之?前|期间|之?后|以前)$/

/** A set that the next clause speaks of: …车辆中, …以上的机场. */
function isTopic(text: string): boolean {
  if (text.length > 80 || (/完成|建成|开展|推进|达到/.test(text) && !/^(?:逾期|凡|拒不|未按)/.test(text)))
    return false
  if (/(?:[车企区项单设业目站煤炭焦]|车辆|船舶|设施)中$/.test(text)) return true
  if (/^凡|^(?:逾期|拒不|未按).{0,24}的$/.test(text)) return true
  if (/^[^\d,]{0,10}\d+(?:个|条|家|处|座|项|台|辆|户)[^\d,]{1,16}[^集其]中$/.test(text)) return true
  const set = TOPIC_END.exec(text)
  const opening = text.replace(NEWLY_BUILT, '').slice(0, 4)
  return set !== null && !ACTION.test(withoutPlaceVerbs(set[1]!)) && !ACTION.test(opening)
}

/** 2019年浓度超过70的镇…下降至70: the year tells which set is meant, not when it is due. */
const YEAR_OF_SET =
  /^[^,;]{0,24}?(?:(?:超过|低于|高于|大于|小于|不足|达不到|未达到?|未完成)[^,;]{0,24}|在\d[^,;]{0,20}(?:之间|以[上下])|排名[^,;]{0,16})的[\u4e00-\u9fff]{1,3}/
/** 示范村2019年要有…: a year between who and must. */
const YEAR_THEN_DOES = /^(?:年?底前?|全年)?(?:完成|建成|启动|开工|投运|实现|淘汰|新增|新建|关停)(?!率|情况)/
const YEAR_THEN_MUST = /^(?:年?底)?(?:要|应当?(?!急)|须|必须|力争|争取|确保)/

/** 某市2017年浓度下降15%: whose year it is. */
const PLACE_BEFORE = /^[\u4e00-\u9fff]{1,8}(?:省|市|县|区|州|旗|盟|镇|乡)$/

function deadlineOf(
  norm: string,
  tokens: readonly Token[],
  from: number,
  to: number,
  planYear: number | null,
): Deadline | null {
  let depth = 0
  let at = from
  for (const token of tokens) {
    if (token.kind !== 'date' || token.iso === null) continue
    for (; at < token.start; at++) {
      if (norm[at] === '(' || norm[at] === '“') depth++
      else if ((norm[at] === ')' || norm[at] === '”') && depth > 0) depth--
    }
    if (depth > 0 || isBaseline(norm, token)) continue
    const before = norm.slice(Math.max(from, token.start - 8), token.start)
    if (/每年?$|次年$|翌年$/.test(before)) continue
    const after = norm.slice(token.end, Math.min(to, token.end + 8))
    const made = (role: Deadline['role']): Deadline => ({
      iso: token.iso!,
      role,
      inherited: false,
      acrossSemicolon: false,
      acrossSentence: false,
      ...(/^20\d\d年(?:之前|以前|前)$/.test(norm.slice(token.start, token.end)) ? { beforeYear: true } : {}),
    })
    if (token.role === 'start') return made('start')
    if (/^(?:起|开始|以来)/.test(after)) return after.startsWith('以来') ? null : made('start')
    if (token.role === 'by') return made('by')
    const reaches = /(?:到|至|截至|截止|截止到)$/.test(before)
    if (token.role === 'period') {
      if (planYear !== null && token.year !== null && token.year < planYear) continue
      if (reaches) return made('by')
      if (YEAR_OF_SET.test(norm.slice(token.end, Math.min(to, token.end + 60)))) continue
      const head = norm.slice(from, token.start).replace(/^[^:]*:/, '')
      if (
        /^(?:并|且|同时|展望|预计|确保|力争|争取|努力|实现|使|全市|我市|全省|我省|全县|我县|全区|我区|其中|,|\[|\(|“)*$/.test(
          head,
        ) ||
        (PLACE_BEFORE.test(head) && !ACTION.test(head)) ||
        (YEAR_THEN_MUST.test(after) && head.length <= 24) ||
        (YEAR_THEN_DOES.test(after) && head.length <= 24 && !ACTION.test(withoutPlaceVerbs(head))) ||
        (/五”?(?:规划)?(?:期间|时期)内?$/.test(norm.slice(token.start, token.end)) &&
          /^(?:全部|全面|基本)?(?:实现|完成|达到|达标|建成)/.test(after))
      ) {
        // 2021年度工作计划 names the plan of a year, not a time to act in.
        return /^(?:度)?(?:工作计划|计划|方案|报告|考核|目标任务|任务书|名单|名录)/.test(after)
          ? null
          : made('period')
      }
      continue
    }
    if (reaches || /^(?:前|完成|建成|开工|投运|启动)/.test(after)) return made('by')
  }
  return null
}

/** Joins fragments into clauses and lets the date at the head of a sentence govern the clauses after it. */
export function readClauses(
  norm: string,
  paragraphs: readonly Paragraph[],
  tokens: readonly Token[],
  planYear: number | null,
  skip: (paragraph: number) => { start: number; end: number }[],
): Clause[] {
  const clauses: Clause[] = []
  let sentence = 0
  paragraphs.forEach((paragraph, number) => {
    const own = within(tokens, paragraph.start, paragraph.end)
    const fragments = splitFragments(norm, paragraph, own, skip(number))
    let carried: Deadline | null = null
    let goal: Deadline | null = null
    let index = 0
    for (let i = 0; i < fragments.length; i++) {
      const first = fragments[i]!
      let contentStart = first.start
      let leadIn: string | null = null
      // A date, a condition or a lead-in goes with what follows it.
      let joins = 0
      while (
        joins++ < MAX_JOINS &&
        i + 1 < fragments.length &&
        joinsNext(norm, fragments[i]!, fragments[i + 1]!, own)
      ) {
        if (fragments[i]!.stop === ':') {
          leadIn = norm.slice(fragments[i]!.start, fragments[i]!.end)
          contentStart = fragments[i + 1]!.start
        }
        i++
      }
      // A date at the end governs what stands before it.
      if (
        i + 1 < fragments.length &&
        fragments[i]!.stop === ',' &&
        !opensWithDate(norm, fragments[i]!, own) &&
        isTail(norm, fragments[i + 1]!, own)
      )
        i++
      const last = fragments[i]!
      const start =
        contentStart > first.start && !/\d/.test(norm.slice(first.start, contentStart))
          ? contentStart
          : first.start
      const inner = within(own, start, last.end)
      const said = deadlineOf(norm, within(own, first.start, last.end), first.start, last.end, planYear)
      const content = norm.slice(first.start, last.end)
      const lent = carried !== null && ownFrame(content, carried) ? null : carried
      const deadline: Deadline | null = said ?? lent
      clauses.push({
        start,
        end: last.end,
        contentStart: Math.max(start, contentStart),
        leadIn,
        sectionPath: paragraph.sectionPath,
        item: first.item,
        sentence,
        index,
        opensItem: first.opensItem,
        leads: index === 0 && last.stop === '。' && fragments[i + 1]?.opensItem === false,
        tokens: inner,
        deadline,
        heading: paragraph.kind === 'heading',
        paragraph: number,
      })
      index++
      if (governsGoals(paragraph, said, planYear)) goal = { ...said!, inherited: true, acrossSentence: true }
      // The date of a part (其中2023年4家) is not the sentence's.
      if (
        said !== null &&
        !norm.startsWith('其中', first.start) &&
        !YEARS_SHARED.test(norm.slice(first.start, last.end)) &&
        !YEAR_OF_VALUE.test(norm.slice(first.start, last.end))
      )
        carried = said.role === 'start' ? null : { ...said, inherited: true }
      if (last.stop === ';' && carried !== null) carried = { ...carried, acrossSemicolon: true }
      if (last.stop === '。' || fragments[i + 1]?.opensItem === true) {
        sentence++
        index = 0
        carried = goal
      }
    }
  })
  return clauses
}

/** A time of its own (橙色预警期间), or a regular doing beyond a semicolon (每月…), is not bound by a date before it. */
function ownFrame(text: string, carried: Deadline): boolean {
  if (/^[^,\d“]{2,14}期间(?!,?(?:完成|建成))/.test(text)) return true
  return carried.acrossSemicolon && /每(?:半年|半月|季度|年度|[日天周月季年旬])/.test(text)
}

/** In a paragraph of goals the year reached (到2025年) holds for its later sentences too, beyond the plan's own year. */
function governsGoals(paragraph: Paragraph, deadline: Deadline | null, planYear: number | null): boolean {
  if (deadline === null || deadline.role !== 'by' || !deadline.iso.endsWith('-12-31')) return false
  if (deadline.beforeYear === true) return false
  return (
    /目标|指标/.test(paragraph.sectionPath.at(-1) ?? '') &&
    (planYear === null || Number(deadline.iso.slice(0, 4)) > planYear)
  )
}

function joinsNext(norm: string, fragment: Fragment, next: Fragment, tokens: readonly Token[]): boolean {
  const text = norm.slice(fragment.start, fragment.end)
  if (fragment.stop === ':') return text.length <= 40
  if (fragment.stop !== ',' || next.opensItem) return false
  if (isTail(norm, fragment, tokens)) return false
  // A set named by what it is, before its duty: …的县(区),要….
  if (
    /的[^,的]{1,10}$/.test(text) &&
    /^(?:要|应|须|必须)/.test(norm.slice(next.start, next.start + 2)) &&
    !/\d%/.test(text)
  )
    return true
  const after = norm.slice(next.start, next.end)
  if (
    COUNTED_SET.test(text) &&
    !ACTION.test(withoutPlaceVerbs(text.replace(/^[^,\d]{0,16}的(?=\d)/, ''))) &&
    PROMISED_OF_IT.test(after) &&
    !COUNTED_SET.test(after)
  )
    return true
  return (
    (BOUND.test(text) && BOUND_BY.test(norm.slice(next.start, next.end))) ||
    (text.endsWith('的') && text.length <= 60 && SANCTION.test(norm.slice(next.start, next.start + 4))) ||
    isDateOnly(norm, fragment, tokens) ||
    isAdverbial(text) ||
    opensAction(text) ||
    SEASON.test(text) ||
    COMPARED.test(text) ||
    isTopic(text)
  )
}
