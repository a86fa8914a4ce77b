import type { Comparator, TargetKind } from '../contract.ts'

/** What the clauses of a sentence hand on to those after them. */
export interface Carry {
  /** 新增…能力 stands before; later capacities are added too. */
  addsCapacity: boolean
  /** The indicator last named, for a clause that names only a place (县城达到90%). */
  indicator: string | null
  /** The names that the values of the last list had, each its own. */
  names: string[]
  /** What was counted last. */
  counted: string | null
  /** What the clause before does or makes, for a clause that only counts (创建安静小区,每年5个). */
  object: string | null
  /** The set the sentence speaks of (486个入海排污口), without its number. */
  set: string | null
  /** An indicator named before a colon for all that follows. */
  leadIn: string | null
  /** The year that changes of this sentence are measured from. */
  baselineYear: number | null
  /** The clauses before count things done. */
  counts: boolean
  modality: string | null
  /** How firmly all behind a colon is meant: 奋斗目标为:…. */
  leadModality: string | null
  /** The whole that a clause with 其中 gives a part of. */
  total: { subject: string; norm: string | null; comparator: Comparator; kind: TargetKind } | null
  /** Where the clause starts whose parts of a whole are being read. */
  part: number | null
  /** The change the value before in the same clause stated; a bare value after it elides the verb. */
  change: { clause: number; dimension: string; comparator: 'increase_by>=' | 'decrease_by>=' } | null
}

export function emptyCarry(): Carry {
  return {
    addsCapacity: false,
    indicator: null,
    names: [],
    counted: null,
    object: null,
    set: null,
    leadIn: null,
    baselineYear: null,
    counts: false,
    modality: null,
    leadModality: null,
    total: null,
    part: null,
    change: null,
  }
}
