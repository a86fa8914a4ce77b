import { chineseNumber } from './chinese-number.ts'
import type { QuantityToken } from './token.ts'
import { readRank } from './ranks.ts'
import { readMultiplier, readUnit } from './units.ts'

const NUMBER = /\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?/y
const CHINESE = /(?:[一二两三四五六七八九十百千零〇]+(?:\.\d+)?)/y
const PER_CENT_WORD = /百分之([零〇一二三四五六七八九十百]+(?:点[零〇一二三四五六七八九]+)?)/y
const SHARE =
  /([二三四五六七八九十]{1,2})分之([一二三四五六七八九])|(?:一半|半数)(?=以上|的|左右|以内)|([一二两三四五六七八九])成(?:([一二三四五六七八九半])?(?=及?以[上下]|左右|以内)|([一二三四五六七八九半])(?![\u4e00-\u9fff])|(?<=(?:[低少高多大小]于|超过|达到?|[到至为]|接近|近|约|占|减少|增加|增长|下降|降低|提高|提升|削减|压减).成)(?![\u4e00-\u9fff]))/y
const JOIN = /~|-|—+|至|到/y

// Words that merely begin like a quantity.
const SET_PHRASE =
  /^(?:一(?:批|些|定|系列|体|律|般|是|种|条龙|件事|次性|方面|带|旦|步|期|级|类|个(?:体系|平台|目标)?|企|口|厂|河|湖|园|策|案|点|源|村|县|市|区|镇|乡|岸|站|图|张网|张图|本账|户|车|船|线|断面|网|事|物|地|滩|湾|场|品|码|人|组|室|库|排|环|场)|二(?:级|类|期|是|次)|三(?:级|类|期|是|同时|线|方|产|废|农|区)|四(?:级|类|期|是)|五(?:级|类|是)|六(?:是|类)|十(?:分|四五|三五|二五|五五))/
const MAKES =
  /(?:至少|不少于|不低于|建成|新建|完成|打造|创建|新增|培育|建设|每年|每个?[月周县市区镇]|各|争取|累计)(?:开展|组织|进行)?$/
// 一 counts only where a frequency or a floor is meant.
const CHINESE_MEASURE =
  /^(?:座|家|处|台|套|辆|艘|条|项|户|亩|公顷|公里|平方公里|个|次|遍|轮|场|期|种|所|万|亿|吨|米|倍|名|人|批次)/

function number(norm: string, at: number): { value: number; length: number } | null {
  NUMBER.lastIndex = at
  const found = NUMBER.exec(norm)
  if (found === null) return null
  return { value: Number(found[0].replaceAll(',', '')), length: found[0].length }
}

/** A share in words: 三分之一, 一半以上, 八成以上, 九成五. Its value is the percentage, to two decimals. */
function share(norm: string, at: number): QuantityToken | null {
  if (/[个第“十百]/.test(norm[at - 1] ?? '')) return null
  SHARE.lastIndex = at
  const found = SHARE.exec(norm)
  if (found === null) return null
  const [written, whole, part, tenths, before, alone] = found
  const half = before ?? alone
  const hundredths = half === undefined ? 0 : half === '半' ? 5 : (chineseNumber(half) ?? 0)
  const value =
    whole !== undefined
      ? (100 * (chineseNumber(part!) ?? 0)) / (chineseNumber(whole) ?? 1)
      : tenths !== undefined
        ? 10 * (chineseNumber(tenths) ?? 0) + hundredths
        : 50
  if (value <= 0 || value > 100) return null
  return {
    ...PER_CENT,
    start: at,
    end: at + written.length,
    values: [Number(value.toFixed(2))],
    unit: written,
  }
}

/** 翻一番 adds the whole again, 翻两番 three times the whole. */
function doubled(norm: string, at: number): QuantityToken | null {
  if (norm[at - 1] !== '翻' || norm[at + 1] !== '番') return null
  const times = chineseNumber(norm[at]!)
  if (times === null || times === 0) return null
  const factor = (100 * (2 ** times - 1)) / times
  return { ...PER_CENT, start: at, end: at + 2, values: [times], unit: '番', factor }
}

function percentWord(norm: string, at: number): QuantityToken | null {
  if (/[个“]/.test(norm[at - 1] ?? '')) return null
  PER_CENT_WORD.lastIndex = at
  const found = PER_CENT_WORD.exec(norm)
  if (found === null) return null
  const [whole, part] = found[1]!.split('点')
  const value = Number(
    `${chineseNumber(whole!) ?? 0}.${(part ?? '零').replaceAll(/./g, (digit) => String(chineseNumber(digit)))}`,
  )
  return { ...PER_CENT, start: at, end: at + found[0].length, values: [value], unit: '百分之' }
}

const PER_CENT = {
  kind: 'quantity',
  norm: 'percent',
  factor: 1,
  dimension: 'ratio',
  repaired: false,
  chinese: true,
} as const

