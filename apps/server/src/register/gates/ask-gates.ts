import type { Geometry } from 'geojson'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { wrongFacts } from '../definitions/check-facts.ts'
import { loadDefinitions, loadGates } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Entity, Evidence, FactValue } from '../engine/entity.ts'
import type { Before } from '../engine/expression.ts'
import { verdictOf, type CompiledGate, type GateVerdict } from '../engine/gates.ts'
import { entitiesOn } from '../evaluation/entities-on.ts'
import { evidenceOn } from '../evaluation/evidence-on.ts'
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
  const asked = gates ?? (await loadGates(db, proposal.kind, proposal.on))
  const keys = (kind: KindDefinition) => [String(proposal.facts[kind.key] ?? '')]
  return (await openGates(db, { kind: proposal.kind, on: proposal.on, keys }, asked))(proposal)
}

/**
 * Reads once what gates look at on a day, to ask them about any number of proposals of a kind; what is saved meanwhile is not seen.
 * `keys` names the entities whose own evidence may be asked for.
 */
export async function openGates(
  db: Db,
  question: { kind: string; on: string; keys: (kind: KindDefinition) => readonly string[] },
  asked: readonly CompiledGate[],
): Promise<(proposal: Omit<Proposal, 'kind' | 'on'>) => GateVerdict> {
  const { on } = question
  const definitions = await loadDefinitions(db)
  const kind = definitions.kinds.get(question.kind)
  if (!kind) throw badInput(`没有种类“${question.kind}”`, `No kind “${question.kind}”`)
  const keys = question.keys(kind)
  const looksAt = new Set(asked.flatMap((g) => [...g.looksAt]))
  const others = looksAt.size > 0 ? await entitiesOn(db, on, [...looksAt]) : []
  const itself = looksAt.has(kind.kind)
    ? []
    : await entitiesOn(db, on, [kind.kind], keys.length === 1 ? keys[0] : undefined)
  const everyone = [...others, ...itself]
  const byKey = new Map(everyone.flatMap((e) => (e.kind === kind.kind ? [[e.key, e] as const] : [])))
  const ids = keys.flatMap((key) => byKey.get(key)?.id ?? [])
  const evidence = ids.length > 0 ? await evidenceOn(db, on, ids) : new Map<string, Evidence[]>()
  const surroundings = surroundingsOf(everyone, definitions.relations)

  return (proposal) => {
    const problems = wrongFacts(kind, proposal.facts)
    if (problems.length > 0) {
      throw badInput(
        problems.map((p) => `${p.fact}:${p.reason.zh}`).join(';'),
        problems.map((p) => `${p.fact}: ${p.reason.en}`).join('; '),
        problems,
      )
    }
    const key = proposal.facts[kind.key]
    const known = typeof key === 'string' ? byKey.get(key) : undefined
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
    const region = proposal.regionId === undefined ? (known?.regionId ?? null) : proposal.regionId
    const own = known ? (evidence.get(known.id) ?? []) : []
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
}
