import type { Numeral, NumeralRole } from '../contract.ts'
import { type NormalText, sourceSpan } from '../text/normalise.ts'
import type { Token } from '../tokens/token.ts'

/** 1.8月底前 is the sign 1. before a month. */
const RUN =
  /\d{1,2}(?=[.、](?:(?:19|20)\d\d年|\d{1,2}月))|\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?/g

interface Roled {
  start: number
  end: number
  role: NumeralRole
}

/** Every run of digits of the text with its one role. `roles` and `tokens` are in order of place. */
export function readNumerals(
  text: NormalText,
  tokens: readonly Token[],
  roles: readonly Roled[],
  baseline: ReadonlySet<number>,
): Numeral[] {
  const found: Numeral[] = []
  let tokenAt = 0
  let roleAt = 0
  for (const match of text.norm.matchAll(RUN)) {
    const start = match.index
    const end = start + match[0].length
    while (roleAt < roles.length && roles[roleAt]!.end <= start) roleAt++
    while (tokenAt < tokens.length && tokens[tokenAt]!.end <= start) tokenAt++
    const given = roles[roleAt]
    const token = tokens[tokenAt]
    const inside = token !== undefined && token.start <= start && token.end >= end ? token : null
    const sign = isSign(text.norm, start, end) && (inside === null || inside.kind === 'quantity')
    const own = given !== undefined && given.start <= start && given.end >= end ? given.role : null
    const role = own ?? (sign ? 'item' : inside === null ? 'other' : roleOfToken(inside, baseline))
    const span = sourceSpan(text, start, end)
    found.push({ ...span, text: text.source.slice(span.start, span.end), role })
  }
  return found
}

function roleOfToken(token: Token, baseline: ReadonlySet<number>): NumeralRole {
  switch (token.kind) {
    case 'date':
      return baseline.has(token.start) ? 'baseline' : 'date'
    case 'document':
      return 'document'
    case 'name':
    case 'class':
    case 'quantity':
      return 'other'
  }
}

/** Digits that number an item: at the start of a line or sentence, before a full stop, a comma or a closing bracket. */
function isSign(norm: string, start: number, end: number): boolean {
  const before = start === 0 ? '\n' : norm[start - 1]!
  const after = norm[end] ?? ''
  return (
    (/[\n。;(|\t\])]/.test(before) && /[.、)|\t]/.test(after)) ||
    /(?:附件|附表|专栏|表|图)$/.test(norm.slice(Math.max(0, start - 2), start))
  )
}
