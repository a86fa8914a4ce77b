import { addDays, dayStart } from '@qinglan/periods'
import { sql, type Transaction } from 'kysely'
import Type from 'typebox'
import { requestRole } from '../../database/service-roles.ts'
import type { Tables } from '../../database/tables.ts'
import { tellPrincipal } from '../../identity/principal.ts'
import { rightsOf } from '../../identity/roles.ts'
import { applyCorrections } from '../../monitoring/corrections/apply-corrections.ts'
import { noteCorrection } from '../../monitoring/corrections/corrections.ts'
import { oldestQueued, takeOff } from '../../monitoring/gateway/upstream/upstream-queue.ts'
import { listUplinks } from '../../monitoring/gateway/upstream/uplinks.ts'
import { inletChange } from '../../monitoring/quality/inlet-change.ts'
import { addStop } from '../../monitoring/quality/stops.ts'
import { yearCompliance } from '../../monitoring/quality/year-compliance.ts'
import { listAlarms } from '../../monitoring/signals/alarms.ts'
import { listSites } from '../../monitoring/sites/list-sites.ts'
import { platformNamed } from '../../register/platforms/platform-mapping.ts'
import { takeRecords } from '../../register/platforms/take-records.ts'
import '../../register/platforms/tables.ts'
import { compare } from '../compare.ts'
import { check, step, type Handlers, type Stage } from '../handlers.ts'
import { historyOf, instant, look, Moment, siteId } from './telemetry-steps.ts'

const strict = { additionalProperties: false } as const
const Any = Type.Record(Type.String(), Type.Unknown())
const Someone = Type.Object(
  {
    role: Type.Union([
      Type.Literal('county-staff'),
      Type.Literal('park'),
      Type.Literal('monitoring-engineer'),
    ]),
    region: Type.String(),
  },
  strict,
)

/** Works as a person of a region: row-level security decides what there is. */
async function asSomeone<T>(
  stage: Stage,
  { role, region }: { role: 'county-staff' | 'park' | 'monitoring-engineer'; region: string },
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const trx = stage.db as Transaction<Tables>
  const principal = {
    kind: 'session',
    id: null,
    personId: '00000000-0000-4000-8000-00000000000a',
    login: `${role} ${region}`,
    unitId: null,
    regionId: region,
    roles: [role],
    rights: rightsOf([role]),
    duty: null,
  } as const
  await sql`savepoint someone`.execute(trx)
  await sql`set local role ${sql.id(requestRole)}`.execute(trx)
  try {
    await tellPrincipal(trx, principal, { address: '', requestId: '' })
    const result = await work(trx)
    await sql`reset role`.execute(trx)
    return result
  } catch (error) {
    await sql`rollback to savepoint someone`.execute(trx) // the role goes with it
    throw error
  }
}

const byName = <T extends { readonly site: { readonly zh: string } }>(
  rows: readonly T[],
): Record<string, T> => Object.fromEntries(rows.map((row) => [row.site.zh, row]))

const endOfDay = ({ clock }: Stage): number => dayStart(addDays(clock, 1))

