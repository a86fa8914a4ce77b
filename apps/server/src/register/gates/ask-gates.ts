import type { Geometry } from 'geojson'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { checkFacts } from '../definitions/check-facts.ts'
import { loadDefinitions, loadGates } from '../definitions/definition-store.ts'
import type { Entity, FactValue } from '../engine/entity.ts'
import type { Before } from '../engine/expression.ts'
import { verdictOf, type CompiledGate, type GateVerdict } from '../engine/gates.ts'
import { entitiesOn, evidenceOn } from '../evaluation/evaluate.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'

/** A thing that somebody wants to build, register, sell or permit. */
export interface Proposal {
  readonly kind: string
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state?: string | null
  readonly geometry?: Geometry | null
  readonly regionId?: string | null
  /** The civil day on which it is decided. */
  readonly on: string
}

/** Asks the gates of the proposal's kind, or the given ones. Facts of an entity already registered under its key are known. */
export async function askGates(
  db: Db,
  proposal: Proposal,
  gates?: readonly CompiledGate[],
): Promise<GateVerdict> {
  const { on } = proposal
  const asked = gates ?? (await loadGates(db, proposal.kind, on))
  const definitions = await loadDefinitions(db)
  const kind = definitions.kinds.get(proposal.kind)
  if (!kind) throw badInput(`没有种类“${proposal.kind}”`, `No kind “${proposal.kind}”`)
  const problems = checkFacts(kind, proposal.facts).filter((p) => p.value !== null)
  if (problems.length > 0) {
    throw badInput(
      problems.map((p) => `${p.fact}:${p.reason.zh}`).join(';'),
      problems.map((p) => `${p.fact}: ${p.reason.en}`).join('; '),
      problems,
    )
  }
  const looksAt = new Set([kind.kind, ...asked.flatMap((g) => [...g.looksAt])])
  const everyone = await entitiesOn(db, on, [...looksAt])
  const key = proposal.facts[kind.key]
  const known = everyone.find((e) => e.kind === kind.kind && e.key === key)
  const entity: Entity = {
    id: known?.id ?? '',
    kind: kind.kind,
    key: typeof key === 'string' ? key : '',
    facts: { ...known?.facts, ...proposal.facts },
    state: proposal.state === undefined ? (known?.state ?? null) : proposal.state,
    geometry: proposal.geometry === undefined ? (known?.geometry ?? null) : proposal.geometry,
    enteredOn: known?.enteredOn ?? on,
    lists: known?.lists ?? null,
  }
  const before: Before = {
    exists: known !== undefined,
    state: known?.state ?? '',
    region: known?.regionId ?? '',
    facts: known?.facts ?? {},
  }
  const own = known ? ((await evidenceOn(db, on, [known.id])).get(known.id) ?? []) : []
  const region = proposal.regionId === undefined ? (known?.regionId ?? null) : proposal.regionId
  const surroundings = surroundingsOf(everyone, definitions.relations)
  const scope = { entity, date: on, surroundings, own, limits: definitions.limits, before, region }
  const entriesOf = (other: string): Entity[] => {
    const facts = Object.keys(definitions.kinds.get(other)?.facts ?? {})
    const silent = Object.fromEntries(facts.map((f) => [f, null]))
    return everyone
      .filter((e) => e.kind === other && e.id !== entity.id)
      .map((e) => ({ ...e, facts: { ...silent, ...e.facts } }))
  }
  return verdictOf(asked.flatMap((gate) => gate.judge(scope, entriesOf)))
}
