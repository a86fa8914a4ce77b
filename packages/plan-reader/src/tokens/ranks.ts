import { chineseNumber } from './chinese-number.ts'
import type { QuantityToken } from './token.ts'

const PLACE = /(\d{1,3}|[一二三四五六七八九十]{1,3})(位|名)?/y
/** Without 位 or 名 a numeral is a rank only after words of ranking, and where its phrase ends. */
const RANKING = /(?:排名|排位|位次|名次|位居|位列|名列|跻身|进入|稳居|居|列)[^,;。]{0,16}[前第]$/
const ENDS = /^(?:[,。;、)\n]|$|左右|以内|行列|之列|及以[上内])/

const MOVED =
  /(?:前进|前移|进位|上升|提升|提高|晋升|上移|进步|后退|下滑|下降|倒退)(?:至少|不少于|不低于|了)?$/

/** How many places a ranking moves: 前进5位, 提升三个位次. */
function placesMoved(norm: string, at: number): QuantityToken | null {
  const found = /^(\d{1,3}|[一二三四五六七八九十]{1,3})(个?(?:位次|名次|名|位))(?!数|义|额|单|置|于)/.exec(
    norm.slice(at, at + 8),
  )
  if (found === null) return null
  const [written, numeral, unit] = found
  const value = /\d/.test(numeral!) ? Number(numeral) : chineseNumber(numeral!)
  if (value === null || value === 0) return null
  return {
    kind: 'quantity',
    start: at,
    end: at + written.length,
    values: [value],
    unit: unit!,
    norm: 'rank',
    factor: 1,
    dimension: 'rank',
    repaired: false,
    chinese: !/\d/.test(numeral!),
  }
}

/** A place in a ranking: 前6位, 第三名, 后20位; the last is counted from the end. */
export function readRank(norm: string, at: number): QuantityToken | null {
  const sign = norm[at - 1] ?? ''
  if (MOVED.test(norm.slice(Math.max(0, at - 6), at))) return placesMoved(norm, at)
  if (!/[前第后末]/.test(sign)) return null
  PLACE.lastIndex = at
  const found = PLACE.exec(norm)
  if (found === null) return null
  const [written, numeral, measure] = found
  const end = at + written.length
  if (measure === undefined) {
    if (!RANKING.test(norm.slice(Math.max(0, at - 24), at)) || !ENDS.test(norm.slice(end, end + 4)))
      return null
  } else if (/^[位名](?:数|义|额|单|录|称|置|于)/.test(norm.slice(end - 1, end + 1))) return null
  const value = /\d/.test(numeral!) ? Number(numeral) : chineseNumber(numeral!)
  if (value === null || value === 0) return null
  const fromLast = /[后末]/.test(sign) || norm.slice(Math.max(0, at - 3), at) === '倒数第'
  return {
    kind: 'quantity',
    start: at,
    end,
    values: [value],
    unit: measure ?? null,
    norm: fromLast ? 'rank_from_last' : 'rank',
    factor: 1,
    dimension: 'rank',
    repaired: false,
    chinese: !/\d/.test(numeral!),
  }
}
