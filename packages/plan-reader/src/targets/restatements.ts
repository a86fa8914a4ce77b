import type { PlanTarget } from '../contract.ts'

/** Links a promise that is stated again to where it stands first: same measure, same value. Counts once. */
export function linkRestatements(targets: PlanTarget[]): void {
  const first = new Map<string, PlanTarget>()
  for (const target of targets) {
    const key = keyOf(target)
    if (key === null) continue
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, target)
    else if (earlier.start !== target.start && sameScope(earlier, target)) target.restates = earlier.id
  }
}

function keyOf(target: PlanTarget): string | null {
  const subject = target.subject.replaceAll(/[《》“”()、的]|目标|任务|工作|完成/g, '')
  if (subject.length < 2) return null
  switch (target.tier) {
    case 'number':
      return `n|${subject}|${JSON.stringify(target.valueNorm)}|${target.unitNorm}|${target.comparator}`
    case 'rule':
    case 'all':
    case 'delegated':
      return `${target.tier}|${subject}|${JSON.stringify(target.threshold)}|${target.delegatedTo?.replaceAll(/目标|任务/g, '') ?? ''}`
    case 'dated':
    case 'directional':
    case 'completion':
      return null
  }
}

function sameScope(a: PlanTarget, b: PlanTarget): boolean {
  return a.regions.join('、') === b.regions.join('、') || a.quote === b.quote
}
