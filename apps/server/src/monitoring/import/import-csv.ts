import { createHash, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { ImportMode, ImportResult } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Db } from '../../database/connect.ts'
import type { Tables } from '../../database/tables.ts'
import { badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { CsvSplitter, delimiterOf } from '../csv/csv-splitter.ts'
import { decodeCsv } from '../csv/decode.ts'
import { ensureLayout } from '../layouts.ts'
import type { ColumnPlan } from '../mappings/column-plan.ts'
import { bundledMappings, choosePlan, mappingNamed } from '../mappings/load-mappings.ts'
import { knownRegion, SiteIndex, storeCreatedSites } from '../sites/site-index.ts'
import { DirtyDays } from './dirty-days.ts'
import { headChars, readHead, recordsOf, type ChoosePlan, type CsvRecord } from './file-head.ts'
import { importById, recordEnd, recordStart, type ImportFigures, type ImportOwner } from './import-records.ts'
import { ObservationCollector } from './observation-collector.ts'
import { ObservationWriter, type Batch } from './observation-writer.ts'
import { Pivot } from './pivot.ts'
import { ProblemList, reasons } from './problems.ts'
import { RowReader } from './row-reader.ts'

/** How a file is taken in. */
export interface ImportOptions {
  readonly fileName: string
  /** Name of a bundled mapping, or (where `allowPath`) the path of a YAML file; absent: recognised by the header. */
  readonly mapping?: string | undefined
  readonly allowPath?: boolean
  readonly mode: ImportMode
  readonly simulated?: boolean
  /** Who takes the file in; absent: the system. */
  readonly owner?: ImportOwner
  /** The id of the import, chosen by whoever watches its progress; absent: a new one. */
  readonly id?: string | undefined
  /** Enters sites that are not known: measuring points of air or water sections, in this region where it is given. */
  readonly newSites?: { readonly regionId: string | undefined } | undefined
  /** The sites that whoever imports may write to; new ones may then not be created. Absent: all. */
  readonly writableSiteIds?: ReadonlySet<number> | undefined
  /** Later times are refused; absent: an hour from now, and any time for simulated data. */
  readonly latestMs?: number | undefined
  /** Observations gathered before they are written; a small number is for tests. */
  readonly batchSize?: number
  /** Asked when the stream has ended and before anything is committed: an upload that was cut at its limit must not count. */
  readonly refuseWhen?: () => Error | undefined
}

/** How far an import is. */
export interface ImportProgress extends ImportFigures {
  readonly id: string
  readonly phase: 'reading' | 'finished'
}

/** Observations gathered before they are written, and rows read before the event loop gets its turn. */
const batchSize = 40_000
const rowsPerTurn = 5000
/** By how much the clock of a station may be ahead. */
const aheadAtMostMs = 3_600_000
const progressEveryMs = 500
/** Imports queue for this advisory lock, so that two of them never compare against each other's uncommitted rows. */
const importLock = 0x71696e67

/** A connection that breaks fails the next query; without a listener it would end the process. */
const broken = (): void => undefined

/** A pool's connection as kysely, so that services share its transaction. */
function kyselyOn(client: pg.PoolClient): Db {
  const borrowed = { query: client.query.bind(client), release: () => undefined }
  const pool = { connect: async () => borrowed, end: async () => undefined }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) })
}

/**
 * Imports a CSV of measurements as it streams in, in memory that does not grow with the file beyond 32 bytes an observation. All data,
 * the sites the file brings, what must be assessed anew and the record of the import are one transaction: what is acknowledged is
 * committed, and a killed import leaves nothing.
 *
 * With `all-or-nothing` one bad row refuses the file (status `refused`, every problem listed); with `skip-and-report` the good rows
 * are taken in.
 *
 * @throws QinglanError for a file that is no table, a header no mapping fits, an unknown mapping
 */
