import {
  unitText,
  type Bilingual,
  type IndicatorBinding,
  type IndicatorEntry,
  type IndicatorParam,
} from '@qinglan/contract'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { indicatorWords, type IndicatorWords } from './indicator-words.ts'

const inChinese: Readonly<Record<string, string>> = {
  percent: '%',
  count: '个',
  part: '完成部分',
  'ug/m3': '微克/立方米',
  'mg/m3': '毫克/立方米',
  m2: '平方米',
  't/(km2.month)': '吨/(平方千米·月)',
}

const unitOf = ({ unit }: Indicator): Bilingual => ({
  zh: inChinese[unit] ?? unit,
  en: unitText(unit, unit).en.trim() || 'number',
})

async function paramsOf(db: Db, indicator: Indicator, words: IndicatorWords): Promise<IndicatorParam[]> {
  const kept = words.params?.some(({ from }) => from !== undefined)
    ? await indicator.choices?.(db)
    : undefined
  return (words.params ?? []).map(({ name, zh, en, required = false, choices, from }) => ({
    name,
    title: { zh, en },
    required,
    choices:
      choices?.map((choice) => ({ value: choice.value, title: { zh: choice.zh, en: choice.en } })) ??
      (from === undefined ? null : [...(kept?.[from] ?? [])]),
  }))
}

/** Every indicator that a target can be bound to. */
export async function indicatorCatalogue(
  db: Db,
  indicators: readonly Indicator[],
): Promise<IndicatorEntry[]> {
  const known = await indicatorWords()
  const entries: IndicatorEntry[] = []
  for (const indicator of indicators) {
    const words = known.get(indicator.key)
    entries.push({
      key: indicator.key,
      title: indicator.title,
      unit: unitOf(indicator),
      definition: words ? { zh: words.zh, en: words.en } : indicator.title,
      basis: words?.basis ?? null,
      params: words ? await paramsOf(db, indicator, words) : [],
    })
  }
  return entries
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** @throws QinglanError `bad-input` for an indicator that does not exist, or a parameter that is missing, unknown or not to choose */
export async function checkBinding(
  db: Db,
  indicators: readonly Indicator[],
  { indicator: key, params }: IndicatorBinding,
): Promise<void> {
  const indicator = indicators.find((one) => one.key === key)
  if (!indicator) throw badInput(`没有指标“${key}”`, `there is no indicator "${key}"`)
  const words = (await indicatorWords()).get(key)
  if (!words) return
  const known = await paramsOf(db, indicator, words)
  for (const name of Object.keys(params))
    if (!known.some((param) => param.name === name))
      throw badInput(`指标 ${key} 没有参数“${name}”`, `the indicator ${key} has no parameter "${name}"`)
  for (const { name, title, required, choices } of known) {
    const value = params[name]
    if (value === undefined && required)
      throw badInput(`指标 ${key} 需要“${title.zh}”`, `the indicator ${key} needs "${title.en}"`)
    const fits = choices ? choices.some((choice) => choice.value === value) : typeof value === 'string'
    if (value !== undefined && !fits)
      throw badInput(
        `指标 ${key} 的“${title.zh}”不能是 ${written(value)}`,
        `"${title.en}" of the indicator ${key} cannot be ${written(value)}`,
      )
  }
}

/** What a bound target promises the measure of, in words, and the ground of it. */
export async function definitionOf(
  db: Db,
  indicator: Indicator,
  params: Readonly<Record<string, unknown>>,
): Promise<{ definition: Bilingual; basis: Bilingual | null }> {
  const words = (await indicatorWords()).get(indicator.key)
  const unit = unitOf(indicator)
  const described = (await indicator.describe?.(db, params)) ?? {}
  const set = (words?.params ?? []).flatMap((param) => {
    const value = params[param.name]
    const text = described[param.name]?.text ?? param.choices?.find((choice) => choice.value === value)
    if (text) return [{ zh: `${param.zh}：${text.zh}`, en: `${param.en}: ${text.en}` }]
    return value === undefined
      ? []
      : [{ zh: `${param.zh}：${written(value)}`, en: `${param.en}: ${written(value)}` }]
  })
  const said = words ?? indicator.title
  return {
    definition: {
      zh: [said.zh, ...set.map(({ zh }) => zh), `单位：${unit.zh}`].join('；'),
      en: [said.en, ...set.map(({ en }) => en), `unit: ${unit.en}`].join('; '),
    },
    basis: Object.values(described).find(({ basis }) => basis)?.basis ?? words?.basis ?? null,
  }
}
