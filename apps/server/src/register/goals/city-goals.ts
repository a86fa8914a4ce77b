import type { Db } from '../../database/connect.ts'
import '../../campaign/tables.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { EntityInput } from '../entities/entity-row.ts'
import { leaveRegister } from '../entities/save-entity.ts'
import { saveMany } from '../entities/save-many.ts'

const register = 'city-goal'
const by = 'system'

/**
 * Keeps the register of city targets that local plans must take over the same as the targets of the campaigns: each binding target
 * once (what restates another is that other), by its id, from the first day of its year. A target that its campaign no longer has
 * leaves on the day given. Goals that people entered themselves stay.
 */
export async function fillCityGoals(db: Db, on: string): Promise<void> {
  const kind = (await loadDefinitions(db)).kinds.get(register)
  if (!kind) return
  const targets = await db
    .selectFrom('targets')
    .innerJoin('campaigns', 'campaigns.id', 'targets.campaign_id')
    .select(['targets.id', 'targets.code', 'targets.subject_zh', 'campaigns.region_id', 'campaigns.year'])
    .select('campaigns.simulated')
    .where('targets.restates', 'is', null)
    .where('targets.closed_at', 'is', null)
    .where('targets.tier', '=', 'binding')
    .orderBy('targets.id')
    .execute()
  const goals = await db
    .selectFrom('entities')
    .select(['id', 'key', 'name', 'left_on'])
    .where('kind', '=', register)
    .execute()
  const known = new Map(goals.map((goal) => [goal.key, goal]))
  const fresh = targets.flatMap(({ id, code, subject_zh, region_id, year, simulated }): EntityInput[] => {
    const name = `${code} ${subject_zh}`
    const goal = known.get(id)
    if (goal && goal.name === name && goal.left_on === null) return []
    const effectiveOn = goal ? on : `${year}-01-01`
    return [{ facts: { target: id, name }, regionId: region_id, effectiveOn, simulated }]
  })
  if (fresh.length > 0) await saveMany(db, kind, fresh, by)
  const campaigns = await db.selectFrom('campaigns').select('id').execute()
  const standing = new Set(targets.map(({ id }) => id))
  const filled = ({ key }: { readonly key: string }): boolean =>
    campaigns.some(({ id }) => key.startsWith(`${id}/`))
  for (const goal of goals)
    if (goal.left_on === null && filled(goal) && !standing.has(goal.key))
      await leaveRegister(db, goal.id, { on, reason: '计划已无此目标 no longer in the plan' }, by)
}
