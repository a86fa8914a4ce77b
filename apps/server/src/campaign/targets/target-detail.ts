import {
  unitText,
  type Allocation,
  type Bilingual,
  type CivilDate,
  type TargetDetail,
} from '@qinglan/contract'
import { yearEnd } from '@qinglan/periods'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { allocationsOf } from '../allocations/allocations.ts'
import { dayAsked, findCampaign } from '../campaigns.ts'
import { definitionOf } from '../indicators/catalogue.ts'
import { historyOf } from '../revision/history.ts'
import { stateRuleEdition } from '../state/decide-state.ts'
import { scaleToWritten } from '../state/unit-scale.ts'
import { evaluateTarget, type Evaluated } from './evaluate.ts'
import { findTarget } from './find-target.ts'
import { loadTargets } from './load-targets.ts'
import { askIndicators } from './measure.ts'
import { reportOf } from './reports.ts'

/**
 * All about one target as of a day.
 *
 * @throws QinglanError `not-found`, or `bad-input` for a day the campaign cannot answer for
 */
export async function targetDetail(
  db: Db,
  indicators: readonly Indicator[],
  { targetId, at: asked, now = new Date() }: { targetId: string; at?: string | undefined; now?: Date },
): Promise<TargetDetail> {
  const found = await findTarget(db, targetId)
  const campaign = await findCampaign(db, found.campaign_id)
  const at = dayAsked(campaign, asked)
  const ask = askIndicators(db, indicators, campaign)
  const evaluate = async (id: string): Promise<Evaluated> => {
    const [target] = await loadTargets(db, { campaignId: campaign.id, targetId: id, at })
    if (!target) throw new Error(`target ${id} vanished`)
    return evaluateTarget(target, campaign.year, ask, at)
  }
  const own = await evaluate(targetId)
  // a restatement shows what the promise it repeats shows
  const judged = found.restates === null ? own : await evaluate(found.restates)
  const { allocations, check } = await allocationsOf(db, judged.row.targetId)
  const held = await withCurrent(db, indicators, judged, allocations, { year: campaign.year, at })
  const siblings = []
  if (found.promise !== null) {
    const others = await db
      .selectFrom('targets')
      .select('id')
      .where('campaign_id', '=', campaign.id)
      .where('promise', '=', found.promise)
      .where('id', '<>', targetId)
      .where('closed_at', 'is', null)
      .orderBy('sort')
      .execute()
    for (const { id } of others) {
      const { row } = await evaluate(id)
      siblings.push({ targetId: id, tier: row.tier, state: row.state })
    }
  }
  const { row } = own.target
  const { state, reason, current, forecast, simulated, value, decimals } = judged.row
  return {
    campaign,
    at,
    row: { ...own.row, state, reason, current, forecast, simulated, value, decimals },
    ...(await definedBy(db, indicators, row)),
    source:
      row.source_start === null && row.quote === null
        ? null
        : {
            quote: row.quote ?? '',
            start: row.source_start,
            end: row.source_end,
            sectionPath: row.section_path,
          },
    delegatedTo: row.delegated_to,
    condition:
      row.condition_zh === null
        ? null
        : {
            text: { zh: row.condition_zh, en: row.condition_en ?? row.condition_zh },
            met: row.condition_met_on !== null && row.condition_met_on <= at,
          },
    baselineYear: row.baseline_year,
    rule: { edition: stateRuleEdition, computedAt: now.toISOString(), inputs: { ...judged.inputs } },
    provenance: [...judged.measurement.provenance],
    series: [...judged.measurement.series],
    allocations: held,
    allocationCheck: check,
    reports: judged.target.reports.map(reportOf),
    siblings,
    closed:
      row.closed_at === null || row.closed_reason === null
        ? null
        : { at: row.closed_at.toISOString(), reason: row.closed_reason },
    history: await historyOf(db, targetId),
  }
}

type Row = Evaluated['target']['row']

/** The definition a campaign wrote itself, else that of the target's indicator, else who says the figure. */
async function definedBy(
  db: Db,
  indicators: readonly Indicator[],
  row: Row,
): Promise<Pick<TargetDetail, 'definition' | 'basis'>> {
  const indicator = indicators.find(({ key }) => key === row.indicator)
  const measured = indicator && (await definitionOf(db, indicator, row.indicator_params))
  const own = row.definition_zh === '' ? null : { zh: row.definition_zh, en: row.definition_en }
  return {
    definition: own ?? measured?.definition ?? reportedByHand(row),
    basis: measured?.basis ?? null,
  }
}

function reportedByHand({ comparator, value, unit, unit_norm }: Row): Bilingual {
  if (comparator === 'none' && value === null)
    return { zh: '由责任单位填报完成情况', en: 'The responsible unit reports whether it is done' }
  const { zh, en } = unitText(unit, unit_norm)
  return {
    zh: `由责任单位填报数值，直接与计划的要求比较${zh === '' ? '' : `；单位：${zh}`}`,
    en: `The responsible unit reports the figure, which is held against the plan's number${en.trim() === '' ? '' : `; unit: ${en.trim()}`}`,
  }
}

/** What each holder's own part shows: the same indicator over the holder's region. */
async function withCurrent(
  db: Db,
  indicators: readonly Indicator[],
  { target }: Evaluated,
  allocations: readonly Allocation[],
  { year, at }: { year: number; at: CivilDate },
): Promise<Allocation[]> {
  const indicator = indicators.find((i) => i.key === target.row.indicator)
  if (!indicator) return [...allocations]
  const day = at < yearEnd(year) ? at : yearEnd(year)
  const { unit, unit_norm: unitNorm } = target.row
  const scale = scaleToWritten(indicator, { unit, unitNorm })
  const result: Allocation[] = []
  for (const allocation of allocations) {
    const { holder } = allocation
    if (holder.kind === 'unit') {
      result.push(allocation)
      continue
    }
    const { value } = await indicator.answer(db, {
      regionId: holder.id,
      year,
      at: day,
      params: target.row.indicator_params,
    })
    result.push({ ...allocation, current: value === null ? null : value * scale })
  }
  return result
}
