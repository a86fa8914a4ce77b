import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'

/** More rows than this are replaced by one of each kind. */
const manyChanges = 2000

/** What tells whether an answer from before still stands: who asks, as far as rows that are seen depend on it, and what changed. */
export interface RegisterEdition {
  readonly standing: string
  /**
   * Stands for all that the register holds, or holds of some kinds, definitions and regions included: the same text, the same
   * content. Null where nothing was noted, and then nothing can be remembered.
   */
  of(kinds?: readonly string[]): string | null
}

export async function registerEdition(db: Db): Promise<RegisterEdition> {
  const { rows } = await sql<{ standing: string; kinds: Record<string, string> | null }>`
    select jsonb_build_array(current_user, rights.setting('region'), rights.setting('unit'), rights.setting('roles'))::text as standing,
      (select jsonb_object_agg(kind, ids) from (
        select kind, md5(string_agg(id::text, ',' order by id)) as ids from register_changes group by kind) c) as kinds`.execute(
    db,
  )
  const { standing = '', kinds } = rows[0] ?? {}
  const of = (wanted = Object.keys(kinds ?? {})): string | null => {
    if (!kinds?.['*']) return null
    return [...new Set(['*', ...wanted])]
      .sort()
      .map((kind) => kinds[kind] ?? '')
      .join()
  }
  return { standing, of }
}

/** Keeps the notes of changes few. What was remembered before is forgotten, nothing else changes. */
export async function tidyChanges(db: Db): Promise<void> {
  await sql`
    with many as (select count(*) > ${manyChanges} as yes from register_changes),
    gone as (delete from register_changes where (select yes from many) returning kind)
    insert into register_changes (kind) select distinct kind from gone`.execute(db)
}

/** A cache of at most so many values; the one asked for least recently goes first. */
export class Remembered<T> {
  readonly #values = new Map<string, T>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): T | undefined {
    const value = this.#values.get(key)
    if (value === undefined) return undefined
    this.#values.delete(key)
    this.#values.set(key, value)
    return value
  }

  set(key: string, value: T): void {
    this.#values.delete(key)
    this.#values.set(key, value)
    const [oldest] = this.#values.keys()
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest)
  }
}
