import type { PlanReading } from '@qinglan/plan-reader'
import Type from 'typebox'
import { allocationsOf } from '../../campaign/allocations/allocations.ts'
import { board } from '../../campaign/board/board.ts'
import { campaignGaps } from '../../campaign/gaps.ts'
import { listTasks } from '../../campaign/tasks/list-tasks.ts'
import { targetDetail } from '../../campaign/targets/target-detail.ts'
import { compare } from '../compare.ts'
import { check, type Finding, type Handlers, type Stage } from '../handlers.ts'
import { campaignOf, targetId } from './campaign.ts'

const ByCode = Type.Record(Type.String(), Type.Unknown())

const boardNow = async (stage: Stage) =>
  board(stage.db, stage.indicators, { campaignId: await campaignOf(stage), at: stage.clock })

/** For each code that is named, what it expects against what came. */
async function compareByCode(
  expected: Readonly<Record<string, unknown>>,
  actual: (code: string) => unknown,
): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [code, wanted] of Object.entries(expected))
    findings.push(...compare(code, wanted, await actual(code)))
  return findings
}

/** What a person would see on the board, the target page, the task list and the list of gaps. */
export const campaignChecks: Handlers = {
  given: {},
  when: {},
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {
    state: check(ByCode, async (stage, expected) => {
      const { rows } = await boardNow(stage)
      return compareByCode(expected, (code) => rows.find((r) => r.code === code)?.state)
    }),
    row: check(ByCode, async (stage, expected) => {
      const { rows } = await boardNow(stage)
      return compareByCode(expected, (code) => rows.find((r) => r.code === code))
    }),
    counts: check(ByCode, async (stage, expected) =>
      compare('counts', expected, (await boardNow(stage)).counts),
    ),
    detail: check(ByCode, (stage, expected) =>
      compareByCode(expected, async (code) =>
        targetDetail(stage.db, stage.indicators, { targetId: await targetId(stage, code), at: stage.clock }),
      ),
    ),
    breakdown: check(ByCode, (stage, expected) =>
      compareByCode(expected, async (code) => {
        const { allocations, check } = await allocationsOf(stage.db, await targetId(stage, code))
        const shares = Object.fromEntries(allocations.map((a) => [a.holder.id, a.value]))
        return { ...check, shares, without: check.without.map((w) => w.id) }
      }),
    ),
    tasks: check(ByCode, async (stage, expected) => {
      const { rows } = await listTasks(stage.db, { campaignId: await campaignOf(stage), at: stage.clock })
      return compareByCode(expected, (code) => rows.find((r) => r.code === code))
    }),
    /** Tasks due on a day: how many, and in which states. */
    'tasks due': check(ByCode, async (stage, expected) => {
      const { rows } = await listTasks(stage.db, { campaignId: await campaignOf(stage), at: stage.clock })
      return compareByCode(expected, (day) => {
        const due = rows.filter((r) => r.deadline === day)
        const states: Record<string, number> = {}
        for (const { state } of due) states[state] = (states[state] ?? 0) + 1
        return {
          number: due.length,
          daysLeft: due[0]?.daysLeft,
          open: due.filter((r) => r.share < 1).length,
          states,
        }
      })
    }),
    'numbers missing': check(Type.Array(Type.String()), async (stage, expected) => {
      const { numbers } = await campaignGaps(stage.db, await campaignOf(stage))
      return compare(
        '',
        expected,
        numbers.filter((n) => n.missing).map((n) => n.code),
      )
    }),
    'without unit': check(Type.Array(Type.String()), async (stage, expected) => {
      const { withoutUnit } = await campaignGaps(stage.db, await campaignOf(stage))
      return compare(
        '',
        expected,
        withoutUnit.map((t) => t.code),
      )
    }),
    'task book': check(ByCode, async (stage, expected) =>
      compare('', expected, stage.notes.get('task book')),
    ),
    reading: check(ByCode, async (stage, expected) =>
      compare('', expected, readingFacts(stage.notes.get('reading') as PlanReading)),
    ),
    'imported tasks': check(ByCode, async (stage, expected) => {
      const { rows } = await listTasks(stage.db, { campaignId: await campaignOf(stage), at: stage.clock })
      return compareByCode(expected, (title) => rows.find((r) => r.title.zh.includes(title)))
    }),
    imported: check(ByCode, async (stage, expected) => {
      const { rows } = await boardNow(stage)
      return compareByCode(expected, (subject) => rows.find((r) => r.subject.zh.includes(subject)))
    }),
  },
}

/** Counts of a reading, and the digits of the text that nothing speaks of: neither a target nor a stated role. */
function readingFacts({ targets, tasks, numerals, sections, text = '' }: PlanReading) {
  const spoken = (at: number): boolean => numerals.some((n) => n.start <= at && at < n.end)
  return {
    targets: targets.length,
    tasks: tasks.filter((t) => t.role === 'task').length,
    sections: sections.length,
    restated: targets.filter((t) => t.restates !== null).length,
    roles: Object.fromEntries(numerals.map((n) => [n.text, n.role])),
    unspokenDigits: [...text.matchAll(/\d/g)].filter((m) => !spoken(m.index)).length,
  }
}
