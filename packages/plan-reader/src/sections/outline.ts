import { ACTION } from '../clauses/vocabulary.ts'
import { type Line, isContentsLine } from './lines.ts'
import { signatureLines } from './signature.ts'
import { type Marker, type MarkerStyle, readMarker } from './markers.ts'

/** A piece of running text under one heading. */
export interface Paragraph {
  start: number
  end: number
  sectionPath: string[]
  /** The sign of a numbered item (1., (2)) that opens the paragraph. */
  item: string | null
  kind: 'text' | 'heading'
}

export interface SectionNode {
  path: string[]
  level: number
  start: number
  end: number
}

export interface Outline {
  sections: SectionNode[]
  paragraphs: Paragraph[]
  /** The headings above each line that belongs to a table. */
  tablePaths: Map<number, string[]>
}

interface Open {
  style: MarkerStyle | 'title'
  title: string
  node: SectionNode
}

const ALWAYS_HEADING: ReadonlySet<MarkerStyle> = new Set([
  'part',
  'chapter',
  'section',
  'box',
  'annex',
  'hanzi',
  'hanzi-bracket',
])
/** Order of the signs where the document itself has not yet shown another. */
const RANK: Readonly<Record<MarkerStyle | 'title', number>> = {
  annex: 0,
  part: 1,
  chapter: 2,
  section: 3,
  hanzi: 4,
  box: 5,
  'hanzi-bracket': 6,
  article: 7,
  dotted: 8,
  arabic: 9,
  title: 10,
  'arabic-bracket': 11,
  circled: 12,
  item: 13,
}
const MAX_HEADING = 60
const MAX_LEAD = 40
const STRIP = /[。.;:,、]+$/

interface Split {
  /** Length of the heading within the line, sign included; 0 when the line is no heading. */
  heading: number
  title: string
}

/** Where a signed line's heading ends: the whole line, or its first short sentence. */
function splitHeading(line: string, marker: Marker, nextIsDeeper: boolean): Split {
  if (marker.style === 'item') return NO_HEADING
  const named = namedHeading(line, marker)
  if (named !== null) return named
  const stop = firstStop(line, marker.length)
  if (stop < 0 || stop === line.length - 1) return wholeLine(line, marker, stop < 0, nextIsDeeper)
  if (isOnlyTail(line.slice(stop + 1))) return NO_HEADING
  const first = line.slice(0, stop)
  const body = first.slice(marker.length)
  const commas = body.match(/,/g)?.length ?? 0
  if (body.length > MAX_LEAD || body.length === 0 || /[;:]/.test(body) || commas > 1) return NO_HEADING
  if (
    /\d/.test(body) &&
    /%|以[上下内]|不低于|不高于|不超过|达到|降至|控制在|年底|月底|\d(?:个|家|座|公里)/.test(body)
  )
    return NO_HEADING
  if (BINDS.test(body)) return NO_HEADING
  return { heading: stop + 1, title: first.replace(STRIP, '') }
}

/** A date or a ban at the head of an item is its first promise, no title. */
const BINDS =
  /^(?:自|从|在)?20\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|底?前)|\d月(?:底|份|\d{1,2}日)?前|禁止|严禁|不得|一律|必须|应当|百分之/

/** Titles that name a part of any plan. */
const NAMES_PART = /(?:措施|目标|任务|要求|保障|原则|思路|安排|要点|内容|实施|分工|附则)$/
/** A measured promise is what is said, not what heads it. */
const PROMISE = /\d(?:\.\d+)?(?:%|个|家|座|微克|公里|亩|吨|万|条|处)/
const NO_HEADING: Split = { heading: 0, title: '' }
const SIGN_ALONE: ReadonlySet<MarkerStyle> = new Set(['annex', 'box', 'chapter'])

/** A short name before a colon, with the text after it: 一、工作目标:到2025年…. */
function namedHeading(line: string, marker: Marker): Split | null {
  const name = /^[\u4e00-\u9fff、“”()]{2,16}(?=:.{6})/.exec(line.slice(marker.length))?.[0]
  if (name === undefined || SIGN_ALONE.has(marker.style) || /(?:单位|部门|时限|包括|如下|要)$/.test(name))
    return null
  return { heading: marker.length + name.length + 1, title: line.slice(0, marker.length + name.length) }
}

