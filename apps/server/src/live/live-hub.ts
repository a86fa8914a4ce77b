import { EventEmitter } from 'node:events'
import { LiveEvent } from '@qinglan/contract'
import { sql } from 'kysely'
import pg from 'pg'
import { Value } from 'typebox/value'
import type { Db } from '../database/connect.ts'

const channel = 'qinglan_live'
/** Told by triggers of the identity room (migration 0503): the id of a person, or nothing for anyone. */
const accessChannel = 'qinglan_access'

/** Hears what any process on this database announced, and passes it on to those who listen here. */
export interface LiveHub {
  listen(listener: (event: LiveEvent) => void): () => void
  /** Someone's sessions, tokens or roles changed, in whatever process; `null`: perhaps anyone's, as after the connection was lost. */
  onAccessChange(listener: (personId: string | null) => void): () => void
  close(): Promise<void>
}

/** Announces an event to every process; inside a transaction it is heard only after the commit. */
export async function announce(db: Db, event: LiveEvent): Promise<void> {
  // a notification carries at most 8000 bytes; a listener that gets no list of sites refreshes all
  const text = JSON.stringify(event)
  const fits = text.length < 7000 ? text : JSON.stringify({ ...event, siteIds: [], regionIds: [] })
  await sql`select pg_notify(${channel}, ${fits})`.execute(db)
}

/** What a notification says; one that is no event of ours says nothing. */
function eventOf(payload: string): LiveEvent | undefined {
  try {
    const event: unknown = JSON.parse(payload)
    return Value.Check(LiveEvent, event) ? event : undefined
  } catch {
    return undefined
  }
}

/** Opens the one connection that hears announcements; it reconnects after the database was away. */
export async function openLiveHub(databaseUrl: string): Promise<LiveHub> {
  const emitter = new EventEmitter()
  emitter.setMaxListeners(0)
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  const hear = ({ channel: from, payload = '' }: pg.Notification): void => {
    if (from === accessChannel) {
      emitter.emit('access', payload === '' ? null : payload)
      return
    }
    const event = eventOf(payload)
    if (event) emitter.emit('event', event)
  }
  const open = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: databaseUrl })
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!closed) retry = setTimeout(() => void open().catch(() => undefined), 1000)
    })
    next.on('notification', hear)
    await next.connect()
    await next.query(`listen ${channel}`)
    await next.query(`listen ${accessChannel}`)
    client = next
    emitter.emit('access', null) // what was announced while nobody heard it
  }
  await open()

  type Heard = { readonly event: LiveEvent; readonly access: string | null }
  const on = <Name extends keyof Heard>(name: Name, listener: (told: Heard[Name]) => void) => {
    emitter.on(name, listener)
    return () => void emitter.off(name, listener)
  }
  return {
    listen: (listener) => on('event', listener),
    onAccessChange: (listener) => on('access', listener),
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
