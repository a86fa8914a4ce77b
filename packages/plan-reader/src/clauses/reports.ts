import type { Clause } from './clause.ts'

const PAST_OPENING =
  /^(?:上个?(?:年度?|秋冬季|采暖季|季度|月)|上半年(?=.*(?:同比|已|了|[为到]\d|累计))|去年|前[一两三几]年|近年来|近(?:[一两三几五]|\d{1,2})年|党的十[七八九]大以来|过去|截至目前|截止目前|截至去年|目前|经(?:初步)?(?:排查|统计|调查|核查|摸底|梳理))/
const PAST_YEAR =
  /^(?:截至|截止到?|自|从)?(20\d\d)年?(?:\d{1,2}月)?(?:底|末|度|以来|[上下]半年|全年|秋冬季|[-~]20\d\d年)?[,A-Z全我各市县区省共累已新完组开]/
const PAST_PERIOD = /^“?十([一二三四五六七八])五”?(?:期间|时期|以来)/
/** 近年来: whatever has been raised to whatever since. */
const SINCE = /^(?:近年来|近(?:[一两三几五]|\d{1,2})年来|党的十[七八九]大以来|20\d\d年以来)/
/** What is promised after all, though it names a year gone by: 2019年超过70的镇下降至目标值70. */
const PROMISES =
  /力争|确保|目标|(?<!达到|满足|符合|达到了)要求|必须|应当|(?<!截|截止)(?:到|至)20\d\d年|(?:下降|降低|控制|压减|提高|提升)(?:到|至|在)|将(?:于|在|按)|^20\d\d年度?(?:清单|名录|计划)/

