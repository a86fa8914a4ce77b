import { parseChinaTime } from '@qinglan/periods'
import type { Pack } from './read-pack.ts'
import { refusePack, type PackProblem } from './yaml-file.ts'

/** Checks what a schema cannot: that every name a pack uses is one it gives, once, and that every date is one. */
export function checkReferences(pack: Pack, name: string): void {
  const problems: PackProblem[] = []
  const report = (file: string, path: string, expected: string): void => {
    problems.push({ file: `${name}/${file}`, line: null, path, expected })
  }
  const regions = unique(pack.regions, 'id', (path, id) =>
    report('regions.yaml', `regions${path}`, `重复 / twice: ${id}`),
  )
  const units = unique(pack.units, 'id', (path, id) =>
    report('regions.yaml', `units${path}`, `重复 / twice: ${id}`),
  )
  const targets = unique(pack.targets, 'code', (path, id) =>
    report('targets.yaml', `targets${path}`, `重复 / twice: ${id}`),
  )
  const tasks = unique(pack.tasks, 'code', (path, id) =>
    report('tasks.yaml', `tasks${path}`, `重复 / twice: ${id}`),
  )
  unique(pack.sites, 'code', (path, id) => report('sites.yaml', `sites${path}`, `重复 / twice: ${id}`))

  const known = (
    set: ReadonlySet<string>,
    file: string,
    path: string,
    id: string | undefined,
    what: string,
  ): void => {
    if (id !== undefined && !set.has(id)) report(file, path, `没有这个${what} / unknown ${what}: ${id}`)
  }
  const day = (file: string, path: string, date: string | undefined): void => {
    if (date !== undefined && parseChinaTime(date) === null) report(file, path, `不是日期 / no date: ${date}`)
  }
  pack.regions.forEach((r, i) => known(regions, 'regions.yaml', `regions[${i}].parent`, r.parent, 'region'))
  pack.units.forEach((u, i) => known(regions, 'regions.yaml', `units[${i}].region`, u.region, 'region'))
  pack.sites.forEach((s, i) => {
    known(regions, 'sites.yaml', `sites[${i}].region`, s.region, 'region')
    known(units, 'sites.yaml', `sites[${i}].unit`, s.unit, 'unit')
  })
  known(regions, 'pack.yaml', 'campaign.region', pack.about.campaign?.region, 'region')
  pack.targets.forEach((t, i) => {
    const at = `targets[${i}]`
    known(targets, 'targets.yaml', `${at}.restates`, t.restates, 'target')
    known(units, 'targets.yaml', `${at}.delegated.owner`, t.delegated?.owner, 'unit')
    for (const u of holdersOf(t)) known(units, 'targets.yaml', at, u, 'unit')
    for (const holder of Object.keys(t.allocations ?? {}))
      known(regions, 'targets.yaml', `${at}.allocations`, holder, 'region')
    day('targets.yaml', `${at}.deadline`, t.deadline)
    day('targets.yaml', `${at}.condition.met_on`, t.condition?.met_on)
    if (t.comparator !== 'none' && t.value === undefined && t.delegated === undefined) {
      report(
        'targets.yaml',
        `${at}.value`,
        `比较符 ${t.comparator} 须有数值或 delegated / a number, or who gives it`,
      )
    }
  })
  pack.tasks.forEach((t, i) => {
    for (const u of holdersOf(t)) known(units, 'tasks.yaml', `tasks[${i}]`, u, 'unit')
    day('tasks.yaml', `tasks[${i}].deadline`, t.deadline)
  })
  for (const code of Object.keys(pack.progress?.targets ?? {}))
    known(targets, 'progress.yaml', `targets.${code}`, code, 'target')
  for (const code of Object.keys(pack.progress?.tasks ?? {}))
    known(tasks, 'progress.yaml', `tasks.${code}`, code, 'task')
  if (problems.length > 0) refusePack(problems)
}

type Holders = {
  readonly lead?: string
  readonly responsible?: readonly string[]
  readonly support?: readonly string[]
}

const holdersOf = (entry: Holders): string[] => [
  ...(entry.lead === undefined ? [] : [entry.lead]),
  ...(entry.responsible ?? []),
  ...(entry.support ?? []),
]

function unique<K extends string>(
  rows: readonly Readonly<Record<K, string>>[],
  key: K,
  twice: (path: string, id: string) => void,
): Set<string> {
  const seen = new Set<string>()
  rows.forEach((row, i) => {
    if (seen.has(row[key])) twice(`[${i}].${key}`, row[key])
    seen.add(row[key])
  })
  return seen
}
