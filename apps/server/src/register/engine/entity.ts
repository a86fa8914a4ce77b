import type { Geometry } from 'geojson'

export type FactValue = string | number | boolean | null

/** An entity as the engine sees it on a day. */
export interface Entity {
  readonly id: string
  readonly kind: string
  readonly key: string
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state: string | null
  readonly geometry: Geometry | null
  readonly enteredOn: string
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
