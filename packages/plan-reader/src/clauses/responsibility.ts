import type { Paragraph } from '../sections/outline.ts'
import { within } from '../tokens/slice.ts'
import type { Token } from '../tokens/token.ts'

/** Who answers for the clauses before it: (责任单位:…;完成时限:…), [某局牵头,某局配合]. */
export interface Responsibility {
  start: number
  end: number
  lead: string[]
  support: string[]
  deadline: string | null
}

const LABEL =
  /(?:牵头(?:单位|部门|领导)?|责任(?:单位|部门|人|领导)|主要责任(?:单位|部门)|实施(?:单位|主体)|负责(?:单位|部门)|落实单位)(?=:)/
const SUPPORT_LABEL = /(?:配合|参与|参加|协助|协同)(?:单位|部门)?(?=:)/
const TIME_LABEL = /(?:完成)?(?:时限|时间|期限)(?:要求)?(?=:)/
const IS_TAIL =
  /牵头|责任单位|责任部门|责任领导|责任人:|(?:等|府|局|委|厅|办|部门|单位|区|县|市|会|会\)|\))负责|(?:等|府|局|委|厅|办|部|部门|单位|会)(?:按职责)?(?:指导|督导)(?=[,;)\]])|配合|参与|(?:完成)?时限:|(?:职责|职能)(?:范围|分工)*(?:分别|共同)?(?:负责|落实)/