function wholeLine(line: string, marker: Marker, open: boolean, nextIsDeeper: boolean): Split {
  const whole = line.replace(STRIP, '')
  if (whole.length > MAX_HEADING || /;|:.{4}/.test(whole.slice(marker.length))) return NO_HEADING
  if (whole.length === marker.length && !SIGN_ALONE.has(marker.style)) return NO_HEADING
  const heading: Split = { heading: line.length, title: whole }
  if (line.endsWith(';') || (PROMISE.test(whole) && !nextIsDeeper)) return NO_HEADING
  // Several clauses, measured or ended as sentences are, say something of their own.
  const commas = whole.match(/,/g)?.length ?? 0
  if ((PROMISE.test(whole) && (commas > 0 || line.endsWith('。'))) || (commas > 1 && line.endsWith('。')))
    return NO_HEADING
  if (nextIsDeeper) return heading
  return ALWAYS_HEADING.has(marker.style) && (open || whole.length <= 24) ? heading : NO_HEADING
}

/** After its first sentence a line holds nothing but who answers for it. */
function isOnlyTail(rest: string): boolean {
  return /^[([][^()[\]]*(?:\([^()]*\)[^()[\]]*)*[)\]][。;]?$/.test(rest.slice(0, 200))
}

function firstStop(line: string, from: number): number {
  let depth = 0
  for (let i = from; i < line.length; i++) {
    const char = line[i]!
    if (char === '(' || char === '[' || char === '《') depth++
    else if (char === ')' || char === ']' || char === '》') depth = Math.max(0, depth - 1)
    else if (char === '。' && depth === 0) return i
  }
  return -1
}

/** Length of an unsigned paragraph's title sentence (推进扬尘管控。), stop included; 0 when it has none. */
function leadSentence(line: string): number {
  const stop = line.indexOf('。')
  if (stop < 3 || stop > 36 || stop === line.length - 1) return 0
  const first = line.slice(0, stop)
  if (isOnlyTail(line.slice(stop + 1))) return 0
  return /[,;:%|]|\d|^[一二三四五六]是|^(?:各|本|到|对)|禁止|严禁|不得|一律|必须/.test(first) ? 0 : stop + 1
}

/** Lines that pages set around or between the lines of a document. */
const PAGE_LINE =
  /^[-—–]+\d{1,4}[-—–]+$|^(?:第\d{1,4}页(?:共\d{1,4}页)?$|https?:|\[节选|来源:|原标题:|欢迎(?:您)?(?:访问|光临)|TOP$|(?:发布|更新|成文)?(?:时间|日期):|作者:|编译者?:|编辑:|(?:当前位置|您(?:当前|现在)?(?:所在)?的?位置|首页)[:>》\]\s]|(?:首页|网站首页|政务公开|信息公开|政策文件|通知公告|>)$|热度:|浏览|字号|点击|索引号|文号:|发文(?:机关|字号):|主题分类|公开方式|信息来源|分享到)/
