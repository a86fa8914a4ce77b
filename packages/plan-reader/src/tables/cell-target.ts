import type { Comparator, NumeralRole } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import { emptyCarry } from '../targets/carry.ts'
import { type TargetDraft, draft } from '../targets/draft.ts'
import { lowerIsBetter } from '../targets/indicators.ts'
import { kindOf } from '../targets/kind-of.ts'
import { readNumbers } from '../targets/numbers.ts'
import { groupValues } from '../targets/values.ts'
import { readAll } from '../targets/worded/all.ts'
import { readDelegated } from '../targets/worded/delegated.ts'
import { readDirections, readLooseDirection } from '../targets/worded/direction.ts'
import { readUnit, readMultiplier } from '../tokens/units.ts'
import { within } from '../tokens/slice.ts'
import type { Cell } from './blocks.ts'
import type { Column } from './columns.ts'

export interface CellPlace {
  name: Cell | null
  cell: Cell
  column: Column
  /** The unit the row or the header gives. */
  unit: string | null
  region: Cell | null
  /** The year of the column that tells where the row stands. */
  baselineYear: number | null
  /** Another column of the row aims at a level. */
  besideLevel: boolean
}

const SIGNS: readonly [RegExp, Comparator][] = [
  [/^(?:≥|>=|不低于|不少于|不小于|达到|大于等于)/, '>='],
  [/^(?:≤|<=|不高于|不超过|不大于|控制在|小于等于)/, '<='],
  [/^(?:>|大于|高于|超过)/, '>'],
  [/^(?:<|小于|低于)/, '<'],
]
/** Rows named by an action count what is done: 新建污水管网, 淘汰老旧车辆. */
const MADE_NAME =
  /^(?:新增|新建|新改建|改建|扩建|完成|建成|建设|改造|整治|治理|淘汰|安装|修复|敷设|铺设|清淤|疏浚|造林|关停|关闭|拆除|推广|创建|打造|培育|退出|压减|更新|布设|购置|实施)(?![\u4e00-\u9fff]*(?:率|比例|占比|浓度|强度)$)/
const MADE_OF: ReadonlySet<string> = new Set(['count', 'length', 'area', 'mass', 'volume', 'flow', 'power'])
const CUMULATIVE = /累计\d?[\])]?$/
const DONE_NAME = /完成|建成|新增|新建|改造|整治|治理|淘汰|安装|修复/
const CHANGE = /下降|削减|降低|减少|增长|提高|提升|增加|较|比/

/** Reads the value of one cell as a target whose subject and unit stand elsewhere in the row or header. */
export function cellTarget(
  norm: string,
  row: Clause,
  place: CellPlace,
  planYear: number | null,
  roles: { start: number; end: number; role: NumeralRole }[],
): TargetDraft[] {
  const { name, cell, column, region } = place
  const subject = `${region === null ? '' : region.text}${bareName(name?.text ?? column.title)}`
  const span = spanOf(place)
  const deadline =
    column.year === null || (planYear !== null && column.year < planYear)
      ? row.deadline
      : {
          iso: `${column.year}-12-31`,
          role: 'by' as const,
          inherited: false,
          acrossSemicolon: false,
          acrossSentence: false,
        }
  const clause: Clause = {
    ...row,
    start: cell.start,
    end: cell.end,
    contentStart: cell.start,
    tokens: within(row.tokens, cell.start, cell.end),
    deadline,
  }
  const delegated = readDelegated(cell.text)
  if (delegated !== null && !/\d/.test(cell.text)) {
    const { subjects: _, ...reading } = delegated
    return [draft(clause, { ...reading, ...span, subject })]
  }
  if (CHANGE.test(cell.text)) {
    const { drafts, roles: own } = readNumbers(norm, clause, planYear, emptyCarry())
    roles.push(...own)
    return drafts.map((one) => ({
      ...one,
      ...span,
      subject: one.subject.length > 2 ? `${subject}${one.subject}` : subject,
      kind: name === null ? one.kind : one.kind,
    }))
  }
  const value = groupValues(norm, clause.tokens, cell.start)[0]
  if (value === undefined) {
    const classed = classCell(clause, cell, subject, span)
    return classed.length > 0 ? classed : wordedCell(clause, cell.text, subject, span, planYear)
  }
  const one = value.values[0]!
  roles.push({ start: one.start, end: one.end, role: 'target' })
  const outer =
    one.unit === null && place.unit !== null ? unitOf(place.unit) : unitOf(unitIn(name?.text ?? column.title))
  const own = one.unit === null && outer !== null
  const unit = own ? outer.unit : one.unit
  const unitNorm = own ? outer.norm : one.norm
  const factor = own ? outer.factor * one.factor : one.factor
  const dimension = own ? outer.dimension : one.dimension
  const sign = SIGNS.find(([words]) => words.test(cell.text))?.[1] ?? null
  const lower = lowerIsBetter(subject)
  const counted = dimension === 'count'
  const comparator: Comparator =
    sign ??
    (value.suffix === 'down' || value.suffix === 'within'
      ? '<='
      : value.suffix === 'up'
        ? '>='
        : (lower === true || one.values[0] === 0) && !DONE_NAME.test(subject)
          ? '<='
          : MADE_NAME.test(subject) && MADE_OF.has(dimension)
            ? /^新增.*能力$/.test(subject)
              ? 'increase_by>='
              : 'complete_count>='
            : counted && (DONE_NAME.test(subject) || /数量?$/.test(subject))
              ? 'complete_count>='
              : '>=')
  const unsaid =
    sign === null &&
    value.suffix === null &&
    lower === null &&
    !(MADE_NAME.test(subject) && MADE_OF.has(dimension))
  const changes: Comparator | null = /(?:下降|降低|减少|削减)(?:率|比例|幅度)?$/.test(subject)
    ? 'decrease_by>='
    : /(?:提高|增长|增加)(?:率|比例|幅度)?$/.test(subject)
      ? 'increase_by>='
      : // A column 累计 tells by how much a level moves, beside a column that tells the level.
        CUMULATIVE.test(column.title) && place.besideLevel && sign === null
        ? lower === true
          ? 'decrease_by>='
          : 'increase_by>='
        : null
  const low = one.values[0]
  const high = one.values[1]
  const scaled = (x: number): number => (factor === 1 ? x : Number((x * factor).toPrecision(15)))
  return [
    draft(clause, {
      ...span,
      subject,
      comparator: high === undefined ? (changes ?? comparator) : 'range',
      value: high === undefined ? low : [low, high],
      unit,
      valueNorm: high === undefined ? scaled(low) : [scaled(low), scaled(high)],
      unitNorm,
      regions: region === null ? [] : [region.text],
      kind: kindOf({ ...one, dimension, norm: unitNorm }, subject, comparator, false, subject),
      tier: 'number',
      baselineYear: place.baselineYear,
      confidence: unsaid ? 0.7 : 0.9,
      doubts: [
        ...(unsaid ? ['表中没有比较词,方向按“达到”理解'] : []),
        ...(unit === null ? ['表中没有写明单位'] : []),
      ],
    }),
  ]
}

