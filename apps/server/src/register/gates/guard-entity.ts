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

/** The same guard for many entities of a kind saved together on one day. */
export type Guard = (proposal: Proposal, happening: Happening) => void

/**
 * Readies the guard of a kind on a day; null when its gates look at the kind itself, so that each entity must be seen before the next is
 * asked about.
 */
export async function openGuard(
  db: Db,
  { kind, on, keys }: { kind: string; on: string; keys: readonly string[] },
): Promise<Guard | null> {
  const all = (await loadGates(db, kind, on)).filter((g) => g.definition.guards)
  if (all.some((g) => g.looksAt.has(kind))) return null
  const askers = new Map<CompiledGate, (proposal: Proposal) => GateVerdict>()
  for (const gate of all) askers.set(gate, await openGates(db, { kind, on, keys: () => keys }, [gate]))
  return (proposal, happening) => {
    for (const [gate, ask] of askers) if (guards(gate, proposal, happening)) refuse(ask(proposal))
  }
}
