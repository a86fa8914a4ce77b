import type { Comparator, TargetKind } from '../contract.ts'
import type { Value } from './values.ts'

const COVERAGE =
  /(?:处理|处置|利用|回收|覆盖|收集|安装|机扫|清扫|达标区|联网|普及|整改|办结|运行|负荷|完成|公交车|新能源|配套|划定|替代|清洁运输|装配式)[^,]{0,8}(?:率|比例|占比|比重)|面积/

/** The kind of a number target. */
export function kindOf(
  value: Value,
  subject: string,
  comparator: Comparator,
  frequent: boolean,
  whole: string,
): TargetKind {
  if (frequent || value.norm === 'round' || value.norm?.startsWith('per_') === true) return 'frequency'
  if (value.dimension === 'time' && comparator === '<=' && !subject.endsWith('天数')) return 'deadline_task'
  if (value.dimension === 'flow' && value.norm !== 'steam_t/h') return 'capacity'
  if (
    value.dimension !== 'ratio' &&
    comparator === 'increase_by>=' &&
    /能力|产能|装机/.test(`${subject}${whole}`)
  )
    return 'capacity'
  if (comparator === 'complete_count>=' || value.dimension === 'count') return 'output_count'
  if (value.dimension === 'ratio' && !comparator.endsWith('_by>=') && COVERAGE.test(subject))
    return 'coverage_rate'
  return 'outcome_indicator'
}
