import type { Generated } from 'kysely'

/** Which parts of packs were loaded, by their digest. */
export interface PackLoadsTable {
  pack_id: string
  part: string
  digest: string
  loaded_at: Generated<Date>
}

declare module '../database/tables.ts' {
  interface Tables {
    pack_loads: PackLoadsTable
  }
}
