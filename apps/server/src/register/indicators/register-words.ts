import type { Bilingual } from '@qinglan/contract'
import type { ParamChoice, ParamWords } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { RuleDefinition } from '../definitions/rule.ts'

/** The rules as their last editions have them. */
function lastEditions({ rules }: Definitions): RuleDefinition[] {
  const last = new Map<string, RuleDefinition>()
  for (const { definition } of rules) {
    const other = last.get(definition.rule)
    if (!other || other.validFrom <= definition.validFrom) last.set(definition.rule, definition)
  }
  return [...last.values()]
}

const byTitle = (a: ParamChoice, b: ParamChoice): number => a.title.zh.localeCompare(b.title.zh, 'zh-CN')

/** The registers and rules that an indicator of a register can be asked for. */
export async function registerChoices(db: Db): Promise<Record<'kinds' | 'rules', ParamChoice[]>> {
  const definitions = await loadDefinitions(db)
  return {
    kinds: [...definitions.kinds.values()].map(({ kind, title }) => ({ value: kind, title })).sort(byTitle),
    rules: lastEditions(definitions)
      .map(({ rule, title }) => ({ value: rule, title }))
      .sort(byTitle),
  }
}

type Titles = (name: string) => Bilingual | undefined

const operators: readonly (readonly [RegExp, Bilingual])[] = [
  [/\s*&&\s*/g, { zh: ' 且 ', en: ' and ' }],
  [/\s*\|\|\s*/g, { zh: ' 或 ', en: ' or ' }],
  [/!(?!=)/g, { zh: '非', en: 'not ' }],
  [/\s*==\s*/g, { zh: '为', en: ' is ' }],
  [/\s*>=\s*/g, { zh: '≥', en: ' ≥ ' }],
  [/\s*<=\s*/g, { zh: '≤', en: ' ≤ ' }],
  [/(\d)\.0+(?!\d)/g, { zh: '$1', en: '$1' }],
]

/** A condition with the titles of what it names; what has none stays as it is written. */
function conditionIn(
  language: 'zh' | 'en',
  condition: string,
  titles: Record<'fact' | 'kind' | 'duty' | 'state', Titles>,
) {
  const named = (of: Titles, name: string): string => of(name)?.[language] ?? name
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const worded = condition
    .replaceAll(/facts\.(\w+)/g, (_, name: string) => named(titles.fact, name))
    .replaceAll(
      /state\s*==\s*'([\w-]+)'/g,
      (_, name: string) => `${say('状态为', 'state ')}“${named(titles.state, name)}”`,
    )
    .replaceAll(
      /entity\.done\('([\w-]+)'\)/g,
      (_, name: string) => `${say('已完成', 'done: ')}“${named(titles.duty, name)}”`,
    )
    .replaceAll(
      /entity\.onList\('([\w-]+)'\)/g,
      (_, name: string) => `${say('列入名单', 'on the list ')}“${name}”`,
    )
    .replaceAll(
      /entity\.(?:touching|related|within)\('([\w-]+)'[^)]*\)\.size\(\)\s*>\s*0/g,
      (_, name: string) => `${say('在', 'within ')}“${named(titles.kind, name)}”${say('内', '')}`,
    )
  return operators.reduce((text, [sign, word]) => text.replaceAll(sign, word[language]), worded)
}

const withUnit = (
  fact: { readonly title: Bilingual; readonly unit?: string } | undefined,
): Bilingual | undefined =>
  fact?.unit === undefined
    ? fact?.title
    : { zh: `${fact.title.zh}（${fact.unit}）`, en: `${fact.title.en} (${fact.unit})` }

function titlesOf(definitions: Definitions, kind: KindDefinition | undefined) {
  const duties = lastEditions(definitions)
    .filter((rule) => rule.kind === kind?.kind)
    .flatMap((rule) => rule.must)
  return {
    fact: (name: string) => withUnit(kind?.facts[name] ?? kind?.derived?.[name]),
    kind: (name: string) => definitions.kinds.get(name)?.title,
    duty: (name: string) => duties.find(({ duty }) => duty === name)?.title,
    state: (name: string) => kind?.states?.find(({ key }) => key === name)?.title,
  }
}

const conditions = ['where', 'counts', 'of', 'weight'] as const

/** What an indicator of a register was asked with, in words. */
export async function registerWords(
  db: Db,
  params: Readonly<Record<string, unknown>>,
): Promise<Record<string, ParamWords>> {
  const definitions = await loadDefinitions(db)
  const text = (name: string): string | undefined =>
    typeof params[name] === 'string' ? params[name] : undefined
  const rule = lastEditions(definitions).find((one) => one.rule === text('rule'))
  const kind = definitions.kinds.get(rule?.kind ?? text('kind') ?? '')
  const titles = titlesOf(definitions, kind)
  const words: Record<string, ParamWords> = {}
  if (kind) words['kind'] = { text: kind.title }
  if (rule) {
    const duties = rule.must.map(({ title }) => title)
    words['rule'] = {
      text: {
        zh: `${rule.title.zh}（${duties.map(({ zh }) => zh).join('、')}）`,
        en: `${rule.title.en} (${duties.map(({ en }) => en).join(', ')})`,
      },
      basis: rule.basis ?? {
        zh: `计划条款；规则 ${rule.rule}，${rule.edition} 版`,
        en: `the plan's clause; rule ${rule.rule}, edition ${rule.edition}`,
      },
    }
    const duty = rule.must.find((one) => one.duty === text('duty'))
    if (duty) words['duty'] = { text: duty.title }
  }
  for (const name of conditions) {
    const condition = text(name)
    if (condition !== undefined)
      words[name] = {
        text: { zh: conditionIn('zh', condition, titles), en: conditionIn('en', condition, titles) },
      }
  }
  return words
}
