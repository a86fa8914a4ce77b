import { topLevelParts } from '../targets/subject.ts'

interface At {
  start: number
  end: number
}

const PROJECT =
  /(?:项目|工程|[厂场站]|终端|中心|制度|基地|体系|填埋场)(?:\([^)]*\))?(?:建设|运行|改造|等|项目|工程|任务|工作)*$/
const MIN_PART = 6
const TAIL = /,[^,]{0,24}(?:完成|建成|到位|投运|竣工|完工)$/

/** Joined projects under one verb are a task each: 推进甲填埋场、乙处置项目、丙焚烧项目建设. */
function projects(text: string, start: number): At[] {
  const body = text.replace(TAIL, '')
  if (!body.includes('、')) return []
  const parts = topLevelParts(body, /^、/)
  if (parts.length < 2 || parts.some((part) => part.length < MIN_PART || !PROJECT.test(part))) return []
  const spans: At[] = []
  let at = start
  for (const part of parts) {
    spans.push({ start: at, end: at + part.length })
    at += part.length + 1
  }
  return spans
}

/** Promises of one clause that have stretches of their own (A 2万吨/年、B 6万吨/年) are a task each. */
function promises(clause: At, targets: readonly At[]): At[] {
  const spans: At[] = []
  // Parts in brackets stand within the promise of the whole clause.
  const whole = targets.find((one) => one.start <= clause.start && one.end >= clause.end)
  if (whole !== undefined) return []
  for (const one of targets) {
    const last = spans.at(-1)
    if (one.start < clause.start || one.end > clause.end || one.end - one.start >= clause.end - clause.start)
      continue
    if (last === undefined || one.start >= last.end) spans.push({ start: one.start, end: one.end })
  }
  return spans.length > 1 ? spans : []
}

/** The stretches of a clause that are tasks of their own; the clause itself when it is one task. */
export function taskParts(norm: string, clause: At & { contentStart: number }, targets: readonly At[]): At[] {
  const own = promises(clause, targets)
  if (own.length > 1) return own
  const listed = projects(norm.slice(clause.contentStart, clause.end), clause.contentStart)
  if (listed.length < 2) return [{ start: clause.start, end: clause.end }]
  return [{ start: clause.start, end: listed[0]!.end }, ...listed.slice(1)]
}
