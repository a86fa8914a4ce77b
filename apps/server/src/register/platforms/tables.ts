import type { PlatformProblem } from '@qinglan/contract'
import type { Generated, JSONColumnType } from 'kysely'
import type { PlatformMapping } from './platform-mapping.ts'

interface PlatformIntakesTable {
  id: string
  platform: string
  received_at: Generated<Date>
  received_by: string
  sha256: string
  records: number
  observations: number
  changed: number
  added: number | null
  firms: number
  firms_changed: number
  problems: JSONColumnType<readonly PlatformProblem[]>
}

interface PlatformMappingsTable {
  platform: string
  definition: JSONColumnType<PlatformMapping>
  saved_by: string
  saved_at: Generated<Date>
}

declare module '../../database/tables.ts' {
  interface Tables {
    platform_intakes: PlatformIntakesTable
    platform_mappings: PlatformMappingsTable
  }
}
