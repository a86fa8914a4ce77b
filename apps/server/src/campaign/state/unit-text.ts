import type { Bilingual } from '@qinglan/contract'

const inEnglish: Readonly<Record<string, string>> = {
  percent: '%',
  count: '',
  'ug/m3': 'µg/m³',
  'mg/m3': 'mg/m³',
  m2: 'm²',
  m3: 'm³',
  km2: 'km²',
  't/(km2.month)': 't/(km²·month)',
  household: 'households',
  per_week: 'a week',
  per_month: 'a month',
  per_quarter: 'a quarter',
  per_year: 'a year',
  hour_per_day: 'h a day',
  round: 'rounds',
  water_quality_class: '(class)',
}

/** A unit as the plan writes it, and in English by its normalised form; 万 and 亿 stand between number and unit there too. */
export function unitText(unit: string | null, unitNorm: string | null): Bilingual {
  if (unit === null) return { zh: '', en: '' }
  if (unitNorm === null) return { zh: unit, en: ` ${unit}` }
  const name = inEnglish[unitNorm] ?? unitNorm
  const scale = unit.startsWith('万') ? '×10⁴' : unit.startsWith('亿') ? '×10⁸' : ''
  const en = `${scale} ${name}`.trimEnd()
  return { zh: unit, en: name === '%' ? '%' : en === '' ? '' : en.startsWith(' ') || scale ? en : ` ${en}` }
}
