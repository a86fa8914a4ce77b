import { WHOLE_AREA } from '../clauses/vocabulary.ts'
import { HEAD_END, PURE_HEAD } from './indicators.ts'

const LEADING =
  /^(?:[,、;:\s]|并且|并|且|同时|以及|其中|此外|一是|力争|争取|确保|努力|推动|推进|促进|使|实现|保持|到|至|截至|均|分别|要|应|须|必须|原则上|基本|以上|以下|以内|及|和|与|将|对|全力|年内|期间|末|底|前)+/
const TRAILING =
  /(?:的|总体|全部|均|都|要|应|须|需|必须|应当|分别|各|力争|争取|确保|努力|稳定|保持|达到|达|控制|在|为|是|至|到|奋斗目标|约束性目标|预期目标|奋斗|目标值?|同比|较|比|相比|上年同期|上年|去年|同期|以来|累计|总计|合计|共|完成|实现|[:,、(])+$/
const COMPARISON =
  /(?:,)?(?:与|较|比|相较于?|对比|在)?(?:20\d\d年(?:度|底|末)?|上年(?:度|同期)?|去年(?:同期)?|上一年|“?十[一二三四五]五”?(?:期)?末)(?:同期)?(?:相比)?(?:基础上)?(?:,)?/g

/** Takes the frame words off a phrase, leaving the name of what is counted or measured. */
export function bareSubject(text: string): string {
  let subject = text
    .replaceAll(COMPARISON, '')
    .replace(/^[^(]*\)/, (found) => (found.includes('(') ? found : ''))
  for (let round = 0; round < 4; round++) {
    const next = subject.replace(LEADING, '').replace(TRAILING, '')
    if (next === subject) break
    subject = next
  }
  return subject.replace(/^[^(]{0,3}\)/, '')
}

/** The words for the whole area at the head of a phrase. */
export function leadingScope(text: string): string | null {
  return WHOLE_AREA.exec(text.replace(LEADING, ''))?.[0] ?? null
}

export function withoutScope(text: string): string {
  return text.replace(WHOLE_AREA, '').replace(/^(?:的|各|范围内)/, '')
}

const CONJUNCTION = /、|和|及(?!时|其)|与|以及/

function topLevelParts(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (/[(《“[]/.test(char)) depth++
    else if (/[)》”\]]/.test(char)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && CONJUNCTION.test(char)) {
      const wide = text.startsWith('以及', i - 1) && char === '及'
      parts.push(text.slice(from, wide ? i - 1 : i))
      from = i + 1
    }
  }
  parts.push(text.slice(from))
  return parts
}

const PLACE = /^[\u4e00-\u9fff]{1,8}?(?:市|县|区|旗|省|州|盟|镇|乡|街道)/

/** Splits A、B和C浓度 into its members, each with the shared head noun; one member when it does not divide cleanly. */
export function splitSubjects(text: string, wanted: number | null): string[] {
  const whole = [text]
  const parts = topLevelParts(text)
  if (parts.length < 2) return whole
  const last = parts.at(-1)!
  if (wanted !== null && parts.length === wanted) return lendHead(parts, last)
  if (wanted !== null) return whole
  if (/等/.test(text) || parts.some((part) => part.length < 2)) return whole
  const joined = last.indexOf('的')
  if (joined >= 0 && !PURE_HEAD.test(last.slice(joined + 1))) return whole
  if (parts.slice(0, -1).some((part) => part.includes('的'))) return whole
  const head = HEAD_END.exec(last)?.[0]
  if (head === undefined || head === last) return whole
  return lendHead(parts, last)
}

function lendHead(parts: string[], last: string): string[] {
  const places = parts.every((part) => PLACE.test(part))
  const place = PLACE.exec(last)?.[0]
  const head =
    places && place !== undefined && place.length < last.length
      ? last.slice(place.length)
      : (HEAD_END.exec(last)?.[0] ?? '')
  const own = head === '' ? '' : head.replace(/^的/, '')
  return parts.map((part, i) =>
    i === parts.length - 1 || HEAD_END.test(part) || own === '' ? part : `${part}${places ? head : own}`,
  )
}
