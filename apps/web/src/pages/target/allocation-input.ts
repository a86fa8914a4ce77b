import type { Allocation, AllocationInput, Region, TargetDetail } from '@qinglan/contract'

export type Holder = Allocation['holder']

/** What the form holds: a value and a weight for whoever has one, by holder id. */
export interface Filled {
  readonly method: AllocationInput['method']
  readonly shares?: Readonly<
    Record<string, { readonly value?: number | null; readonly weight?: number | null }>
  >
}

/** Those who hold a part now, those added by hand, and the counties and parks below the campaign's region that could. */
export function holdersOf(
  detail: Pick<TargetDetail, 'campaign' | 'allocations'>,
  regions: readonly Region[],
  added: readonly Holder[] = [],
): Holder[] {
  const held = detail.allocations.map(({ holder }) => holder)
  const now = [...held, ...added.filter(({ id }) => !held.some((holder) => holder.id === id))]
  const below = regions.filter(
    ({ id, parentId }) => parentId === detail.campaign.regionId && !now.some((holder) => holder.id === id),
  )
  return [...now, ...below.map(({ id, name }): Holder => ({ kind: 'region', id, name }))]
}

/** An equal split goes to all that are chosen; otherwise those of them with a value, or a weight, hold a part. */
export function inputOf(
  holders: readonly Holder[],
  { method, shares = {} }: Filled,
  chosen: ReadonlySet<string> = new Set(holders.map(({ id }) => id)),
): AllocationInput {
  const filled = holders
    .filter(({ id }) => chosen.has(id))
    .map(({ kind, id }) => ({
      kind,
      id,
      value: shares[id]?.value ?? null,
      weight: shares[id]?.weight ?? null,
    }))
  switch (method) {
    case 'equal':
      return { method, holders: filled.map(({ kind, id }) => ({ kind, id })) }
    case 'by-share':
      return {
        method,
        holders: filled.flatMap(({ kind, id, weight }) => (weight === null ? [] : [{ kind, id, weight }])),
      }
    case 'list':
      return { method, holders: filled.filter(({ value }) => value !== null) }
  }
}
