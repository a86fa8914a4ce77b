import { sql } from 'kysely'
import { readAccessSettings } from '../access-settings.ts'
import type { AppContext } from '../http/context.ts'
import {
  demoPassword,
  ensureDemoAccounts,
  refuseDemoAccounts,
  refuseRealAccounts,
} from './people/demo-accounts.ts'
import { ensureFirstAdministrator } from './people/first-administrator.ts'

/** On the database's owner: accounts are made here before anyone may ask for them. */
type Started = Pick<AppContext, 'config' | 'db'>

const modeOf = ({ config }: Started) => (config.access ?? readAccessSettings({})).mode

/** Before anything is written: a demo is never opened beside real accounts, nor real data beside the demo's accounts. */
export const refuseMixedAccounts = (context: Started): Promise<void> =>
  modeOf(context) === 'demo' ? refuseRealAccounts(context.db) : refuseDemoAccounts(context.db)

/**
 * Before the door opens: a demo gets its marked accounts; a production start, the very first time, makes the administrator and
 * prints the random password, this once.
 */
export async function prepareAccess(context: Started, stderr: NodeJS.WritableStream): Promise<void> {
  await refuseMixedAccounts(context)
  if (modeOf(context) === 'demo') {
    const accounts = await ensureDemoAccounts(context.db)
    await publishAll(context)
    if (accounts.length > 0) {
      stderr.write(
        `演示账号 Demo accounts: ${accounts.map((a) => a.login).join(', ')}; 密码 password: ${demoPassword}\n`,
      )
    }
    return
  }
  const first = await ensureFirstAdministrator(context.db)
  if (!first) return
  stderr.write(
    `首次启动,管理员账号 ${first.login},初始密码 ${first.password}(只显示这一次,登录后须修改)\n` +
      `First start: administrator ${first.login}, password ${first.password} (shown this once; change it after signing in)\n`,
  )
}

/** The demo's counties see its campaigns, as in a city that has published its plan. */
async function publishAll({ db }: Started): Promise<void> {
  await sql`
    insert into publications (subject_kind, subject_id, audience) select 'campaign', id, 'below' from campaigns
    on conflict do nothing`.execute(db)
}
