import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readAccessSettings } from '../apps/server/src/access-settings.ts'
import { connect, type Connection } from '../apps/server/src/database/connect.ts'
import { startEmbedded } from '../apps/server/src/database/embedded.ts'
import { migrate } from '../apps/server/src/database/migrate.ts'
import { hashPassword, verifyPassword } from '../apps/server/src/identity/password/password-hash.ts'
import { sessionCheck } from '../apps/server/src/identity/sessions/session-check.ts'
import { startSession } from '../apps/server/src/identity/sessions/sessions.ts'
import type { BenchResult } from './result.ts'

const goal = 'under 0.2 ms of CPU'
const people = 500

/** Makes people with a session each; returns the secrets of their cookies. */
async function fill({ db }: Connection): Promise<string[]> {
  await sql`insert into regions (id, kind, name_zh, name_en) values ('990000', 'city', '市', 'city')`.execute(
    db,
  )
  await sql`insert into units (id, region_id, kind, name_zh, name_en) values ('u', '990000', 'bureau', '局', 'bureau')`.execute(
    db,
  )
  await sql`insert into people (login, name) select 'person-' || i, 'p' from generate_series(1, ${people}::int) i`.execute(
    db,
  )
  await sql`insert into memberships (person_id, unit_id, role) select id, 'u', 'campaign-office' from people`.execute(
    db,
  )
  await sql`insert into credentials (person_id, password_hash) select id, 'x' from people`.execute(db)
  const { rows } = await sql<{ id: string }>`select id from people`.execute(db)
  const secrets: string[] = []
  for (const { id } of rows) {
    const session = { secondFactor: false, singleSignOn: false, address: '127.0.0.1', agent: '', hours: 12 }
    secrets.push((await startSession(db, { personId: id, unitId: 'u', ...session })).token)
  }
  await sql`analyze`.execute(db)
  return secrets
}

/** CPU of a process in milliseconds, where the system tells it (Linux: ticks of 10 ms). */
async function cpuOf(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields ? (Number(fields[11]) + Number(fields[12])) * 10 : undefined
}

const ownCpu = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const ms = (value: number) => Number(value.toFixed(4))

async function measure(times: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const before = ownCpu()
  for (let i = 0; i < times; i++) await work(i)
  return (ownCpu() - before) / times
}

/** What it costs to know who asks: from memory, from the database, and at the sign-in itself. */
export async function sessionCheckBench(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-bench-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder, { durable: false })
  const connection = connect(embedded.url, { max: 1 })
  try {
    await migrate(connection.db)
    const secrets = await fill(connection)
    const check = sessionCheck(connection.pool, readAccessSettings({}))
    const at = (i: number) => secrets[i % secrets.length] ?? ''
    const fromDatabase = (i: number) => {
      check.forget()
      return check.check(at(i), Date.now())
    }
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(connection.db)
    const pid = rows[0]?.pid ?? 0
    await measure(2_000, fromDatabase)

    const postgresBefore = await cpuOf(pid)
    const cold = await measure(10_000, fromDatabase)
    const postgresAfter = await cpuOf(pid)
    const now = Date.now()
    for (const secret of secrets) await check.check(secret, now)
    const remembered = await measure(200_000, (i) => check.check(at(i), now))
    const stored = await hashPassword('a password of twenty')
    const signIn = await measure(20, () => verifyPassword('a password of twenty', stored))
    const postgres =
      postgresBefore === undefined || postgresAfter === undefined
        ? 'not told by this system'
        : ms((postgresAfter - postgresBefore) / 10_000)
    return [
      { name: 'session check from memory', figures: { 'CPU ms': ms(remembered) }, goal },
      {
        name: 'session check from the database',
        figures: { 'CPU ms, server': ms(cold), 'CPU ms, PostgreSQL': postgres },
        goal,
      },
      { name: 'password of a sign-in (argon2id, 19 MiB, 2 passes)', figures: { 'CPU ms': ms(signIn) } },
    ]
  } finally {
    await connection.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
