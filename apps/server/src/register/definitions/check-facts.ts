import type { Bilingual } from '@qinglan/contract'
import { parseChinaTime } from '@qinglan/periods'
import type { FactValue } from '../engine/entity.ts'
import type { FactSchema, KindDefinition } from './kind.ts'

/** What is wrong with one fact: which, and what was expected. */
export interface FactProblem {
  readonly fact: string
  readonly value: FactValue
  readonly reason: Bilingual
}

function wrong(schema: FactSchema, value: FactValue): Bilingual | null {
  const unit = schema.unit ? ` ${schema.unit}` : ''
  switch (schema.type) {
    case 'boolean':
      if (typeof value !== 'boolean') return { zh: '应为是或否', en: 'expected yes or no' }
      break
    case 'number':
    case 'integer':
      if (typeof value !== 'number' || !Number.isFinite(value))
        return { zh: `应为数值${unit}`, en: `expected a number${unit}` }
      if (schema.type === 'integer' && !Number.isInteger(value))
        return { zh: '应为整数', en: 'expected a whole number' }
      if (schema.minimum !== undefined && value < schema.minimum) {
        return { zh: `不应小于 ${schema.minimum}${unit}`, en: `expected at least ${schema.minimum}${unit}` }
      }
      if (schema.maximum !== undefined && value > schema.maximum) {
        return { zh: `不应大于 ${schema.maximum}${unit}`, en: `expected at most ${schema.maximum}${unit}` }
      }
      break
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || parseChinaTime(value) === null) {
        return { zh: '应为日期,如 2021-04-30', en: 'expected a date such as 2021-04-30' }
      }
      break
    case 'string':
      if (typeof value !== 'string' || value.trim() === '') return { zh: '应为文字', en: 'expected text' }
      if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
        return { zh: `格式应为 ${schema.pattern}`, en: `expected the form ${schema.pattern}` }
      }
      break
  }
  if (schema.enum && !schema.enum.some((allowed) => allowed === value)) {
    const { choices = {} } = schema
    const titles = (lang: 'zh' | 'en') => schema.enum?.map((v) => choices[v]?.[lang] ?? String(v)) ?? []
    return { zh: `应为其中之一:${titles('zh').join('、')}`, en: `expected one of ${titles('en').join(', ')}` }
  }
  return null
}

/** Holds what is said of an entity against its kind; an empty list means it fits. */
export function wrongFacts(kind: KindDefinition, facts: Readonly<Record<string, FactValue>>): FactProblem[] {
  return Object.entries(facts).flatMap(([fact, value]): FactProblem[] => {
    const schema = kind.facts[fact]
    if (!schema) {
      const reason = { zh: `“${kind.title.zh}”没有这一项`, en: `${kind.title.en} has no such fact` }
      return [{ fact, value, reason }]
    }
    const reason = value === null ? null : wrong(schema, value)
    return reason ? [{ fact, value, reason }] : []
  })
}

/** Facts that an entity lacks, of all that is known of it. Any other absent fact is not known, which is allowed. */
export function missingFacts(
  kind: KindDefinition,
  facts: Readonly<Record<string, FactValue>>,
): FactProblem[] {
  return [...new Set([kind.key, ...(kind.required ?? [])])]
    .filter((fact) => facts[fact] === undefined || facts[fact] === null)
    .map((fact) => ({ fact, value: null, reason: { zh: '必填', en: 'is required' } }))
}

/** What is wrong with moving from one state to another, if anything. */
export function checkTransition(
  kind: KindDefinition,
  from: string | null,
  to: string | null,
): Bilingual | null {
  if (to === from) return null
  const order = (kind.states ?? []).map((s) => s.key)
  if (to === null || !order.includes(to)) {
    const list = order.join('、') || '—'
    return { zh: `没有状态“${to ?? ''}”,应为:${list}`, en: `no state “${to ?? ''}”; expected one of ${list}` }
  }
  if (!kind.inOrder) return null
  const step = order.indexOf(to) - (from === null ? -1 : order.indexOf(from))
  if (step <= 1) return null
  const missing = order[order.indexOf(to) - 1] ?? ''
  return { zh: `不能跳过“${missing}”`, en: `“${missing}” cannot be skipped` }
}