/** Levels of a network, what persons change, what goes up and what other platforms send. */
export const telemetryLevels: Handlers = {
  given: {
    /** Queues for an upper platform are kept from here on. */
    'upper platform': step(Type.String(), async ({ db }, name) => {
      await db.insertInto('upstreams').values({ name, host: 'localhost', port: 1, password: null }).execute()
    }),
  },
  when: {
    /** A person changes one value, or with `value: null` rejects it. */
    'correct value': step(
      Type.Object(
        {
          site: Type.String(),
          at: Moment,
          factor: Type.String(),
          value: Type.Union([Type.Number(), Type.Null()]),
          reason: Type.String(),
          as: Someone,
        },
        strict,
      ),
      async (stage, { site, at, as: someone, ...rest }) => {
        const id = await siteId(stage, site)
        // as a packet names the hour: by its start
        const epochMs = instant(at) + 3_600_000
        const input = {
          ...rest,
          resolution: 'hour',
          statistic: 'Avg',
          at: new Date(epochMs).toISOString(),
        } as const
        await asSomeone(stage, someone, (trx) =>
          noteCorrection(trx, String(id), input, `${someone.role} ${someone.region}`),
        )
        await applyCorrections(stage.db, id, epochMs)
        await look(stage)
      },
    ),
    /** A source stands still for a time. */
    stop: step(
      Type.Object({ site: Type.String(), from: Moment, to: Moment }, strict),
      async (stage, { site, from, to }) => {
        const id = String(await siteId(stage, site))
        const [begin, end] = [from, to].map((moment) => new Date(instant(moment)).toISOString())
        await addStop(stage.db, id, { from: begin ?? '', to: end ?? '', reason: '' }, 'scenario')
      },
    ),
    /** The upper platform acknowledges so many packets of a logger at a time. */
    acknowledged: step(
      Type.Array(Type.Object({ mn: Type.String(), packets: Type.Integer(), at: Moment }, strict)),
      async ({ db }, deliveries) => {
        const [upstream] = await db.selectFrom('upstreams').select('id').execute()
        for (const { mn, packets, at } of deliveries) {
          const id = upstream?.id ?? 0
          await sql`
            insert into upstream_queue (upstream_id, mn, packet) select ${id}::int, ${mn}, 'x' from generate_series(1, ${packets}::int)`.execute(
            db,
          )
          const queued = await oldestQueued(db, id, [], 1000)
          await takeOff(
            db,
            id,
            queued.filter((q) => q.mn === mn).map((q) => q.id),
            instant(at),
          )
        }
      },
    ),
    /** Another platform delivers records, as its mapping reads them. */
    'platform delivers': step(
      Type.Object({ platform: Type.String(), document: Type.Unknown() }, strict),
      async (stage, { platform, document }) => {
        const intake = await takeRecords(
          stage.db as Transaction<Tables>,
          await platformNamed(stage.db, platform),
          document,
          {
            by: 'scenario',
            on: stage.clock,
          },
        )
        const former = (stage.notes.get('intakes') ?? []) as unknown[]
        stage.notes.set('intakes', [...former, intake])
        await look(stage)
      },
    ),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {
    /** What a person of a region sees: whole lists of sites and alarms, and values with what stood there before. */
    'seen by': check(
      Type.Object(
        {
          ...Someone.properties,
          sites: Type.Optional(Type.Array(Type.String())),
          alarms: Type.Optional(Type.Array(Any)),
          history: Type.Optional(Any),
        },
        strict,
      ),
      async (stage, { role, region, ...expected }) => {
        const actual = await asSomeone(stage, { role, region }, async (trx) => {
          const sites = (await listSites(trx, {})).map((site) => site.code)
          const alarms = (await listAlarms(trx, {})).map((alarm) => ({ ...alarm, site: alarm.site.zh }))
          const history: Record<string, unknown> = {}
          for (const code of Object.keys(expected.history ?? {}))
            history[code] = await historyOf({ ...stage, db: trx }, code)
          return { sites, alarms, history }
        })
        return compare('', expected, actual)
      },
    ),
    /** How many observations and events of a site are kept: what raised no alarm did arrive. */
    arrived: check(Type.Record(Type.String(), Type.Integer()), async ({ db }, expected) => {
      const { rows } = await sql<{ code: string; count: number }>`
        select code, (select count(*) from observations o where o.site_id = s.id)
          + (select count(*) from site_events e where e.site_id = s.id) as count from sites s`.execute(db)
      return compare('', expected, Object.fromEntries(rows.map(({ code, count }) => [code, count])))
    }),
    /** The one catalogue: kind, latest values and their reasons, by code. */
    catalogue: check(Any, async ({ db }, expected) => {
      const sites = await listSites(db, {})
      return compare(
        '',
        expected,
        Object.fromEntries(sites.map((site) => [site.code, { ...site, ...site.latest }])),
      )
    }),
    /** The days of the clock's year held against the limits, as seen at the end of its day. */
    'day compliance': check(Any, async (stage, expected) =>
      compare(
        '',
        expected,
        byName(await yearCompliance(stage.db, Number(stage.clock.slice(0, 4)), endOfDay(stage))),
      ),
    ),
    /** The inlet of the clock's year against the year before. */
    'inlet change': check(Any, async (stage, expected) =>
      compare(
        '',
        expected,
        byName(await inletChange(stage.db, Number(stage.clock.slice(0, 4)), endOfDay(stage))),
      ),
    ),
    /** The link of each logger to the upper platform at a time. */
    uplinks: check(Type.Object({ at: Moment, loggers: Any }, strict), async ({ db }, { at, loggers }) => {
      const [upstream] = await db.selectFrom('upstreams').select('id').execute()
      const rows = await listUplinks(db, upstream?.id ?? 0, instant(at))
      return compare(
        '',
        loggers,
        Object.fromEntries(rows.map((row) => [row.mn, { ...row, site: row.site.zh }])),
      )
    }),
    /** What came of each delivery, in order. */
    deliveries: check(Type.Array(Any), ({ notes }, expected) =>
      Promise.resolve(compare('', expected, notes.get('intakes') ?? [])),
    ),
  },
}
