import { createHash, randomUUID } from 'node:crypto'
import type { PlatformIntake, PlatformProblem } from '@qinglan/contract'
import { findFactor } from '@qinglan/hj212'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { ObservationStore } from '../../monitoring/gateway/observation-store.ts'
import type { PacketRow } from '../../monitoring/gateway/packet-row.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { saveMany } from '../entities/save-many.ts'
import type { PlatformMapping } from './platform-mapping.ts'
import { problemOf } from './problem-words.ts'
import { readRecords, type CommonFirm, type CommonRecords, type CommonValue } from './read-records.ts'
import './tables.ts'
import '../tables.ts'
import '../../monitoring/tables.ts'

export interface TakeOptions {
  readonly by: string
  /** The civil day from which new facts of firms hold. */
  readonly on: string
  /** The sites that whoever sends may write to; new sites and firms may then not be made. Absent: all. */
  readonly writableSiteIds?: ReadonlySet<number> | undefined
  /** The lines on which the records of a document begin, where it came as a file. */
  readonly lines?: (() => readonly number[]) | undefined
}

const letters = { realtime: 's', minute: 'i', hour: 'h', day: 'd' } as const
const statistics = { realtime: 'Rtd', minute: 'Avg', hour: 'Avg', day: 'Avg' } as const
const firmKind = 'enterprise'

/** The sites of a document's outlets by `firm-outlet`; those not there yet are made, where that is allowed. */
async function sitesOf(
  trx: Transaction<Tables>,
  outlets: ReadonlyMap<string, string>,
  firmOf: ReadonlyMap<string, string>,
  only: ReadonlySet<number> | undefined,
): Promise<ReadonlyMap<string, number>> {
  const codes = [...outlets.keys()]
  if (codes.length === 0) return new Map()
  const known = await trx.selectFrom('sites').select(['id', 'code']).where('code', 'in', codes).execute()
  const found = new Map(known.filter(({ id }) => !only || only.has(id)).map(({ id, code }) => [code, id]))
  if (only) return found
  for (const [code, name] of outlets) {
    if (found.has(code)) continue
    const place = { region_id: null, unit_id: null, lon: null, lat: null }
    const attributes = JSON.stringify({ firm: firmOf.get(code) ?? '' })
    const { id } = await trx
      .insertInto('sites')
      .values({ ...place, code, kind: 'source-outlet', name_zh: name, name_en: name, attributes })
      .returning('id')
      .executeTakeFirstOrThrow()
    found.set(code, id)
  }
  return found
}

/** The values of one outlet at one time as the row that the gateway makes of a packet with the same values. */
function rowOf(
  siteId: number,
  { resolution }: PlatformMapping,
  values: readonly CommonValue[],
): PacketRow | undefined {
  const byFactor = new Map(values.map((value) => [value.factor, value])) // the later one of a factor told twice
  const sorted = [...byFactor.values()].toSorted((a, b) => (a.factor < b.factor ? -1 : 1))
  const [first] = sorted
  if (!first) return undefined
  const statistic = statistics[resolution]
  const flags = sorted.map(({ flag }) => flag).join('')
  return {
    siteId,
    resolution: letters[resolution],
    epochMs: first.epochMs,
    channels: sorted.map(({ factor }) => ({ factor, statistic, unit: findFactor(factor)?.unit ?? '' })),
    layout: `hj212:${sorted.map(({ factor }) => `${factor}-${statistic}`).join(',')}`,
    values: sorted.map(({ value }) => value),
    flags: /^\.*$/.test(flags) ? null : flags,
  }
}

