import type { Carry } from './carry.ts'
import { HEAD_END, HEAD_WITHIN } from './indicators.ts'
import { ONLY_VERB } from './phrase.ts'
import type { Value } from './values.ts'

export interface Named {
  subject: string
  /** True when words before the clause complete it. */
  carried: boolean
}

const RATED = new Set(['ratio', 'concentration'])
/** A name of a rate or a size that leaves out whose: 整治率, 总面积. */
const STEMLESS = /^(?:[^的各]{0,2}率|(?:总|新增)?(?:面积|长度|里程|规模|容量|库容|总量))$/
const TIME_OF_DAY = /(?:昼间|夜间|白天|晚上|夏季|冬季|汛期|枯水期|丰水期|采暖季|非采暖季|第[一二三四五]年)$/
const PLACE_AFTER =
  /^([\u4e00-\u9fff、()“”]{2,}(?:率|比例|比重|占比|浓度))((?:第[一二三四五]年|城区|市区|县城|农村|平原|山区|建成区|中心城区|主城区|乡镇|城镇|[国省市县]考(?:以[上下])?断面|[省市县镇乡村]级|[\u4e00-\u9fff]{1,6}[市县区镇乡])[\u4e00-\u9fff]{0,6})$/
/** What follows its set: 公交车中新能源车占比. */
const AMONG = /中([^中]{2,}?(?:占比|比例|比重|率))$/

/** Completes the name of what is measured from the words before: a clause may name only a place, a verb, or a rate. */
export function completedName(subject: string, value: Value, carry: Carry): Named {
  const own = { subject, carried: false }
  const { object } = carry
  // What is counted goes on from what was counted, a rate from a rate.
  const indicator = RATED.has(value.dimension) ? carry.indicator : (carry.counted ?? carry.indicator)
  if (subject === '' && object !== null) return { subject: object, carried: true }
  if (carry.set !== null && STEMLESS.test(subject))
    return { subject: `${carry.set}${subject}`, carried: true }
  // 清洁取暖率城区达到100%: the place after the indicator.
  const turned = RATED.has(value.dimension) ? PLACE_AFTER.exec(subject) : null
  if (turned !== null) {
    carry.leadIn = turned[1]!
    return { subject: `${turned[2]!}${turned[1]!}`, carried: false }
  }
  if (/^(?:剩余|其余|余下|一次|一轮|两次)(?:的)?$/.test(subject) && (indicator ?? object) !== null)
    return { subject: `${subject}${(indicator ?? object)!}`, carried: true }
  if (indicator === null) return own
  if (subject === '排名' && indicator.endsWith('排名')) return { subject: indicator, carried: true }
  if (
    /^(?:年均?|平均|每[年次月]|全年|年内|合计|或.{0,4}|减少|下降|降低|削减|压减|增长|提高|增加|提升|上升)?$/.test(
      subject,
    )
  )
    return { subject: indicator, carried: true }
  if (ONLY_VERB.test(subject)) return { subject: `${subject}${indicator}`, carried: true }
  if (STEMLESS.test(subject)) {
    const stem = indicator.replace(HEAD_END, '')
    const knows = indicator.includes(subject.slice(0, 2))
    return stem.length < 2 || knows ? own : { subject: `${stem}${subject}`, carried: true }
  }
  if (TIME_OF_DAY.test(subject) && subject.length <= 4)
    return { subject: `${indicator.replace(TIME_OF_DAY, '')}${subject}`, carried: true }
  if (/实现|完成|达到|改造|建成/.test(subject)) return own
  if (!RATED.has(value.dimension) || HEAD_END.test(subject) || subject.length > 16) return own
  const among = AMONG.exec(indicator)?.[1]
  if (among !== undefined) return { subject: `${subject}中${among}`, carried: true }
  if (carry.leadIn !== null) return { subject: joined(subject, carry.leadIn), carried: true }
  const head =
    ofPlace(subject, indicator) ?? HEAD_END.exec(indicator)?.[0] ?? HEAD_WITHIN.exec(indicator)?.[0]
  if (value.dimension === 'concentration' && /(?:率|比例|比重|占比)$/.test(head ?? '')) return own
  return head === undefined ? own : { subject: `${subject}${head}`, carried: true }
}

const PLACE_END = /(?:[省市县区旗州盟镇乡]|街道|地区|区域|平原|流域|城市群|城市|县城|农村|山区|断面|海域)$/
const PLACE_HEAD =
  /^[^的率例、,\d]{0,14}?(?:地区|区域|平原|流域|城市群|城市|县城|乡镇|农村|海域|[省市县州](?!级|[控考管]|政))(?:(?:中心|主)?城区|建成区)?/

/** What is measured of one place is measured of another: 丙平原PM2.5浓度…,丁市…, the whole name without the place. */
function ofPlace(place: string, indicator: string): string | null {
  if (!PLACE_END.test(place)) return null
  const rest = indicator.replace(PLACE_HEAD, '')
  const bare = rest === indicator ? '' : rest.replace(/^[的各]/, '')
  return bare.length >= 4 && HEAD_END.test(bare) ? bare : null
}

/** 中心渔港 + 渔港设施配备率: what both share is written once. */
function joined(place: string, indicator: string): string {
  for (let length = Math.min(place.length, indicator.length); length > 0; length--)
    if (place.endsWith(indicator.slice(0, length))) return place + indicator.slice(length)
  return place + indicator
}