function chineseQuantity(norm: string, at: number): QuantityToken | null {
  if (/[一二两三四五六七八九十百千零〇第“新某另唯统同进]/.test(norm[at - 1] ?? '')) return null
  CHINESE.lastIndex = at
  const found = CHINESE.exec(norm)
  if (found === null) return null
  const length = found[0].length
  const rest = norm.slice(at, at + length + 4)
  if (SET_PHRASE.test(rest) && !/^一(?:次(?!性)|轮|个(?:以上|及以上))/.test(rest)) return null
  const value = chineseNumber(found[0])
  const after = norm.slice(at + length, at + length + 4)
  // 不冒一处烟: none at all.
  if (
    value === 1 &&
    /[不无未没][\u4e00-\u9fff]{1,2}$/.test(norm.slice(Math.max(0, at - 3), at)) &&
    !/不(?:少于|低于|止|超过)$/.test(norm.slice(Math.max(0, at - 3), at))
  )
    return null
  if (value === null || value === 0 || !CHINESE_MEASURE.test(after)) return null
  // 三次油气回收, 二次供水: an ordinal within a name.
  if (
    /^[二三]$/.test(found[0]) &&
    /^次[\u4e00-\u9fff]/.test(after) &&
    !MAKES.test(norm.slice(Math.max(0, at - 6), at))
  )
    return null
  if (/^[百千]$/.test(found[0]) && !/^(?:亩|公里|户|平方)/.test(after)) return null
  // 三条控制线 and 四项制度 are names; as promises such numerals follow a verb of making or a floor.
  if (/^(?:个|条|项|种|所|期|场|名|级|类)/.test(after) && !MAKES.test(norm.slice(Math.max(0, at - 6), at)))
    return null
  return withUnit(norm, at, [value], at + length, true)
}

function withUnit(
  norm: string,
  start: number,
  values: [number] | [number, number],
  numberEnd: number,
  chinese: boolean,
): QuantityToken {
  // 2700多万吨, 3200余家: somewhat more.
  if (/[多余]/.test(norm[numberEnd] ?? '')) {
    const after = numberEnd + 1
    if (readMultiplier(norm, after).length > 0 || readUnit(norm, after) !== null) numberEnd = after
  }
  // 千米 and 千瓦 are units of their own; elsewhere 千 multiplies.
  const whole = norm[numberEnd] === '千' && readUnit(norm, numberEnd) !== null
  const multiplier = whole ? { length: 0, factor: 1 } : readMultiplier(norm, numberEnd)
  const more = multiplier.length > 0 && /[多余]/.test(norm[numberEnd + multiplier.length] ?? '') ? 1 : 0
  const unitAt = numberEnd + multiplier.length + more
  const unit = readUnit(norm, unitAt)
  // 利用率达到92。以上: the sign of per cent was lost in copying.
  if (
    unit === null &&
    multiplier.length === 0 &&
    Math.max(...values) <= 100 &&
    /^[.。,、](?:及?以[上下]|左右|以内)/.test(norm.slice(numberEnd, numberEnd + 4)) &&
    /[率例重比][^,。;\d]{0,12}$/.test(norm.slice(Math.max(0, start - 16), start))
  )
    return { ...PER_CENT, start, end: numberEnd + 1, values, unit: null, repaired: true, chinese }
  const length = multiplier.length + (unit === null ? 0 : more + unit.length)
  const written = length === 0 ? null : norm.slice(numberEnd, numberEnd + length)
  return {
    kind: 'quantity',
    start,
    end: numberEnd + length,
    values,
    unit: written,
    norm: unit?.norm ?? null,
    factor: multiplier.factor * (unit?.factor ?? 1),
    dimension: unit?.dimension ?? (multiplier.length > 0 ? 'other' : 'bare'),
    repaired: unit?.repaired ?? false,
    chinese,
  }
}

/** Reads a number or a range with its unit. The factor multiplies 万 and 亿 out. */
export function readQuantity(norm: string, at: number): QuantityToken | null {
  const rank = readRank(norm, at)
  if (rank !== null) return rank
  const first = number(norm, at)
  if (first === null)
    return percentWord(norm, at) ?? share(norm, at) ?? doubled(norm, at) ?? chineseQuantity(norm, at)
  let end = at + first.length
  // The unit may be written at both ends of a range: 10%~15%, 1万~2万户.
  const middle = readMultiplier(norm, end)
  const middleUnit = readUnit(norm, end + middle.length)
  for (const gap of new Set([middle.length + (middleUnit?.length ?? 0), 0])) {
    JOIN.lastIndex = end + gap
    const join = JOIN.exec(norm)
    if (join === null) continue
    const second = number(norm, end + gap + join[0].length)
    if (second === null) continue
    // 从 A 到 B and 2020-2025 are no ranges of a target value.
    if (
      /[从由]$/.test(norm.slice(Math.max(0, at - 1), at)) ||
      (gap === 0 && join[0] === '-' && second.value <= first.value)
    )
      continue
    if (second.value <= first.value) continue
    end = end + gap + join[0].length + second.length
    return withUnit(norm, at, [first.value, second.value], end, false)
  }
  return toOne(norm, at, first.value, end) ?? withUnit(norm, at, [first.value], end, false)
}

/** 2.5:1, so many to one; a time of day (17:00) is none. */
function toOne(norm: string, start: number, value: number, end: number): QuantityToken | null {
  if (!/^:1(?![\d.:])/.test(norm.slice(end, end + 3))) return null
  return { ...PER_CENT, start, end: end + 2, values: [value], unit: ':1', norm: 'to_one', chinese: false }
}