export async function importCsv(
  pool: pg.Pool,
  db: Db,
  stream: Readable,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void = () => undefined,
): Promise<ImportResult> {
  const mappings =
    options.mapping === undefined
      ? await bundledMappings()
      : [await mappingNamed(options.mapping, { allowPath: options.allowPath ?? false })]
  const id = options.id ?? randomUUID()
  const client = await pool.connect()
  client.on('error', broken)
  let started = false
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [importLock])
    // whoever holds the lock is the only import at work: the others marked so were killed
    await db
      .updateTable('imports')
      .set({ status: 'failed', finished_at: new Date() })
      .where('status', '=', 'running')
      .execute()
    const run = new ImportRun(client, id, options)
    const startWith = async (plan: ColumnPlan) => {
      await recordStart(db, {
        id,
        fileName: options.fileName,
        mapping: plan.mapping.name,
        mode: options.mode,
        simulated: options.simulated ?? false,
        owner: options.owner,
      })
      started = true
    }
    let told = Date.now()
    const tell = async (phase: ImportProgress['phase']) => {
      onProgress({ id, phase, ...run.figures })
      if (started) await announce(db, { type: 'import', importId: id, rows: run.rows, status: 'running' })
      told = Date.now()
    }
    await run.read(
      stream,
      (header, line) => choosePlan(mappings, header, line),
      startWith,
      async () => {
        if (Date.now() - told >= progressEveryMs) await tell('reading')
      },
    )
    const refusal = options.refuseWhen?.()
    if (refusal) throw refusal
    const status = await run.finish()
    if (status === 'done') await client.query('commit')
    else {
      await client.query('rollback')
      await recordEnd(db, id, 'refused', run.figures, run.sha256, run.problems.kept)
    }
    onProgress({ id, phase: 'finished', ...run.figures })
    await announce(db, { type: 'import', importId: id, rows: run.rows, status })
    return await importById(db, id)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    if (started)
      await db
        .updateTable('imports')
        .set({ status: 'failed', finished_at: new Date() })
        .where('id', '=', id)
        .execute()
    throw error
  } finally {
    client.off('error', broken)
    client.release()
  }
}

/** @throws QinglanError `bad-input` for text that no database holds, by its line */
function refuseNul(text: string, firstLine: number): void {
  const at = text.indexOf('\u0000')
  if (at < 0) return
  const line = firstLine + text.slice(0, at).split('\n').length - 1
  throw badInput(`第 ${line} 行附近含空字符(NUL)`, `There is a NUL character near line ${line}`)
}

/** One import under way: reads, collects, and writes one batch while the next is being read. */
class ImportRun {
  readonly problems = new ProblemList()
  readonly #client: pg.PoolClient
  readonly #trx: Db
  readonly #id: string
  readonly #options: ImportOptions
  readonly #hash = createHash('sha256')
  readonly #dirty = new DirtyDays()
  #sites: SiteIndex | undefined
  #reader: RowReader | undefined
  #collector: ObservationCollector | undefined
  #pivot: Pivot | undefined
  readonly #writer: ObservationWriter
  #writing: Promise<void> = Promise.resolve()
  rows = 0
  #accepted = 0
  #inserted = 0
  #changed = 0
  #unchanged = 0
  sha256: string | null = null

  constructor(client: pg.PoolClient, id: string, options: ImportOptions) {
    this.#client = client
    this.#trx = kyselyOn(client)
    this.#id = id
    this.#options = options
    this.#writer = new ObservationWriter(client, id, options.simulated ?? false)
  }

