import type { Token } from '../tokens/token.ts'
import type { Paragraph } from '../sections/outline.ts'

export type Stop = '。' | ';' | ',' | ':'

/** A stretch between two stops, with the stop that ends it. */
export interface Fragment {
  start: number
  end: number
  stop: Stop
  item: string | null
  /** True when an item's sign opens it. */
  opensItem: boolean
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '《': '》', '“': '”' }
const STOPS: Readonly<Record<string, Stop>> = {
  '。': '。',
  '!': '。',
  '?': '。',
  ';': ';',
  ',': ',',
  ':': ':',
}
const SIGN =
  /^(?:[一二三四五六七八九十]{1,2}(?:是|要)(?!否)|\d{1,2}[.、](?!\d)|\d{1,2}[.、](?=(?:19|20)\d\d年|\d{1,2}月)|\(\d{1,2}\)|[①-⑳⑴-⒇]|\([一二三四五六七八九十]{1,2}\))/
/** 并 that begins an action of its own, and does not merely join two verbs (编制并实施). */
const GOES_ON = /^并(?:与|向|将|对|按|纳入|接入|报|公开|联网|定期|及时)/
const OWN_ACTION = /^,?(?:基本|全面|全部|率先)?(?:完成|建成|实现|启动|达到|淘汰|投运|编制|出台)(?!$|[,。;、])/
/** Nothing that is read takes longer than its length: a clause without stops is cut here. */
const MAX_FRAGMENT = 400

/** The partner of every opening bracket within `start..end`; brackets without a partner are ordinary characters. */
function bracketPairs(norm: string, start: number, end: number): Map<number, number> {
  const pairs = new Map<number, number>()
  const stack: { at: number; closing: string }[] = []
  for (let i = start; i < end; i++) {
    const char = norm[i]!
    const closing = CLOSING[char]
    if (closing !== undefined) stack.push({ at: i, closing })
    else if (char === ')' || char === ']' || char === '》' || char === '”') {
      // A partner further out than this is not looked for, so that the search stays short.
      let from = stack.length - 1
      while (from >= 0 && stack.length - from <= 4 && stack[from]!.closing !== char) from--
      if (from >= 0 && stack.length - from <= 4) {
        pairs.set(stack[from]!.at, i)
        stack.length = from
      }
    }
  }
  return pairs
}

/** Cuts a paragraph at its stops, leaving brackets, quotations and tokens whole. */
export function splitFragments(
  norm: string,
  paragraph: Paragraph,
  tokens: readonly Token[],
  skip: readonly { start: number; end: number }[],
): Fragment[] {
  const skips = new Map(skip.map((one) => [one.start, one.end]))
  const pairs = bracketPairs(norm, paragraph.start, paragraph.end)
  const fragments: Fragment[] = []
  let item = paragraph.item
  let from = paragraph.start
  let tokenAt = 0
  const close = (to: number, stop: Stop): void => {
    let start = from
    let end = to
    while (start < end && /[\s、—·●◆■▲★※-]/.test(norm[start]!)) start++
    while (end > start && /[\s]/.test(norm[end - 1]!)) end--
    const previous = fragments.at(-1)
    let opensItem = false
    if (previous === undefined || previous.stop !== ',') {
      const sign = SIGN.exec(norm.slice(start, Math.min(end, start + 6)))
      if (sign !== null) {
        item = sign[0]
        opensItem = true
        start += sign[0].length
      }
    }
    if (end > start) fragments.push({ start, end, stop, item, opensItem })
    else if (previous !== undefined && stop === '。') previous.stop = '。'
  }
  for (let i = paragraph.start; i < paragraph.end; i++) {
    const skipped = skips.get(i)
    if (skipped !== undefined) {
      if (i > from) close(i, '。')
      i = skipped - 1
      from = skipped
      continue
    }
    while (tokenAt < tokens.length && tokens[tokenAt]!.end <= i) tokenAt++
    const token = tokens[tokenAt]
    if (i - from >= MAX_FRAGMENT) {
      close(i, ',')
      from = i
    }
    if (token !== undefined && token.start === i) {
      i = token.end - 1
      continue
    }
    const partner = pairs.get(i)
    if (partner !== undefined && partner - i <= MAX_FRAGMENT) {
      i = partner
      continue
    }
    if (norm[i] === '并' && i - from >= 6 && GOES_ON.test(norm.slice(i, i + 4))) {
      close(i, ',')
      from = i
      continue
    }
    // 2025年底前完成甲行业、2027年底前完成乙行业改造: each date has its own action.
    const next = tokens[tokenAt]
    if (
      norm[i] === '、' &&
      next?.kind === 'date' &&
      next.start === i + 1 &&
      next.role === 'by' &&
      tokens[tokenAt - 1]?.end !== i &&
      OWN_ACTION.test(norm.slice(next.end, next.end + 5))
    ) {
      close(i, ',')
      from = i + 1
      continue
    }
    // A sign of a list within a line opens the next item.
    if (/[●◆■]/.test(norm[i]!) && i > from) {
      close(i, ';')
      from = i + 1
      continue
    }
    const stop = STOPS[norm[i]!]
    if (stop === undefined) {
      const next = norm[i + 1] ?? ''
      if (/[①-⑳⑴-⒇]/.test(next)) {
        close(i + 1, ';')
        from = i + 1
      }
      continue
    }
    close(i, stop)
    from = i + 1
  }
  close(paragraph.end, '。')
  return fragments
}
