import type { ColumnType, Generated } from 'kysely'
import type { AuditCheck, PersonRole, TokenScope } from '@qinglan/contract'

/** People; one that is not active cannot sign in. */
export interface PeopleTable {
  id: Generated<string>
  login: string
  name: string
  language: Generated<'zh' | 'en'>
  active: Generated<boolean>
  demo: Generated<boolean>
  single_sign_on: string | null
  created_at: Generated<Date>
}

/** Which roles a person has in which unit. */
export interface MembershipsTable {
  person_id: string
  unit_id: string
  role: PersonRole
}

/** Passwords (argon2id) and second factors; secrets are sealed. */
export interface CredentialsTable {
  person_id: string
  password_hash: string | null
  former_hashes: Generated<string[]>
  password_changed_at: Generated<Date>
  must_change: Generated<boolean>
  totp_secret: string | null
  totp_confirmed_at: Date | null
  totp_last_step: number | null
}

/** Sessions, by the hash of their token. */
export interface SessionsTable {
  id: Generated<string>
  token_hash: Buffer
  person_id: string
  unit_id: string
  second_factor: Generated<boolean>
  single_sign_on: Generated<boolean>
  address: string
  agent: Generated<string>
  created_at: Generated<Date>
  last_seen_at: Generated<Date>
  expires_at: Date
  ended_at: Date | null
}

/** Tokens of machines, by their hash. */
export interface ApiTokensTable {
  id: Generated<string>
  token_hash: Buffer
  person_id: string
  unit_id: string
  name: string
  scopes: TokenScope[]
  created_at: Generated<Date>
  expires_at: Date
  last_used_at: Date | null
  revoked_at: Date | null
}

/** Failed attempts by login or address, and until when further ones wait. */
export interface LoginThrottleTable {
  key: Buffer
  failures: number
  last_failed_at: Date
  blocked_until: Date
}

/** What is shared with the levels below, or with everyone. */
export interface PublicationsTable {
  subject_kind: 'campaign'
  subject_id: string
  audience: 'below' | 'everyone'
  published_at: Generated<Date>
}

/** Who changed or read what, before and after; only ever added to. */
export interface AuditEntriesTable {
  id: Generated<number>
  tx: Generated<string>
  at: Generated<Date>
  person_id: string | null
  actor: string
  unit_id: string | null
  region_id: string | null
  address: string | null
  request_id: string | null
  action: string
  table_name: string | null
  record_key: string | null
  before: ColumnType<Record<string, unknown> | null, never, never>
  after: ColumnType<Record<string, unknown> | null, never, never>
}

/** The checks of the audit chain. */
export interface AuditChecksTable {
  id: Generated<number>
  at: Date
  asked_by: 'schedule' | 'command'
  seconds: number
  links: number
  entries: number
  head_position: number | null
  head_hash: string | null
  fault_count: number
  faults: ColumnType<AuditCheck['faults'], never, never>
}

declare module '../database/tables.ts' {
  interface Tables {
    people: PeopleTable
    memberships: MembershipsTable
    credentials: CredentialsTable
    sessions: SessionsTable
    api_tokens: ApiTokensTable
    login_throttle: LoginThrottleTable
    publications: PublicationsTable
    audit_entries: AuditEntriesTable
    audit_checks: AuditChecksTable
  }
}