  get figures(): ImportFigures {
    const refused = this.#refused
    return {
      rows: this.rows,
      unused: [...(this.#reader?.unused ?? [])],
      accepted: refused ? 0 : this.#accepted,
      rejected: this.problems.rejectedRows,
      inserted: refused ? 0 : this.#inserted,
      changed: refused ? 0 : this.#changed,
      unchanged: refused ? 0 : this.#unchanged,
    }
  }

  get #refused(): boolean {
    return this.#options.mode === 'all-or-nothing' && this.problems.rejectedRows > 0
  }

  async read(
    stream: Readable,
    choose: ChoosePlan,
    start: (plan: ColumnPlan) => Promise<void>,
    pause: () => Promise<void>,
  ): Promise<void> {
    const hash = this.#hash
    const bytes = async function* () {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        hash.update(chunk)
        yield chunk
      }
    }
    let splitter: CsvSplitter | undefined
    let head = ''
    const begin = async (): Promise<CsvRecord[]> => {
      const delimiter = delimiterOf(head)
      splitter = new CsvSplitter(delimiter)
      const records = recordsOf(splitter, head.slice(0, headChars))
      // the head is the same however the pieces of the file were cut
      const rest = recordsOf(splitter, head.slice(headChars))
      head = ''
      await this.#begin(records, delimiter, choose, start)
      return [...records, ...rest]
    }
    const work = async (records: readonly CsvRecord[]) => {
      for (const { cells, line } of records) {
        this.#record(cells, line)
        if (this.#collector!.full) await this.#flush()
        if (this.rows % rowsPerTurn === 0) await setImmediate()
      }
      await pause()
    }
    for await (const piece of decodeCsv(bytes())) {
      refuseNul(piece, splitter?.line ?? head.split('\n').length)
      if (splitter) await work(recordsOf(splitter, piece))
      else if ((head += piece).length >= headChars) await work(await begin())
    }
    if (!splitter) {
      if (!head.endsWith('\n')) head += '\n'
      await work(await begin())
    }
    const last: CsvRecord[] = []
    splitter!.end((cells, line) => void last.push({ cells, line }))
    await work(last)
    this.sha256 = hash.digest('hex')
  }

  /** Writes the rest and, when the data are to be kept, what goes with them. */
  async finish(): Promise<'done' | 'refused'> {
    await this.#flush()
    await this.#writing
    if (this.#refused) return 'refused'
    const span = await this.#dirty.store(this.#client)
    if (span) await announce(this.#trx, { type: 'observations', ...span })
    await recordEnd(this.#trx, this.#id, 'done', this.figures, this.sha256, this.problems.kept)
    return 'done'
  }

  /** Reads the head off the first records and makes ready for the others. @throws QinglanError for a file without rows */
  async #begin(
    records: CsvRecord[],
    delimiter: string,
    choose: ChoosePlan,
    start: (plan: ColumnPlan) => Promise<void>,
  ): Promise<void> {
    const head = readHead(records, choose)
    if (!head) throw badInput('文件是空的', 'the file is empty')
    records.splice(0, head.length)
    const { plan } = head
    this.#sites = await SiteIndex.load(this.#trx, this.#options.writableSiteIds)
    const layouts = {
      air: await ensureLayout(this.#trx, 'air'),
      water: await ensureLayout(this.#trx, 'water'),
    }
    const { newSites, writableSiteIds, simulated } = this.#options
    this.#reader = new RowReader(plan, this.#sites, layouts, {
      mayCreateSites: !writableSiteIds,
      newSites: newSites && { regionId: await knownRegion(this.#trx, newSites.regionId) },
      midnightIsDay: head.midnightIsDay,
      decimalCommas: delimiter === ';',
      latestMs: this.#options.latestMs ?? (simulated ? undefined : Date.now() + aheadAtMostMs),
    })
    this.#pivot = plan.pivot && new Pivot(plan.pivot, head.header)
    this.#collector = new ObservationCollector({
      long: plan.long !== undefined,
      batchSize: this.#options.batchSize ?? batchSize,
    })
    await start(plan)
  }

  #record(cells: readonly string[], line: number): void {
    if (!this.#pivot) this.#row(cells, line)
    else for (const one of this.#pivot.longOf(cells)) this.#row(one, line)
  }

  #row(cells: readonly string[], line: number): void {
    this.rows += 1
    const row = this.#reader!.read(cells, line)
    if (row === null) {
      this.#accepted += 1
      return
    }
    if ('site' in row) {
      // a file that is refused is only read on to find all its problems
      const taken = this.#collector!.take(row, line)
      if (!taken) {
        this.#accepted += 1
        this.#dirty.note(row)
        return
      }
      const value = `${row.site.code} ${formatChinaTime(row.time.epochMs)}`
      this.problems.reject([
        { line, column: this.#reader!.timeColumn, value, reason: reasons.duplicate(taken.contradicts) },
      ])
      return
    }
    this.problems.reject(row)
  }

  /** Starts writing what is gathered as soon as the batch before is written. */
  async #flush(): Promise<void> {
    await this.#writing
    const batch = this.#collector!.drain()
    if (batch.size === 0 || this.#refused) return
    const created = this.#sites!.created.splice(0)
    await storeCreatedSites(this.#trx, created, this.#options.simulated ?? false)
    this.#writing = this.#write(batch)
    // the failure is met where the next batch waits; without this it would end the process before that
    this.#writing.catch(() => undefined)
  }

  async #write(batch: Batch): Promise<void> {
    const written = await this.#writer.write(batch)
    this.#inserted += written.inserted
    this.#changed += written.changed
    this.#unchanged += written.unchanged
    for (const line of written.conflicts) {
      this.#accepted -= 1
      this.problems.reject([{ line, column: '', value: '', reason: reasons.duplicateEarlier() }])
    }
  }
}
