import { toDecimal } from '@qinglan/standards'
import type { Binding } from './bindings.ts'
import type { ReadTarget } from './reading.ts'

const stretch = new Set(['力争', '争取', '奋斗目标'])

/** What the table of targets keeps of a promise that was read, measured by `binding` where there is one. */
export function targetRow(t: ReadTarget, binding: Binding | null) {
  const [value, high] = Array.isArray(t.value) ? t.value : [t.value, null]
  const wholeList = (t.tier === 'all' || t.tier === 'rule') && value === 100
  const counted = binding?.count === 'population' && t.population !== null
  return {
    subject_zh: t.subject,
    subject_en: t.subject,
    definition_zh: '',
    definition_en: '',
    kind: t.tier === 'dated' || t.tier === 'completion' ? 'deadline_task' : t.kind,
    tier: t.modality !== null && stretch.has(t.modality) ? ('stretch' as const) : ('binding' as const),
    promise: null,
    modality: t.modality,
    comparator: counted ? ('>=' as const) : t.comparator,
    value: counted ? (t.population?.value ?? null) : t.tier === 'delegated' ? null : value,
    value_high: high,
    unit: counted ? (t.population?.unit ?? null) : t.unit,
    unit_norm: counted ? 'count' : t.unitNorm,
    decimals: counted || value === null ? 0 : toDecimal(value).decimals,
    baseline_year: t.baselineYear,
    deadline: t.deadline,
    deadline_role: t.deadlineRole,
    population: t.population === null ? null : JSON.stringify(t.population),
    needs_list: wholeList && binding === null,
    delegated_to: t.delegatedTo ?? (t.tier === 'delegated' ? t.quote : null),
    number_owner: null,
    number_due: null,
    condition_zh: null,
    condition_en: null,
    condition_met_on: null,
    source_start: t.start,
    source_end: t.end,
    quote: t.quote,
    section_path: JSON.stringify(t.sectionPath),
    indicator: binding?.indicator ?? null,
    indicator_params: JSON.stringify(binding?.params ?? {}),
    breakdown: 'none' as const,
  }
}
