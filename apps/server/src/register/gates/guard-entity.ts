import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import { loadGates } from '../definitions/definition-store.ts'
import { askGates, type Proposal } from './ask-gates.ts'

/** What is about to happen to an entity in its register. */
export interface Happening {
  readonly stateBefore: string | null
  readonly leaving?: boolean
}

/** Refuses what a guarding gate does not allow; what it cannot know, it does not allow. */
export async function guardEntity(db: Db, proposal: Proposal, happening: Happening): Promise<void> {
  const gates = (await loadGates(db, proposal.kind, proposal.on)).filter(({ definition: { guards } }) => {
    if (!guards) return false
    if (happening.leaving) return guards.leaving === true
    const reached = proposal.state !== happening.stateBefore ? (proposal.state ?? null) : null
    return guards.saving === true || (reached !== null && (guards.states ?? []).includes(reached))
  })
  if (gates.length === 0) return
  const { verdict, findings } = await askGates(db, proposal, gates)
  if (verdict === 'allowed') return
  const refusing = findings.filter((f) => f.effect === 'refuse')
  const unknown = (why: string | null) => (why === null ? '' : ` (${why})`)
  throw new QinglanError(
    'conflict',
    {
      zh: refusing.map((f) => `${f.title.zh}〔${f.clause}〕${unknown(f.why)}`).join(';'),
      en: refusing.map((f) => `${f.title.en} [${f.clause}]${unknown(f.why)}`).join('; '),
    },
    refusing,
  )
}
