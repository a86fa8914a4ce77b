import type { PlanReading, PlanTarget, PlanTask, ReadPlanOptions } from './contract.ts'
import { isBaseline, readClauses } from './clauses/read-clauses.ts'
import { withoutReports } from './clauses/reports.ts'
import { type Passage, answersOf } from './clauses/answers.ts'
import { readResponsibilities } from './clauses/responsibility.ts'
import { readNumerals } from './numerals/read-numerals.ts'
import { readFrame } from './sections/frame.ts'
import { splitLines } from './sections/lines.ts'
import { readMarker } from './sections/markers.ts'
import { type Paragraph, readOutline } from './sections/outline.ts'
import { findTables } from './tables/blocks.ts'
import { readTable } from './tables/read-tables.ts'
import type { TargetDraft } from './targets/draft.ts'
import { linkRestatements } from './targets/restatements.ts'
import { lendTailDates } from './targets/tail-dates.ts'
import { readTargets } from './targets/read-targets.ts'
import { carryDoers } from './tasks/doers.ts'
import { type TaskDraft, readTasks } from './tasks/read-tasks.ts'
import { type NormalText, normalise, sourceSpan } from './text/normalise.ts'
import { tokenise } from './tokens/tokenise.ts'
import { readWarnings } from './warnings.ts'

/**
 * Reads the text of a Chinese plan into sections, targets, tasks and numerals, each with its exact place in `text`.
 * Any text is read; none throws. Time is linear in its length.
 */
export function readPlan(text: string, options: ReadPlanOptions = {}): PlanReading {
  const normal = normalise(text)
  const { norm } = normal
  const lines = splitLines(norm)
  const frame = readFrame(lines, (line) => {
    const style = readMarker(line.text)?.style
    return style !== undefined && style !== 'item' && style !== 'annex' && style !== 'box'
  })
  const year = options.year ?? frame.year
  const tokens = tokenise(norm, year)

  const blocks = findTables(lines, frame.bodyFrom, frame.bodyTo)
  const inTable = new Set(
    blocks.flatMap((block) => Array.from({ length: block.to - block.from }, (_, i) => block.from + i)),
  )
  const outline = readOutline(lines, frame.bodyFrom, frame.bodyTo, (line) => inTable.has(line))
  const tables = blocks.map((block) =>
    readTable(norm, block, outline.tablePaths.get(block.from) ?? [], tokens, year),
  )

  const passages = passagesOf(
    contentOf(outline.paragraphs, norm).map((paragraph) => ({
      paragraph,
      tails: readResponsibilities(norm, paragraph, tokens),
      answers: null,
    })),
    tables.flatMap((table) =>
      table.paragraphs.map(({ paragraph, answers }) => ({ paragraph, tails: [], answers })),
    ),
  )
  const clauses = withoutReports(
    norm,
    readClauses(
      norm,
      passages.map((one) => one.paragraph),
      tokens,
      year,
      (at) => passages[at]!.tails,
    ),
    year,
  )
  const running = readTargets(norm, clauses, year)
  const answering = answersOf(norm, passages)
  const promised = lendTailDates(norm, clauses, running.drafts, ({ paragraph, end }) =>
    answering(paragraph, end),
  )
  const targets = numberTargets(normal, [...promised, ...tables.flatMap((table) => table.targets)])
  const said = carryDoers(
    clauses.flatMap((clause) =>
      readTasks(norm, clause, answering(clause.paragraph, clause.end), running.byClause.get(clause) ?? []),
    ),
  )
  const inRows = tables.flatMap((table) => table.tasks)
  const tasks = numberTasks(
    normal,
    [...said, ...inRows].sort((a, b) => a.start - b.start),
    targets,
  )
  const baseline = new Set(
    tokens.flatMap((token) => (token.kind === 'date' && isBaseline(norm, token) ? [token.start] : [])),
  )
  const roles = [...running.roles, ...tables.flatMap((table) => table.roles)].sort(
    (a, b) => a.start - b.start,
  )
  return {
    schema: 'qinglan.plan/1',
    file: options.file ?? null,
    ...(options.withText === true ? { text } : {}),
    title: frame.title,
    issuer: frame.issuer,
    issuedOn: frame.issuedOn,
    year,
    sections: outline.sections.map((one) => ({
      path: one.path,
      level: one.level,
      ...sourceSpan(normal, one.start, one.end),
    })),
    targets,
    tasks,
    numerals: readNumerals(normal, tokens, roles, baseline),
    warnings: readWarnings(normal, clauses, targets, roles),
  }
}

