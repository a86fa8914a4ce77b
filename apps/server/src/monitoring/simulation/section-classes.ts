import { surfaceWaterClasses, type SurfaceWaterClass } from '@qinglan/standards'
import { randomFrom } from './random.ts'

/** A section with the levels it counts for. */
export interface LevelledSection {
  readonly code: string
  readonly levels: readonly string[]
}

type Shares = Readonly<Partial<Record<SurfaceWaterClass, number | undefined>>>

/** Whole numbers of sections per class by largest remainder; what the shares leave open is class Ⅲ. */
export function quotas(shares: Shares, total: number): Record<SurfaceWaterClass, number> {
  const given = surfaceWaterClasses.map((name) => ({ name, exact: (shares[name] ?? 0) * total }))
  const counts = Object.fromEntries(
    given.map(({ name, exact }) => [name, Math.floor(exact + 1e-9)]),
  ) as Record<SurfaceWaterClass, number>
  const asked = Math.min(Math.round(given.reduce((sum, { exact }) => sum + exact, 0)), total)
  let left = asked - given.reduce((sum, { name }) => sum + counts[name], 0)
  for (const { name } of given.toSorted((a, b) => (b.exact % 1) - (a.exact % 1))) {
    if (left <= 0) break
    counts[name] += 1
    left -= 1
  }
  counts['Ⅲ'] += total - asked
  return counts
}

/**
 * Gives each section a class so that every level, the innermost first, has the shares asked: national sections lie within the
 * provincial, those within the city's. Good sections tend to stay good from year to year.
 */
export function assignClasses(
  seed: number,
  year: number,
  sections: readonly LevelledSection[],
  levels: Readonly<Record<string, Shares>>,
): Map<string, SurfaceWaterClass> {
  const score = ({ code }: LevelledSection) =>
    0.85 * randomFrom(seed, 'section', code).uniform() +
    0.15 * randomFrom(seed, 'section', code, year).uniform()
  const byQuality = sections.toSorted((a, b) => score(a) - score(b))
  const assigned = new Map<string, SurfaceWaterClass>()
  for (const [level, shares] of Object.entries(levels)) {
    const members = byQuality.filter((section) => section.levels.includes(level))
    const left = quotas(shares, members.length)
    for (const { code } of members) {
      const own = assigned.get(code)
      if (own) left[own] -= 1
    }
    const open = members.filter(({ code }) => !assigned.has(code))
    for (const name of surfaceWaterClasses) {
      for (let count = left[name]; count > 0 && open.length > 0; count--)
        assigned.set(open.shift()!.code, name)
    }
    for (const { code } of open) assigned.set(code, 'Ⅲ')
  }
  for (const { code } of byQuality) if (!assigned.has(code)) assigned.set(code, 'Ⅲ')
  return assigned
}
