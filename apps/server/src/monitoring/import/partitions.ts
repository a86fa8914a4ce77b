/** What runs statements in the caller's transaction. */
export interface Querying {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly { readonly there?: boolean }[] }>
}

// only what was there is remembered: one attached here vanishes when the transaction is rolled back
const yearsOf = new WeakMap<Querying, Set<number>>()

/**
 * Attaches the yearly partitions that some times need and the schema does not bring. Attaching takes a lock that lets readers and
 * writers go on; it is done in the caller's transaction.
 */
export async function ensurePartitions(client: Querying, epochs: readonly number[]): Promise<void> {
  const known = yearsOf.get(client) ?? new Set<number>()
  yearsOf.set(client, known)
  let low = Infinity
  let high = -Infinity
  for (const at of epochs) {
    if (at < low) low = at
    if (at > high) high = at
  }
  for (let year = new Date(low).getUTCFullYear(); year <= new Date(high).getUTCFullYear(); year++) {
    if (known.has(year)) continue
    const name = `observations_y${year}`
    const { rows } = await client.query('select to_regclass($1) is not null as there', [name])
    if (rows[0]?.there) known.add(year)
    else await client.query('select observations_partition($1)', [year])
  }
}
