import { mkdtemp, rm, chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { connect, type Connection } from '../apps/server/src/database/connect.ts'
import { startEmbedded } from '../apps/server/src/database/embedded.ts'
import { migrate } from '../apps/server/src/database/migrate.ts'
import { importCsv } from '../apps/server/src/monitoring/import/import-csv.ts'
import type { BenchResult } from './result.ts'

const stations = 60
const hours = 8760

/** A year of hourly air of many stations as a wide CSV: half a million rows, sorted as asked. */
function* wideCsv(order: 'site' | 'time'): Generator<string> {
  yield 'site_code,time,PM2.5,PM10,SO2,NO2,CO,O3\n'
  const start = Date.UTC(2021, 0, 1)
  const row = (site: number, hour: number) => {
    const time = new Date(start + hour * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
    const wave = (site * 7 + hour * 13) % 97
    return `S${site},${time},${20 + wave},${40 + wave},${5 + (wave % 20)},${10 + (wave % 60)},${((wave % 15) + 3) / 10},${wave + 3}\n`
  }
  let text = ''
  for (let index = 0; index < stations * hours; index++) {
    text +=
      order === 'site'
        ? row(Math.floor(index / hours), index % hours)
        : row(index % stations, Math.floor(index / stations))
    if (text.length > 1_000_000) {
      yield text
      text = ''
    }
  }
  yield text
}

/** One value per row: half a million rows of six pollutants. */
function* longCsv(): Generator<string> {
  yield 'site,time,pollutant,value,flag\n'
  const pollutants = ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3']
  let text = ''
  for (let index = 0; index < 500_000; index++) {
    const observation = Math.floor(index / 6)
    const time = new Date(Date.UTC(2022, 0, 1) + (observation % hours) * 3_600_000)
      .toISOString()
      .slice(0, 16)
      .replace('T', ' ')
    text += `S${Math.floor(observation / hours)},${time},${pollutants[index % 6]},${(index % 90) + 0.5},N\n`
    if (text.length > 1_000_000) {
      yield text
      text = ''
    }
  }
  yield text
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

const columns = 'site_id, resolution, at, layout_id, values, flags, simulated, source'

/** The rows that the import stored, as COPY writes them. */
async function storedRows({ pool }: Connection): Promise<Buffer[]> {
  const client = await pool.connect()
  try {
    const pieces: Buffer[] = []
    for await (const piece of client.query(copyTo(`copy (select ${columns} from observations) to stdout`)))
      pieces.push(piece as Buffer)
    return pieces
  } finally {
    client.release()
  }
}

const empty = ({ pool }: Connection) => pool.query('truncate observations, observation_revisions')

/** COPY of the same rows into the same emptied table: the yardstick. */
async function rawCopy(connection: Connection, pieces: readonly Buffer[]): Promise<number> {
  await empty(connection)
  const client = await connection.pool.connect()
  try {
    return await seconds(async () => {
      await client.query('begin')
      await pipeline(
        Readable.from(pieces),
        client.query(copyFrom(`copy observations (${columns}) from stdin`)),
      )
      await client.query('commit')
    })
  } finally {
    client.release()
  }
}

async function importAll(
  connection: Connection,
  csv: Generator<string>,
): Promise<{ seconds: number; rows: number; peakMiB: number }> {
  let rows = 0
  let peakMiB = 0
  // written beforehand, so that only the reading of it is timed
  const bytes = Readable.from(Array.from(csv, (text) => Buffer.from(text)))
  const took = await seconds(async () => {
    const options = { fileName: 'bench.csv', mode: 'all-or-nothing' } as const
    const result = await importCsv(connection.pool, connection.db, bytes, options, () => {
      peakMiB = Math.max(peakMiB, process.memoryUsage().rss / 1_048_576)
    })
    if (result.status !== 'done') throw new Error(JSON.stringify(result.problems[0]))
    rows = result.rows
  })
  return { seconds: took, rows, peakMiB }
}

/** CSV import of half a million rows against COPY of the same observations into the same table. */
export async function csvImportBench(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-bench-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  const connection = connect(embedded.url)
  try {
    await migrate(connection.db)
    const sites = Array.from({ length: stations }, (_, index) => ({
      code: `S${index}`,
      kind: 'air-station' as const,
      name_zh: `${index}站`,
      name_en: `Station ${index}`,
      region_id: null,
      unit_id: null,
      lon: null,
      lat: null,
      attributes: '{}',
    }))
    await connection.db.insertInto('sites').values(sites).execute()
    const results: BenchResult[] = []
    const cases = [
      ['csv import, wide, by site', () => wideCsv('site')],
      ['csv import, wide, by time', () => wideCsv('time')],
      ['csv import, long', longCsv],
    ] as const
    for (const [name, csv] of cases) {
      // in turns and the better of two, so that what else the machine does falls on both
      await empty(connection)
      const first = await importAll(connection, csv())
      const pieces = await storedRows(connection)
      const firstCopy = await rawCopy(connection, pieces)
      await empty(connection)
      const second = await importAll(connection, csv())
      const { rows: counted } = await connection.pool.query<{ n: number }>(
        'select count(*) as n from observations',
      )
      const observations = counted[0]?.n ?? 0
      const again = await importAll(connection, csv())
      const copySeconds = Math.min(firstCopy, await rawCopy(connection, pieces))
      const importSeconds = Math.min(first.seconds, second.seconds)
      // a row of the long format is one value, not one observation: there is no like to compare it with
      const ratio = name.endsWith('long') ? {} : { ratio: copySeconds / importSeconds, goal: 'ratio ≥ 0.6' }
      results.push({
        name,
        figures: {
          'rows/s': first.rows / importSeconds,
          'observations/s': observations / importSeconds,
          'rows/s again, nothing changed': again.rows / again.seconds,
          'observations/s raw COPY': observations / copySeconds,
          'peak MiB': Math.max(first.peakMiB, second.peakMiB),
        },
        ...ratio,
      })
    }
    return results
  } finally {
    await connection.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
