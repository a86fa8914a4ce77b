import { randomUUID } from 'node:crypto'
import type { Membership, NewPerson, Person, PersonChange } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { notFound, QinglanError } from '../../errors.ts'
import '../tables.ts'

interface MembershipRow {
  readonly person_id: string
  readonly unit_id: string
  readonly role: Membership['role']
  readonly name_zh: string
  readonly name_en: string
}

const membershipOf = (row: MembershipRow): Membership => ({
  unitId: row.unit_id,
  unit: { zh: row.name_zh, en: row.name_en },
  role: row.role,
})

/** The roles of people in units, as far as the asker sees them. */
export async function membershipsOf(
  db: Db,
  personIds: readonly string[],
): Promise<Map<string, Membership[]>> {
  const found = new Map<string, Membership[]>()
  if (personIds.length === 0) return found
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('units as u', 'u.id', 'm.unit_id')
    .select(['m.person_id', 'm.unit_id', 'm.role', 'u.name_zh', 'u.name_en'])
    .where('m.person_id', 'in', personIds)
    .orderBy('m.unit_id')
    .orderBy('m.role')
    .execute()
  for (const row of rows) found.set(row.person_id, [...(found.get(row.person_id) ?? []), membershipOf(row)])
  return found
}

const columns = ['id', 'login', 'name', 'language', 'active', 'demo', 'single_sign_on'] as const

/** People by login, all or those of the ids. */
export async function listPeople(db: Db, ids?: readonly string[]): Promise<Person[]> {
  let query = db.selectFrom('people').select(columns).orderBy('login')
  if (ids) query = query.where('id', 'in', ids)
  const rows = await query.execute()
  const memberships = await membershipsOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map(({ single_sign_on: singleSignOn, ...row }) => ({
    ...row,
    singleSignOn,
    memberships: memberships.get(row.id) ?? [],
  }))
}

async function onePerson(db: Db, id: string): Promise<Person> {
  const [person] = await listPeople(db, [id])
  if (!person) throw notFound('没有这个人员', 'No such person')
  return person
}

/** Refuses unless the asker may change this person: the same rule as for changing a row of people. */
export async function demandAdministered(db: Db, id: string): Promise<void> {
  await onePerson(db, id)
  const touched = await db
    .updateTable('people')
    .set((eb) => ({ name: eb.ref('name') }))
    .where('id', '=', id)
    .executeTakeFirst()
  if (touched.numUpdatedRows === 0n) {
    throw new QinglanError('forbidden', { zh: '超出您的管理范围', en: 'Outside of what you administer' })
  }
}

/** Row-level security and constraints answer in SQL; a person needs a sentence. */
async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '42501') {
      throw new QinglanError('forbidden', { zh: '超出您的管理范围', en: 'Outside of what you administer' })
    }
    if (code === '23505')
      throw new QinglanError('conflict', {
        zh: '账号或单点登录名已被使用',
        en: 'That login or single sign-on name is taken',
      })
    if (constraint === 'memberships_separate_powers') {
      throw new QinglanError('conflict', {
        zh: '系统管理员与安全审计员不得为同一人(三权分立)',
        en: 'One person cannot be both administrator and auditor',
      })
    }
    if (code === '23503') throw notFound('没有这个单位', 'No such unit')
    throw error
  }
}

interface Held {
  readonly unitId: string
  readonly role: string
}
const has = (list: readonly Held[], m: Held) =>
  list.some((other) => other.unitId === m.unitId && other.role === m.role)

/** The same role in the same unit said twice is one. */
const distinct = <T extends Held>(list: readonly T[]): T[] => list.filter((m, i) => !has(list.slice(0, i), m))

/** Makes an account with its roles; its password is given separately. */
export async function addPerson(
  db: Db,
  wanted: NewPerson,
  { demo = false }: { demo?: boolean } = {},
): Promise<Person> {
  const id = randomUUID() // not RETURNING: the row is visible only once it has a role
  await explained(
    (async () => {
      await db
        .insertInto('people')
        .values({
          id,
          login: wanted.login,
          name: wanted.name,
          language: wanted.language ?? 'zh',
          single_sign_on: wanted.singleSignOn ?? null,
          demo,
        })
        .execute()
      const rows = distinct(wanted.memberships).map(({ unitId, role }) => ({
        person_id: id,
        unit_id: unitId,
        role,
      }))
      await db.insertInto('memberships').values(rows).execute()
    })(),
  )
  return onePerson(db, id)
}

/** Changes a person's name, state or roles. Roles outside of what the asker administers stay as they are. */
export async function changePerson(db: Db, id: string, change: PersonChange): Promise<Person> {
  const before = await onePerson(db, id)
  const columnsChanged = {
    ...(change.name === undefined ? {} : { name: change.name }),
    ...(change.active === undefined ? {} : { active: change.active }),
    ...(change.singleSignOn === undefined ? {} : { single_sign_on: change.singleSignOn }),
  }
  if (Object.keys(columnsChanged).length > 0) {
    const { numUpdatedRows } = await explained(
      db.updateTable('people').set(columnsChanged).where('id', '=', id).executeTakeFirst(),
    )
    if (numUpdatedRows === 0n)
      throw new QinglanError('forbidden', { zh: '超出您的管理范围', en: 'Outside of what you administer' })
  }
  if (change.memberships) await changeMemberships(db, before, change.memberships)
  return onePerson(db, id)
}

async function changeMemberships(
  db: Db,
  before: Person,
  wanted: NonNullable<PersonChange['memberships']>,
): Promise<void> {
  for (const gone of before.memberships.filter((m) => !has(wanted, m))) {
    const { numDeletedRows } = await explained(
      db
        .deleteFrom('memberships')
        .where('person_id', '=', before.id)
        .where('unit_id', '=', gone.unitId)
        .where('role', '=', gone.role)
        .executeTakeFirst(),
    )
    if (numDeletedRows === 0n)
      throw new QinglanError('forbidden', { zh: '超出您的管理范围', en: 'Outside of what you administer' })
  }
  const added = distinct(wanted).filter((m) => !has(before.memberships, m))
  if (added.length === 0) return
  const rows = added.map(({ unitId, role }) => ({ person_id: before.id, unit_id: unitId, role }))
  await explained(db.insertInto('memberships').values(rows).execute())
}
