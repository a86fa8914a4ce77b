import { parseArgs } from 'node:util'
import { openDatabase } from '../../database/open.ts'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { giveFirstPassword } from '../../identity/password/passwords.ts'
import { closeDemoAccounts } from '../../identity/people/demo-accounts.ts'
import { ensureFirstAdministrator } from '../../identity/people/first-administrator.ts'
import { listPeople } from '../../identity/people/people.ts'
import { removeSecondFactor } from '../../identity/second-factor/second-factor.ts'
import { endOtherSessions } from '../../identity/sessions/sessions.ts'
import { clearTries } from '../../identity/sign-in/throttle.ts'
import type { Command, Io } from '../command.ts'

const idOf = async (db: Db, login: string | undefined): Promise<string> => {
  if (login === undefined) throw badInput('请给出账号', 'name the login')
  const row = await db.selectFrom('people').select('id').where('login', '=', login).executeTakeFirst()
  if (!row) throw notFound(`没有账号 ${login}`, `no account ${login}`)
  return row.id
}

type Verb = (db: Db, io: Io, login: string | undefined) => Promise<void>

const verbs: Readonly<Record<string, Verb>> = {
  async list(db, io) {
    for (const person of await listPeople(db)) {
      const roles = person.memberships.map((m) => `${m.role}@${m.unitId}`).join(' ')
      const marks = `${person.active ? '' : ' 停用 inactive'}${person.demo ? ' 演示 demo' : ''}`
      io.stdout.write(`${person.login}\t${person.name}\t${roles}${marks}\n`)
    }
  },
  async 'first-administrator'(db, io) {
    const first = await ensureFirstAdministrator(db)
    io.stdout.write(
      first
        ? `${first.login}\t${first.password}\n`
        : '已有账号,未作改动 / there are accounts already, nothing done\n',
    )
  },
  async 'reset-password'(db, io, login) {
    const id = await idOf(db, login)
    const password = await giveFirstPassword(db, id)
    await endOtherSessions(db, id, null)
    await clearTries(db, login ?? '')
    io.stdout.write(`${password}\n`)
  },
  async 'remove-second-factor'(db, _io, login) {
    const id = await idOf(db, login)
    await removeSecondFactor(db, id)
    await endOtherSessions(db, id, null)
  },
  async unlock(db, _io, login) {
    await idOf(db, login)
    await clearTries(db, login ?? '')
  },
  async 'close-demo'(db, io) {
    io.stdout.write(`${await closeDemoAccounts(db)}\n`)
  },
}

/** `qinglan user`: people and their passwords. */
export const userCommand: Command = {
  name: 'user',
  summary: {
    zh: '账号维护:列出、重置密码、解锁、关闭演示账号',
    en: 'accounts: list, reset a password, unlock, close the demo accounts',
  },
  usage: [
    '  qinglan user list',
    '  qinglan user first-administrator           首个管理员及其初始密码',
    '  qinglan user reset-password LOGIN          新的初始密码,登录后须修改',
    '  qinglan user remove-second-factor LOGIN',
    '  qinglan user unlock LOGIN',
    '  qinglan user close-demo                    关闭全部演示账号',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true })
    const [name = '', login, ...rest] = positionals
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb || rest.length > 0) throw badInput('用法见 qinglan user --help', 'see qinglan user --help')
    const database = await openDatabase(io.config, { max: 2 })
    try {
      // account work on the machine itself is in the trail under the system's name
      await database.db.transaction().execute((trx) => verb(trx, io, login))
      return 0
    } finally {
      await database.close()
    }
  },
}