const LINE_TAIL =
  /^[([]?(?:牵头|责任|配合|参与|完成时限|时限要求|负责|主要责任|实施)(?:单位|部门|主体|领导|人)?(?:要求)?:/

/** A tail without brackets at the end of its paragraph: …。责任单位:某局. */
const OPEN_TAIL = /([。;])(?:牵头|责任|配合|完成时限|主要责任|实施)(?:单位|部门|主体)?:[^。]{2,200}。?$/

const OFFICE_NAME =
  '[^,。;、\\d]{1,16}(?:局|委|办|厅|政府|部门|单位|管委会|中心|公司|支队|乡镇|街道|\\(街道\\)|镇|部|院)'
const OFFICES_DO = `${OFFICE_NAME}(?:、${OFFICE_NAME}){0,12}(?:等)?(?:按(?:照)?职责(?:分工)?)?(?:分别|共同)?(?:牵头|负责|配合|参与|落实|协助)`
/** A last sentence that says only who does it: …。甲局牵头,乙局、丙局配合。 */
const SENTENCE_TAIL = new RegExp(`([。;])${OFFICES_DO}(?:,${OFFICES_DO}){0,3}。?$`)

/** [市生态环境局、市公安局]: nothing but who answers. */
const UNITS_ALONE =
  /^[([](?:[^,。;()[\]、]{2,14}(?:局|委|办|厅|政府|管委会|支队|中心|公司|集团|街道|镇)[、,;]?){1,12}[)\]]$/

const CUT_OFF = /^[([][^。]*(?:牵头|责任单位|配合)/

function balanced(text: string): boolean {
  return (text.match(/[([]/g)?.length ?? 0) === (text.match(/[)\]]/g)?.length ?? 0)
}

const DUTY =
  /(?:(?:按|根据|依据)(?:照)?(?:各自)?(?:部门)?(?:职责|职能)(?:范围|分工)*|分工|分别|共同|按职责|具体)*(?:牵头|负责|配合|参与|参加|落实|协助|协同|实施|组织|指导|督导)+(?:落实|负责|实施)*$/
const HELPS = /(?:配合|参与|参加|协助|协同|指导|督导)(?:落实|实施|做好)?$/

function units(text: string): string[] {
  return text
    .replace(DUTY, '')
    .replace(/等(?:有关|相关)?(?:部门|单位)?(?:按(?:照)?职责分工)?$/, '')
    .replace(/(?:按(?:照)?(?:各自)?职责(?:分工)?|分别|共同)$/, '')
    .split(/[、,;](?![^(]*\))|(?<=[局委厅办])和|(?<=[局委厅办])会同/)
    .map((name) =>
      name
        .replace(/^(?:由|市级|各)?(?=由)/, '')
        .replaceAll(/^[:由]|[。.]$/g, '')
        .replace(/(?:牵头|配合|参与|负责|落实|协助)+$/, ''),
    )
    .filter((name) => name.length >= 2 && name.length <= 30)
}

/** What is no unit: 以下均需各乡镇负责落实,不再列出. */
const REMARK = /^(?:以下|下同|不再|均需|区政府无|长期|持续|常年|全年|每年|逐年)/

/** Sorts the names of a tail's pieces by the word or the label that goes with them. */
export function sortNames(inner: string): { lead: string[]; support: string[] } {
  const lead: string[] = []
  const support: string[] = []
  let labelled: string[] | null = null
  let waiting: string[] = []
  for (const part of inner.split(/[;。\n,](?![^(]*\))/)) {
    if (TIME_LABEL.test(part) || REMARK.test(part) || /\d/.test(part.replaceAll(/\([^)]*\)/g, ''))) continue
    const colon = part.lastIndexOf(':')
    if (colon >= 0) {
      labelled = SUPPORT_LABEL.test(part) ? support : LABEL.test(part) ? lead : labelled
      ;(labelled ?? lead).push(...units(part.slice(colon + 1)))
      continue
    }
    const names = units(part)
    const kind = HELPS.test(part) ? support : DUTY.test(part) ? lead : labelled
    if (kind === null) waiting.push(...names)
    else {
      kind.push(...waiting, ...names)
      waiting = []
    }
  }
  if (lead.length > 0) support.push(...waiting)
  else if (support.length === 0) lead.push(...waiting)
  return { lead, support }
}

function readParts(
  text: string,
  tokens: readonly Token[],
  start: number,
  end: number,
): Responsibility | null {
  const inner = text
    .replace(/^[([]/, '')
    .replace(/[)\]]$/, '')
    .replace(/[。;,]?(?:以下|下同).*$/s, '')
  const { lead, support } = sortNames(inner)
  const deadline = deadlineIn(text, tokens, start, end)
  return lead.length + support.length === 0 && deadline === null
    ? null
    : { start, end, lead, support, deadline }
}

/** The last date of a tail that says by when: 完成时限:…, …前完成. */
function deadlineIn(text: string, tokens: readonly Token[], start: number, end: number): string | null {
  for (const token of [...within(tokens, start, end)].reverse()) {
    if (token.kind !== 'date' || token.iso === null || token.role === 'start') continue
    if (token.role !== null || TIME_LABEL.test(text) || text.startsWith('完成', token.end - start))
      return token.iso
  }
  return null
}

/** Finds the responsibility tails of a paragraph, in brackets or as the whole line. */
export function readResponsibilities(
  norm: string,
  paragraph: Paragraph,
  tokens: readonly Token[],
): Responsibility[] {
  const found: Responsibility[] = []
  const text = norm.slice(paragraph.start, paragraph.end)
  const inner = within(tokens, paragraph.start, paragraph.end)
  if (LINE_TAIL.test(text)) {
    const read = readParts(text, inner, paragraph.start, paragraph.end)
    if (read !== null) return [read]
  }
  const open = OPEN_TAIL.exec(text) ?? SENTENCE_TAIL.exec(text)
  if (open !== null && open.index > 0 && balanced(open[0])) {
    const from = paragraph.start + open.index + open[1]!.length
    const read = readParts(open[0].slice(open[1]!.length), inner, from, paragraph.end)
    if (read !== null) found.push(read)
  }
  const stack: number[] = []
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (char === '(' || char === '[') stack.push(i)
    else if ((char === ')' || char === ']') && stack.length > 0) {
      const from = stack.pop()!
      if (stack.length > 0 || i - from < 5) continue
      const piece = text.slice(from, i + 1)
      if (!(IS_TAIL.test(piece) || UNITS_ALONE.test(piece)) || !isAtEnd(text, from, i + 1)) continue
      const read = readParts(piece, inner, paragraph.start + from, paragraph.start + i + 1)
      if (read !== null) found.push(read)
    }
  }
  // A text cut off within its last tail.
  const unclosed = stack[0]
  if (unclosed !== undefined && text.length - unclosed <= 160 && CUT_OFF.test(text.slice(unclosed))) {
    const read = readParts(text.slice(unclosed), inner, paragraph.start + unclosed, paragraph.end)
    if (read !== null) found.push(read)
  }
  return found
}

function isAtEnd(text: string, from: number, at: number): boolean {
  return at >= text.length || /[。;\s([]/.test(text[at]!) || /[。;]/.test(text[from - 1] ?? '')
}
