import { EventEmitter } from 'node:events'
import type { LiveEvent } from '@qinglan/contract'
import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from '../database/connect.ts'

const channel = 'qinglan_live'

/** Hears what any process on this database announced, and passes it on to those who listen here. */
export interface LiveHub {
  listen(listener: (event: LiveEvent) => void): () => void
  close(): Promise<void>
}

/** Announces an event to every process; inside a transaction it is heard only after the commit. */
export async function announce(db: Db, event: LiveEvent): Promise<void> {
  // a notification carries at most 8000 bytes; a listener that gets no list of sites refreshes all
  const text = JSON.stringify(event)
  const fits = text.length < 7000 ? text : JSON.stringify({ ...event, siteIds: [], regionIds: [] })
  await sql`select pg_notify(${channel}, ${fits})`.execute(db)
}

/** Opens the one connection that hears announcements; it reconnects after the database was away. */
export async function openLiveHub(databaseUrl: string): Promise<LiveHub> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: databaseUrl })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!closed) retry = setTimeout(() => void open().catch(() => undefined), 1000)
    })
    next.on('notification', (message) => {
      if (message.payload) emitter.emit('event', JSON.parse(message.payload) as LiveEvent)
    })
    await next.connect()
    await next.query(`listen ${channel}`)
    client = next
  }
  await open()

  return {
    listen(listener) {
      emitter.on('event', listener)
      return () => emitter.off('event', listener)
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
