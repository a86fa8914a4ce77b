import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import { loadGates } from '../definitions/definition-store.ts'
import type { CompiledGate, GateVerdict } from '../engine/gates.ts'
import { askGates, openGates, type Proposal } from './ask-gates.ts'

/** What is about to happen to an entity in its register. */
export interface Happening {
  readonly stateBefore: string | null
  readonly leaving?: boolean
}

/** Is a gate on guard when this happens? */
function guards({ definition }: CompiledGate, proposal: Proposal, happening: Happening): boolean {
  const on = definition.guards
  if (!on) return false
  if (happening.leaving) return on.leaving === true
  const reached = proposal.state !== happening.stateBefore ? (proposal.state ?? null) : null
  return on.saving === true || (reached !== null && (on.states ?? []).includes(reached))
}

const inBrackets = (why: string | null): string => (why === null ? '' : ` (${why})`)

/** @throws QinglanError `conflict` with what refuses, or what could not be known */
function refuse({ verdict, findings }: GateVerdict): void {
  if (verdict === 'allowed') return
  const refusing = findings.filter((f) => f.effect === 'refuse')
  throw new QinglanError(
    'conflict',
    {
      zh: refusing.map((f) => `${f.title.zh}〔${f.clause}〕${inBrackets(f.why)}`).join(';'),
      en: refusing.map((f) => `${f.title.en} [${f.clause}]${inBrackets(f.why)}`).join('; '),
    },
    refusing,
  )
}

/** Refuses what a guarding gate does not allow; what it cannot know, it does not allow. */
export async function guardEntity(db: Db, proposal: Proposal, happening: Happening): Promise<void> {
  const all = await loadGates(db, proposal.kind, proposal.on)
  const gates = all.filter((g) => guards(g, proposal, happening))
  if (gates.length > 0) refuse(await askGates(db, proposal, gates))
}

/** The gates that guard a kind on a day; null when they look at the kind itself, so that each entity must be seen before the next is asked about. */
export async function gatesForMany(db: Db, kind: string, on: string): Promise<CompiledGate[] | null> {
  const gates = (await loadGates(db, kind, on)).filter((g) => g.definition.guards)
  return gates.some((g) => g.looksAt.has(kind)) ? null : gates
}

/** The same guard for entities of a kind that are saved together on one day: for each, why it is refused, or null. */
export async function guardMany(
  db: Db,
  gates: readonly CompiledGate[],
  happenings: readonly {
    readonly after: Proposal
    readonly key: string
    readonly stateBefore: string | null
  }[],
): Promise<(QinglanError | null)[]> {
  const refusals = happenings.map((): QinglanError | null => null)
  for (const gate of gates) {
    const guarded = happenings.flatMap((h, i) => (guards(gate, h.after, h) ? [{ ...h, i }] : []))
    const [first] = guarded
    if (!first) continue
    const keys = guarded.map((h) => h.key)
    const ask = await openGates(db, { kind: first.after.kind, on: first.after.on, keys: () => keys }, [gate])
    for (const { after, i } of guarded) {
      try {
        refuse(ask(after))
      } catch (error) {
        if (!(error instanceof QinglanError)) throw error
        refusals[i] ??= error
      }
    }
  }
  return refusals
}
