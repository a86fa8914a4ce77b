export type MarkerStyle =
  | 'part'
  | 'chapter'
  | 'section'
  | 'article'
  | 'box'
  | 'annex'
  | 'hanzi'
  | 'hanzi-bracket'
  | 'dotted'
  | 'arabic'
  | 'arabic-bracket'
  | 'circled'
  | 'item'

/** The sign a line begins with: 第一章, 一、, (一), 1., 1.2, (1), ①, 一是. */
export interface Marker {
  style: MarkerStyle
  /** Length of the sign in the even text. */
  length: number
  text: string
}

const HAN = '[一二三四五六七八九十]{1,3}'
const STYLES: readonly [MarkerStyle, RegExp][] = [
  ['part', new RegExp(`^第(?:${HAN}|\\d{1,2})(?:编|部分)[、:]?`)],
  ['chapter', new RegExp(`^第(?:${HAN}|\\d{1,2})章[、:]?`)],
  ['section', new RegExp(`^(?:行动|任务|工程|战役|专题|举措)${HAN}[、:.]`)],
  ['section', new RegExp(`^第(?:${HAN}|\\d{1,2})节[、:]?`)],
  ['article', new RegExp(`^第(?:${HAN}|百|\\d{1,3})条[、:]?`)],
  ['box', /^(?:专栏|专项)[一二三四五六七八九十\d]{1,3}[、:.]?/],
  [
    'annex',
    /^(?:附件|附表|附录)[一二三四五六七八九十\d]{0,2}(?:-\d)?(?=[:、. ]|$|[^\d一二三四五六七八九十])[:、.]?/,
  ],
  ['hanzi', new RegExp(`^${HAN}[、.]`)],
  ['hanzi-bracket', new RegExp(`^\\(${HAN}\\)[、.]?`)],
  [
    'dotted',
    /^\d{1,2}(?:\.\d{1,2}){1,3}[、.]?(?=[\u4e00-\u9fff“《])(?!月|万|亿|[吨个家亩户倍米座]|公里|平方)/,
  ],
  ['arabic', /^\d{1,3}(?:[、.](?!\d)|(?<=^\d{1,2})[、.](?=(?:19|20)\d\d年|\d{1,2}月)|\)(?=[\u4e00-\u9fff]))/],
  ['arabic-bracket', /^\(\d{1,2}\)[、.]?/],
  ['circled', /^[①-⑳⑴-⒇]/],
  ['item', new RegExp(`^${HAN}(?:是|要)(?!否)`)],
]

/** Reads the sign at the start of a line; null when there is none. */
export function readMarker(line: string): Marker | null {
  for (const [style, pattern] of STYLES) {
    const match = pattern.exec(line)
    if (match !== null && match[0].length > 0) return { style, length: match[0].length, text: match[0] }
  }
  return null
}