function passagesOf(...lists: Passage[][]): Passage[] {
  return lists.flat().sort((a, b) => a.paragraph.start - b.paragraph.start)
}

/** Sections that tell what was, and promise nothing. */
const BACKGROUND =
  /^.{0,8}(?:规划背景|编制背景|背景|重[大要]意义|[工基]作?基础|主要成效|成效|现状|面临(?:的)?形势|形势与挑战|形势|回顾|(?:工作|总体|基本|现状|完成|进展|开展)+情况|工作总结|主要做法|(?:问题|困难)(?:与|和)(?:不足|短板|困难)|存在(?:的)?(?:主要|突出)?问题|主要问题)$|^[^报送调度通公开检查考核]{0,4}20\d\d年[^报送调度通公开检查考核]{0,12}(?:情况|总结|回顾|成效)$/

const PREAMBLE_GOAL =
  /(?:目标(?:是|为|:)|确保|力争|到20\d\d年).{0,60}\d|(?:年底|月底|\d日)前,?[^,。]{0,8}(?:完成|建成|淘汰|整治|新建|新增)/
const PURPOSE = /^为|制定本|现将|印发|近年来|截至|编制本|特制/

/** The paragraphs under headings; where a document has headings, what stands before the first is its preamble, goals with numbers excepted. */
function contentOf(paragraphs: readonly Paragraph[], norm: string): Paragraph[] {
  if (paragraphs.every((one) => one.sectionPath.length === 0)) return [...paragraphs]
  return paragraphs.filter(({ sectionPath, item, start, end }) => {
    if (sectionPath.length === 0 && item !== null) return true
    if (sectionPath.length > 0) return !sectionPath.some((one) => BACKGROUND.test(one))
    const text = norm.slice(start, end)
    return PREAMBLE_GOAL.test(text) && !PURPOSE.test(text)
  })
}

function numberTargets(normal: NormalText, drafts: readonly TargetDraft[]): PlanTarget[] {
  const targets = drafts
    .map(({ clause, ...one }) => ({ ...one, sectionPath: clause.sectionPath, item: clause.item }))
    .sort((a, b) => a.start - b.start)
    .map((one, i): PlanTarget => {
      const span = sourceSpan(normal, one.start, one.end)
      return {
        ...one,
        ...span,
        id: `t${i + 1}`,
        quote: normal.source.slice(span.start, span.end),
        restates: null,
      }
    })
  linkRestatements(targets)
  return targets
}

/** Numbers the tasks and ties each to the targets whose spans it overlaps. Both lists are in order of place. */
function numberTasks(
  normal: NormalText,
  drafts: readonly TaskDraft[],
  targets: readonly PlanTarget[],
): PlanTask[] {
  let from = 0
  return drafts.map(({ clause: _clause, ...one }, i): PlanTask => {
    const span = sourceSpan(normal, one.start, one.end)
    while (from < targets.length && targets[from]!.end <= span.start) from++
    const own: string[] = []
    for (let at = from; at < targets.length && targets[at]!.start < span.end; at++) {
      if (targets[at]!.end > span.start) own.push(targets[at]!.id)
    }
    return {
      ...one,
      ...span,
      id: `k${i + 1}`,
      quote: normal.source.slice(span.start, span.end),
      targets: own,
    }
  })
}
