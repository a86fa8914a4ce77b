import type { PlatformProblem } from '@qinglan/contract'
import type { Generated, JSONColumnType } from 'kysely'

interface PlatformIntakesTable {
  id: string
  platform: string
  received_at: Generated<Date>
  received_by: string
  sha256: string
  records: number
  observations: number
  changed: number
  firms: number
  firms_changed: number
  problems: JSONColumnType<readonly PlatformProblem[]>
}

declare module '../../database/tables.ts' {
  interface Tables {
    platform_intakes: PlatformIntakesTable
  }
}