/** Rows that came anew or changed in this transaction name the delivery as their source. @returns how many */
async function nameSource(trx: Transaction<Tables>, rows: readonly PacketRow[], id: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update observations o set source = ${id}::uuid
    from unnest(${rows.map((r) => r.siteId)}::int[], ${rows.map((r) => new Date(r.epochMs).toISOString())}::timestamptz[])
      as u (site_id, at)
    where o.site_id = u.site_id and o.at = u.at and o.received_at = now() and o.source is null`.execute(trx)
  return Number(numAffectedRows ?? 0n)
}

/** The register says otherwise of a firm than the delivery does. */
function differs(
  { facts }: KindDefinition,
  code: string,
  fact: string,
  [ours, theirs]: readonly [string, string],
): PlatformProblem {
  const title = facts[fact]?.title ?? { zh: fact, en: fact }
  const reason = {
    zh: `${title.zh}与名录不同,名录为“${ours}”,未改动`,
    en: `${title.en}: the register says “${ours}” and stands`,
  }
  return problemOf(0, `differs:${fact}`, `${code} ${theirs}`, null, reason)
}

/**
 * Firms that are not known are entered, and gaps in what is known of others are filled. Where the register says something else, the
 * register stands and the difference is told: a park's platform does not rewrite a city's register.
 */
async function takeFirms(
  trx: Transaction<Tables>,
  firms: readonly CommonFirm[],
  { title }: PlatformMapping,
  { by, on }: TakeOptions,
): Promise<{ changed: number; problems: PlatformProblem[] }> {
  const kind = (await loadDefinitions(trx)).kinds.get(firmKind)
  if (!kind || firms.length === 0) return { changed: 0, problems: [] }
  const codes = firms.map(({ code }) => code)
  const known = await trx
    .selectFrom('entities')
    .select(['key', 'facts'])
    .where('kind', '=', firmKind)
    .where('key', 'in', codes)
    .execute()
  const factsOf = new Map(known.map(({ key, facts }) => [key, facts]))
  const problems: PlatformProblem[] = []
  const inputs = firms.map(({ code, facts }) => {
    const ours = factsOf.get(code) ?? {}
    const fresh = Object.entries(facts).filter(([fact, theirs]) => {
      const mine = ours[fact]
      if (mine === undefined || mine === null) return true
      if (String(mine) !== theirs) problems.push(differs(kind, code, fact, [String(mine), theirs]))
      return false
    })
    return {
      facts: { [kind.key]: code, ...Object.fromEntries(fresh) },
      effectiveOn: on,
      reason: title.zh,
    }
  })
  const outcomes = await saveMany(trx, kind, inputs, by)
  for (const [i, outcome] of outcomes.entries()) {
    if (typeof outcome === 'string') continue
    const { bilingual, message } = outcome
    const reason = { zh: `企业未登记:${bilingual.zh}`, en: `The firm was not entered: ${bilingual.en}` }
    problems.push(problemOf(0, 'firm-refused', `${codes[i]} ${message}`, null, reason))
  }
  return { changed: outcomes.filter((o) => o === 'entered' || o === 'changed').length, problems }
}

/** Those rows that are there already, with whatever values. */
async function countKnown(trx: Transaction<Tables>, rows: readonly PacketRow[]): Promise<number> {
  const { rows: found } = await sql<{ n: number }>`
    select count(*)::int as n
    from unnest(${rows.map((r) => r.siteId)}::int[], ${rows.map((r) => r.resolution)}::text[],
      ${rows.map((r) => new Date(r.epochMs).toISOString())}::timestamptz[], ${rows.map((r) => r.layout)}::text[]) as u (site_id, letter, at, key)
    join layouts l on l.key = u.key
    join observations o on o.site_id = u.site_id and o.resolution = u.letter::"char" and o.at = u.at and o.layout_id = l.id`.execute(
    trx,
  )
  return found[0]?.n ?? 0
}

const siteCode = (value: CommonValue): string => `${value.firm}-${value.outlet}`

async function takeValues(
  trx: Transaction<Tables>,
  mapping: PlatformMapping,
  common: CommonRecords,
  options: TakeOptions,
  id: string,
): Promise<Pick<PlatformIntake, 'observations' | 'changed' | 'added' | 'problems'>> {
  const firmOf = new Map(common.values.map((value) => [siteCode(value), value.firm]))
  const sites = await sitesOf(trx, common.outlets, firmOf, options.writableSiteIds)
  const problems = [...common.outlets.keys()]
    .filter((code) => !sites.has(code))
    .map((code) => problemOf(0, 'site-not-yours', code))
  const groups = Map.groupBy(common.values, (value) => `${siteCode(value)} ${value.epochMs}`)
  const rows = [...groups.values()].flatMap((values) => {
    const siteId = values[0] && sites.get(siteCode(values[0]))
    const row = siteId === undefined ? undefined : rowOf(siteId, mapping, values)
    return row ? [row] : []
  })
  if (rows.length === 0) return { observations: 0, changed: 0, added: 0, problems }
  const added = rows.length - (await countKnown(trx, rows))
  await new ObservationStore().write(trx, rows)
  return { observations: rows.length, changed: await nameSource(trx, rows, id), added, problems }
}

/** Faults of records, each with the line of its record where that is known. */
function withLines(
  problems: readonly PlatformProblem[],
  lines: TakeOptions['lines'],
): readonly PlatformProblem[] {
  if (!lines || problems.length === 0) return problems
  const all = lines()
  return problems.map((problem) => ({ ...problem, line: problem.line ?? all[problem.record - 1] ?? null }))
}

const mostProblems = 1000

/** The first faults, and how many more there are. */
const listed = (problems: readonly PlatformProblem[]): PlatformProblem[] =>
  problems.length <= mostProblems
    ? [...problems]
    : [...problems.slice(0, mostProblems), problemOf(0, 'more', String(problems.length - mostProblems))]

/**
 * Takes a delivery of another platform into the common model: its firms into the register, its values into the observations. The same
 * delivery again changes nothing; other values keep the former ones. @throws QinglanError
 */
export async function takeRecords(
  trx: Transaction<Tables>,
  mapping: PlatformMapping,
  document: unknown,
  options: TakeOptions,
): Promise<PlatformIntake> {
  const id = randomUUID()
  const common = readRecords(mapping, document)
  const mayMake = options.writableSiteIds === undefined
  const firms = mayMake
    ? await takeFirms(trx, common.firms, mapping, options)
    : { changed: 0, problems: [problemOf(0, 'firms-not-yours', String(common.firms.length))] }
  const values = await takeValues(trx, mapping, common, options, id)
  const intake = {
    id,
    platform: mapping.platform,
    receivedBy: options.by,
    records: common.records,
    observations: values.observations,
    changed: values.changed,
    added: values.added,
    firms: common.firms.length,
    firmsChanged: firms.changed,
    problems: listed([...firms.problems, ...values.problems, ...withLines(common.problems, options.lines)]),
  }
  const { received_at } = await trx
    .insertInto('platform_intakes')
    .values({
      id,
      platform: intake.platform,
      received_by: options.by,
      sha256: createHash('sha256').update(JSON.stringify(document)).digest('hex'),
      records: intake.records,
      observations: intake.observations,
      changed: intake.changed,
      added: intake.added,
      firms: intake.firms,
      firms_changed: intake.firmsChanged,
      problems: JSON.stringify(intake.problems),
    })
    .returning('received_at')
    .executeTakeFirstOrThrow()
  return { ...intake, receivedAt: received_at.toISOString() }
}