/** A cell that holds only a class of water quality: Ⅲ, Ⅲ类. */
function classCell(
  clause: Clause,
  cell: Cell,
  subject: string,
  span: { start: number; end: number },
): TargetDraft[] {
  const token = clause.tokens.find((one) => one.kind === 'class')
  if (token?.kind !== 'class' || cell.text.length > 8) return []
  return [
    draft(clause, {
      ...span,
      subject,
      comparator: '<=',
      value: token.value,
      unit: '类',
      valueNorm: token.value,
      unitNorm: 'water_quality_class',
      kind: 'outcome_indicator',
      tier: 'number',
      regions: [],
    }),
  ]
}

/** A cell that promises in words: 稳中向好, 全覆盖, 基本消除. */
function wordedCell(
  clause: Clause,
  text: string,
  subject: string,
  span: { start: number; end: number },
  planYear: number | null,
): TargetDraft[] {
  if (text.length > 24) return []
  const lent = {
    threshold: null,
    moreThresholds: [],
    population: null,
    carriedThreshold: null,
    carriedAll: false,
  }
  const reading = readDirections(text, planYear)[0] ?? readAll(text, lent) ?? readLooseDirection(text)
  if (reading === null) return []
  const { subjects: _, ...said } = reading
  return [draft(clause, { ...said, ...span, subject })]
}

function spanOf({ name, cell, region }: CellPlace): { start: number; end: number } {
  const first = name ?? region
  if (first === null) return { start: cell.start, end: cell.end }
  return { start: Math.min(first.start, cell.start), end: Math.max(first.end, cell.end) }
}

function bareName(text: string): string {
  return text
    .replace(/^20\d\d年(?:度)?(?=[^\d]{2})/, '')
    .replace(/[(:][^()]{1,14}\)?$/, (found) => (unitOf(found.replaceAll(/[(:)]/g, '')) === null ? found : ''))
    .replace(/^\d+[.、]/, '')
    .replace(/(?:目标|任务|计划|控制)(?:值|数|量)?$/, '')
}

function unitIn(text: string): string | null {
  return /[(:]([^()]{1,14})\)?$/.exec(text)?.[1] ?? null
}

interface OuterUnit {
  unit: string
  norm: string | null
  factor: number
  dimension: NonNullable<ReturnType<typeof readUnit>>['dimension']
}

function unitOf(text: string | null): OuterUnit | null {
  if (text === null) return null
  const multiplier = readMultiplier(text, 0)
  const unit = readUnit(text, multiplier.length)
  if (unit === null || multiplier.length + unit.length !== text.length) return null
  return { unit: text, norm: unit.norm, factor: multiplier.factor * unit.factor, dimension: unit.dimension }
}
