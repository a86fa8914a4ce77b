import type { Clause } from './clause.ts'

const PAST_OPENING =
  /^(?:上个?(?:年度?|秋冬季|采暖季|季度|半年|月)|去年|前[一两三几]年|近年来|近[一两三几五]年|过去|截至目前|截止目前|截至去年|目前|经(?:初步)?(?:排查|统计|调查|核查|摸底|梳理))/
const PAST_YEAR =
  /^(?:截至|截止到?|自|从)?(20\d\d)年?(?:\d{1,2}月)?(?:底|末|度|以来|[上下]半年|全年|秋冬季|[-~]20\d\d年)?[,A-Z全我各市县区省共累已新完组开]/
const PAST_PERIOD = /^“?十([一二三四五六七八])五”?(?:期间|时期|以来)/
/** What is promised after all, though it names a year gone by: 2019年超过70的镇下降至目标值70. */
const PROMISES =
  /力争|确保|目标|要求|必须|应当|(?<!截|截止)(?:到|至)20\d\d年|(?:下降|降低|控制|压减|提高|提升)(?:到|至|在)|将(?:于|在|按)|^20\d\d年度?(?:清单|名录|计划)/

/** 日前,…印发…; 从某办公室获悉,…: how the press opens. */
const PRESS = /^(?:日前|近日|昨[日天]|连日来|近期(?!目标)|记者|[^,]{0,8}讯[,(]|从[^,]{2,40}(?:获悉|了解到|得知))/
/** 改善环境,是第一仗: says what something is. */
const IS_WHAT = /^[^,。]{2,24},(?:也|既|就|更|都)?是(?!否)[^,。\d]{2,40}$/

const CONTACT = /^(?:联系人|联系电话|联系方式|电话|传真|(?:电子)?邮箱)$/

/** Whether a sentence tells what was, and promises nothing: 上个秋冬季…, 截至2021年底已…. */
function isReport(sentence: string, planYear: number | null): boolean {
  if (PROMISES.test(sentence)) return false
  if (PAST_OPENING.test(sentence) || PRESS.test(sentence)) return true
  if (IS_WHAT.test(sentence)) return true
  if (planYear === null) return false
  const year = PAST_YEAR.exec(sentence)?.[1]
  if (year !== undefined) return Number(year) < planYear
  const period = PAST_PERIOD.exec(sentence)?.[1]
  return period !== undefined && 2010 + 5 * '一二三四五六七八'.indexOf(period) < planYear
}

/** Leaves out the clauses of sentences that report. */
export function withoutReports(norm: string, clauses: readonly Clause[], planYear: number | null): Clause[] {
  const sentences = Map.groupBy(clauses, (one) => one.sentence)
  const reports = new Set<number>()
  for (const [sentence, own] of sentences) {
    if (CONTACT.test(own[0]!.leadIn ?? '')) reports.add(sentence)
    if (!own[0]!.heading && isReport(norm.slice(own[0]!.start, own.at(-1)!.end), planYear))
      reports.add(sentence)
  }
  return clauses.filter((one) => !reports.has(one.sentence))
}