/** What stands below a table or at the end of a notice, and promises nothing. */
const NOTE_LINE =
  /^附:[^。;]{2,60}$|^[([]?(?:注|备注|说明|填表说明|联系人|联系电话|联系方式|电话|传真|电子邮箱|邮箱)(?:[::\d]|\d?[.、])/
/** The list of annexes at the end of a notice: 附件:1.某表. */
const ANNEX_LIST = /^(?:附件|附表|附录|附)(?::|$)/
const ITEM_FOLLOWS = /^(?:一是|一要)/

/** The name of an annex on the line below its sign. */
function isAnnexTitle(above: Line | undefined, line: Line): boolean {
  const marker = above === undefined ? null : readMarker(above.text)
  return (
    marker?.style === 'annex' &&
    marker.length === above!.text.length &&
    line.text.length <= MAX_LEAD &&
    !/[。;,:]/.test(line.text)
  )
}

/** Whether unsigned paragraphs of one section are titled by their first sentences: nearly all must have one. */
function titledParagraphs(lines: readonly Line[], from: number, to: number): boolean {
  let titled = 0
  let all = 0
  for (let i = from; i < to; i++) {
    const text = lines[i]!.text
    if (text.length < 20) continue
    all++
    const lead = leadSentence(text)
    if (lead > 0) titled += ITEM_FOLLOWS.test(text.slice(lead)) ? 3 : 1
  }
  return all > 0 && titled >= all * 0.75 && titled >= 2
}

/** Builds the tree of sections and the paragraphs under them. `isTable` lines are left out: tables have their own reader. */
export function readOutline(
  lines: readonly Line[],
  from: number,
  to: number,
  isTable: (index: number) => boolean,
): Outline {
  const sections: SectionNode[] = []
  const paragraphs: Paragraph[] = []
  const tablePaths = new Map<number, string[]>()
  const open: Open[] = []
  const path = (): string[] => open.map((one) => one.title)

  const push = (style: Open['style'], title: string, start: number, end: number): void => {
    const same = open.findIndex((one) => one.style === style)
    if (same >= 0) open.length = same
    else while (open.length > 0 && RANK[open.at(-1)!.style] > RANK[style]) open.pop()
    const node: SectionNode = { path: [...path(), title], level: open.length + 1, start, end }
    open.push({ style, title, node })
    sections.push(node)
  }
  const grow = (end: number): void => {
    for (const one of open) one.node.end = end
  }

  const signed = signatureLines(lines, from, to)
  let titled = false
  let inAnnexList = false
  for (let i = from; i < to; i++) {
    const line = lines[i]!
    if (isTable(i)) {
      tablePaths.set(i, path())
      grow(line.end)
      continue
    }
    if (signed.has(i) || isContentsLine(line.text)) continue
    const marker = readMarker(line.text)
    if (marker !== null) {
      inAnnexList =
        marker.style === 'annex' ? ANNEX_LIST.test(line.text) : inAnnexList && marker.style === 'arabic'
      if (inAnnexList && !/[。;]/.test(line.text)) continue
      const next = lines[i + 1]
      const nextMarker = next === undefined || i + 1 >= to || isTable(i + 1) ? null : readMarker(next.text)
      const nextIsDeeper =
        next !== undefined &&
        i + 1 < to &&
        (isTable(i + 1) ||
          (nextMarker === null ? next.text.length > 12 : RANK[nextMarker.style] > RANK[marker.style]))
      const split = splitHeading(line.text, marker, nextIsDeeper)
      if (split.heading > 0) {
        push(marker.style, split.title, line.start, line.end)
        // A heading with nothing under it is itself what is to be done.
        const bare = split.heading === line.text.length && !nextIsDeeper
        const says =
          bare && !SIGN_ALONE.has(marker.style) && ACTION.test(split.title) && !NAMES_PART.test(split.title)
        paragraphs.push({
          start: line.start + (says ? marker.length : 0),
          end: line.start + split.heading,
          sectionPath: path(),
          item: null,
          kind: says ? 'text' : 'heading',
        })
        if (split.heading < line.text.length) {
          paragraphs.push({
            start: line.start + split.heading,
            end: line.end,
            sectionPath: path(),
            item: null,
            kind: 'text',
          })
        }
        let stop = i + 1
        while (stop < to && !isTable(stop) && readMarker(lines[stop]!.text) === null) stop++
        titled = titledParagraphs(lines, i + 1, stop)
      } else {
        const deep = RANK[marker.style]
        while (open.length > 0 && RANK[open.at(-1)!.style] >= deep && open.at(-1)!.style !== 'title')
          open.pop()
        const keepSign = marker.style !== 'item'
        paragraphs.push({
          start: line.start + (keepSign ? marker.length : 0),
          end: line.end,
          sectionPath: path(),
          item: keepSign ? marker.text : null,
          kind: 'text',
        })
      }
      grow(line.end)
      continue
    }
    if (isAnnexTitle(lines[i - 1], line)) continue
    if (PAGE_LINE.test(line.text) || NOTE_LINE.test(line.text)) continue
    if (i + 1 < to && isTable(i + 1) && line.text.length <= 40 && !/[。;]/.test(line.text)) continue
    const lead = titled
      ? leadSentence(line.text)
      : ITEM_FOLLOWS.test(line.text.slice(leadSentence(line.text)))
        ? leadSentence(line.text)
        : 0
    if (lead > 0) {
      push('title', line.text.slice(0, lead).replace(STRIP, ''), line.start, line.end)
      paragraphs.push({
        start: line.start,
        end: line.start + lead,
        sectionPath: path(),
        item: null,
        kind: 'heading',
      })
    }
    paragraphs.push({
      start: line.start + lead,
      end: line.end,
      sectionPath: path(),
      item: null,
      kind: 'text',
    })
    grow(line.end)
  }
  return { sections, paragraphs, tablePaths }
}
