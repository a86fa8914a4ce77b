import type { Accepted, TargetLabel, TaskLabel } from './labels.ts'

/** A plan with its hand-set labels, parted again from the text that carries them. */
export interface MarkedPlan {
  text: string
  targets: TargetLabel[]
  tasks: TaskLabel[]
}

const TIERS: Readonly<Record<string, string>> = {
  n: 'number',
  r: 'rule',
  a: 'all',
  d: 'dated',
  g: 'delegated',
  x: 'directional',
  c: 'completion',
}
const ROLES: Readonly<Record<string, string>> = { k: 'task', i: 'indicator', o: 'goal', l: 'lead' }
const NOTHING: Accepted = { comparator: 'none', value: null, unit_norm: null }

/**
 * Reads a plan whose clauses are marked where they stand: `⟦the clause‖n <= 34 ug/m3 ~2020 @2025-12-31⟧`. Labels are parted by `;`, marks may
 * nest, and `⟦!o⟧`, `⟦!k⟧` set the role (goal, task) of marks that name none. `cases/labelled/README.md` lists the signs.
 */
export function readMarked(marked: string): MarkedPlan {
  const plan: MarkedPlan = { text: '', targets: [], tasks: [] }
  const open: number[] = []
  let role = 'task'
  for (let at = 0; at < marked.length;) {
    const preset = /^⟦!([kiol])⟧/.exec(marked.slice(at, at + 5))
    if (preset !== null) {
      role = ROLES[preset[1]!]!
      at += preset[0].length
    } else if (marked[at] === '⟦') {
      open.push(plan.text.length)
      at++
    } else if (marked[at] === '‖') {
      const close = marked.indexOf('⟧', at)
      const start = open.pop()
      if (close < 0 || start === undefined)
        throw new Error(`a mark without its end: ${marked.slice(at, at + 40)}`)
      addLabels(
        plan,
        marked.slice(at + 1, close).split(';'),
        { char_start: start, char_end: plan.text.length },
        role,
      )
      at = close + 1
    } else plan.text += marked[at++]!
  }
  if (open.length > 0) throw new Error('a mark is not closed')
  return plan
}

function addLabels(
  plan: MarkedPlan,
  labels: readonly string[],
  span: { char_start: number; char_end: number },
  role: string,
): void {
  let named = false
  for (const label of labels.map((one) => one.trim())) {
    const own = ROLES[label[0]!]
    if (own !== undefined && !/^.[a-z]/.test(label)) {
      plan.tasks.push({ ...span, role: own, ...doers(label) })
      named = true
    } else plan.targets.push({ ...span, ...targetOf(label) })
  }
  if (!named) plan.tasks.push({ ...span, role })
}

function doers(label: string): Pick<TaskLabel, 'lead' | 'support'> {
  const lead = /by=(\S+)/.exec(label)?.[1]
  const support = /with=(\S+)/.exec(label)?.[1]
  return {
    ...(lead === undefined ? {} : { lead: lead.split('、') }),
    ...(support === undefined ? {} : { support: support.split('、') }),
  }
}

function targetOf(label: string): Omit<TargetLabel, 'char_start' | 'char_end'> {
  const tier = TIERS[label[0]!]
  if (tier === undefined) throw new Error(`no such tier: ${label}`)
  const accept: Accepted[] = []
  const rest = label
    .slice(1)
    .replaceAll(/or\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g, (_, one: string) => {
      accept.push(reading(one.split(' ')))
      return ''
    })
    .split(/\s+/)
  const word = (sign: string): string | undefined =>
    rest.find((one) => one.startsWith(sign))?.slice(sign.length)
  const plain = rest.filter((one) => one !== '' && one !== '?' && !/^(?:@|~|or~|[a-z]+=)/.test(one))
  const main = plain.length === 0 ? NOTHING : reading(plain)
  const due = word('@')
  const base = word('~')
  const norm = word('norm=')
  return {
    ...main,
    tier,
    optional: rest[0] === '?',
    value_norm: norm === undefined ? main.value : Number(norm),
    baseline_year: base === undefined ? null : Number(base),
    accept_baseline: rest.includes('or~null') ? [null] : [],
    deadline: due?.replace('?', '') ?? null,
    accept_deadline: due?.endsWith('?') === true ? [null] : [],
    accept,
    ...(word('s=') === undefined ? {} : { subject: word('s=')! }),
    ...(word('m=') === undefined ? {} : { modality: word('m=')! }),
    ...(word('t=') === undefined ? {} : { threshold: { value: Number(word('t=')) } }),
  }
}

function reading([comparator = 'none', value = 'null', ...unit]: readonly string[]): Accepted {
  const unitNorm = unit.join(' ')
  return {
    comparator: comparator === 'null' ? 'none' : comparator,
    value: JSON.parse(value) as Accepted['value'],
    unit_norm: unitNorm === '' || unitNorm === 'null' ? null : unitNorm,
  }
}
