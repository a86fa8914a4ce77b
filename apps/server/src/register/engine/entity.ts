import type { Geometry } from 'geojson'

export type FactValue = string | number | boolean | null

/** What an entity was from a day on. */
export interface EntityVersion {
  readonly effectiveOn: string
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state: string | null
  readonly geometry: Geometry | null
}

/** An entity as the engine sees it on a day. */
export interface Entity {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state: string | null
  readonly geometry: Geometry | null
  readonly enteredOn: string
  /** In the order they were made, the present one last; kept at hand only for kinds with `history`. */
  readonly versions?: readonly EntityVersion[]
  /** Published lists it was ever on by that day, and whether it was on them on the day. */
  readonly lists?: Readonly<Record<string, boolean>> | null
}

/** A piece of evidence that a duty may count: a device, a document, something done or published. */
export interface Evidence {
  readonly id: string
  readonly entityId: string
  readonly type: 'device' | 'document' | 'action' | 'disclosure'
  readonly duty: string
  /** The civil day it was installed, dated, done, published. */
  readonly on: string
  /** The last civil day it counts (a device taken down, a permit expired); null: it still does. */
  readonly until: string | null
  /** For a device: the last civil day it sent valid data; null: never. */
  readonly lastDataOn: string | null
  readonly data: Readonly<Record<string, FactValue>>
}
