import type { PlanReading, PlanTarget, PlanTask, ReadPlanOptions } from './contract.ts'
import { isBaseline, readClauses } from './clauses/read-clauses.ts'
import { type Responsibility, readResponsibilities } from './clauses/responsibility.ts'
import { readNumerals } from './numerals/read-numerals.ts'
import { readFrame } from './sections/frame.ts'
import { splitLines } from './sections/lines.ts'
import { readMarker } from './sections/markers.ts'
import { type Paragraph, readOutline } from './sections/outline.ts'
import { linkRestatements } from './targets/restatements.ts'
import { readTargets } from './targets/read-targets.ts'
import { documentsIn } from './tasks/documents.ts'
import { readTask } from './tasks/read-tasks.ts'
import { readTables } from './tables/read-tables.ts'
import { normalise, sourceSpan } from './text/normalise.ts'
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
  const tables = readTables(norm, lines, frame.bodyFrom, frame.bodyTo, tokens, year)
  const outline = readOutline(lines, frame.bodyFrom, frame.bodyTo, tables.isTable)
  const paragraphs = contentOf(outline.paragraphs)
  const tails = paragraphs.map((paragraph) => readResponsibilities(norm, paragraph, tokens))
  const clauses = readClauses(
    norm,
    paragraphs,
    tokens,
    year,
    (paragraph) => tails[paragraphs.indexOf(paragraph)] ?? [],
  )
  const running = readTargets(norm, clauses, year)

  const targets: PlanTarget[] = [...running.drafts, ...tables.targets(outline.sections)]
    .map(({ clause, ...one }) => ({ ...one, sectionPath: clause.sectionPath, item: clause.item }))
    .sort((a, b) => a.start - b.start)
    .map((one, i) => {
      const span = sourceSpan(normal, one.start, one.end)
      return { ...one, ...span, id: `t${i + 1}`, quote: text.slice(span.start, span.end), restates: null }
    })
  linkRestatements(targets)

  const answering = answersOf(paragraphs, tails)
  const tasks: PlanTask[] = []
  const drafts = clauses.flatMap(
    (clause) =>
      readTask(norm, clause, answering(clause.paragraph, clause.end), documentsIn(norm, clause.tokens)) ?? [],
  )
  for (const { clause: _clause, ...one } of [...drafts, ...tables.tasks(outline.sections)].sort(
    (a, b) => a.start - b.start,
  )) {
    const span = sourceSpan(normal, one.start, one.end)
    tasks.push({
      ...one,
      ...span,
      id: `k${tasks.length + 1}`,
      quote: text.slice(span.start, span.end),
      targets: [],
    })
  }
  linkTasks(tasks, targets)

  const baseline = new Set(
    tokens.flatMap((token) => (token.kind === 'date' && isBaseline(norm, token) ? [token.start] : [])),
  )
  const roles = [...running.roles, ...tables.roles].sort((a, b) => a.start - b.start)
  const numerals = readNumerals(normal, tokens, roles, baseline)
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
    numerals,
    warnings: readWarnings(normal, clauses, targets, roles),
  }
}

/** The paragraphs under headings; where a document has headings, what stands before the first is its preamble. */
function contentOf(paragraphs: readonly Paragraph[]): Paragraph[] {
  return paragraphs.some((one) => one.sectionPath.length > 0)
    ? paragraphs.filter((one) => one.sectionPath.length > 0)
    : [...paragraphs]
}

/** A tail answers for what stands before it, back to the tail or the heading before; a line of its own for the paragraph above. */
function answersOf(
  paragraphs: readonly Paragraph[],
  tails: readonly Responsibility[][],
): (paragraph: number, at: number) => Responsibility[] {
  return (paragraph, at) => {
    const own = tails[paragraph]!.filter((tail) => tail.start >= at)
    if (own.length > 0) return [own[0]!]
    const next = paragraphs[paragraph + 1]
    const below = tails[paragraph + 1]
    if (next === undefined || below?.length !== 1) return []
    return below[0]!.start === next.start && below[0]!.end === next.end ? [below[0]!] : []
  }
}

/** Ties each task to the targets whose spans it overlaps. Both lists are in order of place. */
function linkTasks(tasks: PlanTask[], targets: readonly PlanTarget[]): void {
  let from = 0
  for (const task of tasks) {
    while (from < targets.length && targets[from]!.end <= task.start) from++
    for (let i = from; i < targets.length && targets[i]!.start < task.end; i++) {
      if (targets[i]!.end > task.start) task.targets.push(targets[i]!.id)
    }
  }
}
