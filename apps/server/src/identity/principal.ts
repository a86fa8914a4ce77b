import type { PersonRole, Right, SessionDuty } from '@qinglan/contract'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'

/** Who asks: a person in one of their units, a machine in a person's name, or a visitor of a demo. */
export interface Principal {
  readonly kind: 'session' | 'token' | 'visitor'
  /** Of the session or token. */
  readonly id: string | null
  readonly personId: string | null
  readonly login: string
  readonly unitId: string | null
  /** `*` for the unit that administers the whole installation. */
  readonly regionId: string | null
  readonly roles: readonly PersonRole[]
  readonly rights: readonly Right[]
  readonly duty: SessionDuty | null
}

/** Where a request came from, for the audit trail. */
export interface Origin {
  readonly address: string
  readonly requestId: string
}

/** Tells the transaction who asks; row-level security and the audit trail read it there, and it ends with the transaction. */
export async function tellPrincipal(
  trx: Transaction<Tables>,
  principal: Principal,
  origin: Origin,
): Promise<void> {
  await sql`select
    set_config('qinglan.person', ${principal.personId ?? ''}, true), set_config('qinglan.login', ${principal.login}, true),
    set_config('qinglan.unit', ${principal.unitId ?? ''}, true), set_config('qinglan.region', ${principal.regionId ?? ''}, true),
    set_config('qinglan.roles', ${principal.roles.join(',')}, true), set_config('qinglan.address', ${origin.address}, true),
    set_config('qinglan.request', ${origin.requestId}, true)`.execute(trx)
}

const deadlock = '40P01'
const mostTries = 3

/**
 * Runs work in one transaction that knows who asks. Where two of them waited for each other and the database gave this one up,
 * it is done again from the start.
 */
export async function asPrincipal<T>(
  db: Kysely<Tables>,
  principal: Principal,
  origin: Origin,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(async (trx) => {
        await tellPrincipal(trx, principal, origin)
        return work(trx)
      })
    } catch (error) {
      if ((error as { code?: string }).code !== deadlock || tries >= mostTries) throw error
    }
  }
}