/** 日前,…印发…; 从某办公室获悉,…; 某厅召开会议,…: how the press opens. */
const PRESS =
  /^(?:\d{1,2}月\d{1,2}日,[^。]{2,60}(?:印发|发布|出台|公布|召开|举行)|日前|近日|昨[日天]|连日来|近期(?!目标)|记者|[^,。]{0,24}[讯电](?:[,(据]|记者)|[^,。《]{2,12}[网报社](?:近日|日前),|[^,。《]{2,20}(?:近日|日前|昨日)(?:[^,。]{0,6}(?:印发|发布|出台|公布|召开|举行))|从[^,]{2,40}(?:获悉|了解到|得知)|[^,]{2,24}(?:召开|举行)[^,]{0,20}会议?,)/
/** What the press says of a document before it says what is in it. */
const PRESS_VERB = /印发|发布|出台|公布|提到|获悉|了解到|得知|召开|举行|审议通过|正式(?:通过|实施)/
/** “…。”某人介绍: what someone said. */
const SPOKEN = /^“.*”[^,。]{2,40}(?:建议|表示|说|介绍|认为|指出|透露)/s
/** 为此,我省制定了《…》: what has been written, and what a region comprises. */
const TELLS =
  /^(?:为此,?)?[^,]{0,24}(?:制定|印发|出台|发布|部署|召开|举办|形成)了|^[^。;]{0,40}(?:制定|印发|出台|部署)了|^(?:其中,?)?(?:包含|范围(?:为|包括))[^。%]{2,}[市县区省]$/
/** 2017年是考核年; 是完成目标的关键; 达到85%为基本实现: a clause that says what something is. */
/** …制定本方案: why there is a plan. */
const PREAMBLE = /(?:特?制[定订]|编制)(?:本|如下|以下)[\u4e00-\u9fff]{0,6}$/
/** 某省是资源大省,…; 截至2017年,已发现…: how things are. */
const SITUATION = /^[\u4e00-\u9fff]{2,10}[省市县区州旗]是|^截至20\d\d年[^前]*(?:已|累计|共有|达到了)/
/** 均创新纪录; 排名第4: how a period went. */
const RESULT = /(?:创|刷新)[^,。]{0,20}(?:纪录|记录|历史新[高低])|排名(?:并列)?第\d|去年同期为\d/
/** 以某流域为例: what an example shows. */
const EXAMPLE = /^以[^,。]{2,20}为例,/
const STATES =
  /^(?:20\d\d年度?|今年|“十[一二三四五六七八]五”(?:时期|期间)?)是(?!否)|^(?:也|既|就|更|都)?是(?!否)[^\d]{2,40}(?:关键|基础|重点|保障|前提|举措|要求|内容|一仗|一年|之年|体现|需要|任务)$|\d[^,]*(?:即|视)?(?:为|认定为|算作)(?:基本)?(?:实现|完成|达标|合格|优秀)$/
/** 改善环境,是第一仗: says what something is. */
const IS_WHAT = /^[^,。]{2,24},(?:也|既|就|更|都)?是(?!否)[^,。\d]{2,40}$/

const CONTACT = /^(?:时间|地点|参加人员|参会人员|联系人|联系电话|联系方式|电话|传真|(?:电子)?邮箱)$/

/** Whether a sentence tells what was, and promises nothing: 上个秋冬季…, 截至2021年底已…. */
function isReport(sentence: string, planYear: number | null): boolean {
  if (
    SPOKEN.test(sentence) ||
    EXAMPLE.test(sentence) ||
    (PREAMBLE.test(sentence) && !/\d(?:%|以)/.test(sentence))
  )
    return true
  if (SINCE.test(sentence) && !/力争|确保|目标|必须|应当|将/.test(sentence)) return true
  if (PROMISES.test(sentence)) return false
  if (PAST_OPENING.test(sentence) || IS_WHAT.test(sentence)) return true
  if (RESULT.test(sentence) || TELLS.test(sentence) || PREAMBLE.test(sentence) || SITUATION.test(sentence))
    return true
  if (planYear === null) return false
  const year = PAST_YEAR.exec(sentence)?.[1]
  if (year !== undefined) return Number(year) < planYear
  const period = PAST_PERIOD.exec(sentence)?.[1]
  return period !== undefined && 2010 + 5 * '一二三四五六七八'.indexOf(period) < planYear
}

/** Leaves out the clauses of sentences that report. */
export function withoutReports(norm: string, clauses: readonly Clause[], planYear: number | null): Clause[] {
  const sentences = Map.groupBy(clauses, (one) => one.sentence)
  const left = new Set<Clause>()
  for (const own of sentences.values()) {
    const sentence = norm.slice(own[0]!.start, own.at(-1)!.end)
    const whole = CONTACT.test(own[0]!.leadIn ?? '') || (!own[0]!.heading && isReport(sentence, planYear))
    const opened = !whole && PRESS.test(sentence) ? pressOpening(norm, own) : 0
    // 抓好甲,做好乙,是完成目标的关键: what stands before is what the sentence speaks of.
    const spoken = own.findLastIndex(
      (one) => /^(?:也|既|就|更|都)?是/.test(norm.slice(one.start, one.end)) && states(norm, one),
    )
    own.forEach((one, i) => {
      const about = i < spoken && one.tokens.every((token) => token.kind !== 'quantity')
      if (whole || i < opened || about || states(norm, one)) left.add(one)
    })
  }
  return clauses.filter((one) => !left.has(one))
}

function states(norm: string, clause: Clause): boolean {
  return STATES.test(norm.slice(clause.start, clause.end))
}

/** How many clauses the press takes to say where its news comes from; all of them where no promise with a number follows. */
function pressOpening(norm: string, own: readonly Clause[]): number {
  const said = own.findLastIndex((one) => PRESS_VERB.test(norm.slice(one.start, one.end)))
  const rest = own.slice(said + 1)
  const opening = own[said]
  if (opening !== undefined && /(?:提到|提出|明确|要求|指出)$/.test(norm.slice(opening.start, opening.end)))
    return said + 1
  const promises = rest.some((one) =>
    one.tokens.some((token) => token.kind === 'quantity' || (said >= 0 && token.kind === 'date')),
  )
  return promises || /^(?:提出|明确|要求)/.test(norm.slice(rest[0]?.start ?? 0, (rest[0]?.start ?? 0) + 2))
    ? said + 1
    : own.length
}
