import type { Comparator, TargetKind } from '../contract.ts'
import type { Carry } from './carry.ts'
import type { Bearing } from './comparators.ts'
import { HEAD_END } from './indicators.ts'
import { ONLY_VERB } from './phrase.ts'
import type { Value } from './values.ts'

/** What a value with 其中 takes from the whole it is a part of. */
export interface PartOf {
  comparator: Comparator
  kind: TargetKind
  /** Null where the words before complete it as they do elsewhere (其中新建90公里). */
  subject: string | null
}

const OPENS_PART = /^(?:、|,)?(?:其中|含|包括)(?!之一)/
/** A place and no more: 市区, 某某县, 农村地区. */
const PLACE_ONLY =
  /^(?:[\u4e00-\u9fff、]{1,24}(?:[市县区旗州盟镇乡省]|街道|流域|地区|园区|城)|[省市县]本级|县城|农村|城镇|乡镇|平原|山区)$/

/** Who a share falls to, which names nothing that is measured. */
const SECTOR = /(?:行业|领域|部门|系统|源)$/
const CHANGES = /^(?:削减|压减|减少|减排|新增|增加)/

/** Whether a stretch opens a part of the number before it. */
export function opensPart(stretch: string): boolean {
  return OPENS_PART.test(stretch)
}

/**
 * The part of a whole keeps the whole's comparator where it says no change of its own, and its kind; a part
 * that names only a place is completed with the whole's name (新增污水处理能力…,其中市区…).
 */
export function partOf(
  carry: Carry,
  value: Value,
  said: Bearing['comparator'],
  subject: string,
): PartOf | null {
  const { total } = carry
  if (total === null || total.norm !== value.norm) return null
  const { comparator, kind } = total
  const changes = comparator.endsWith('_by>=')
  // Rates are read by their own direction.
  if (!changes && ['ratio', 'class', 'concentration', 'rank', 'bare'].includes(value.dimension)) return null
  const plain =
    said === null ||
    said === 'reach' ||
    (said === '>=' && comparator !== '<=') ||
    (changes && (said === 'improve' || said === comparator))
  // 总量超过10,其中甲达到2: more than was said of the whole.
  const own = comparator === '>' && said === 'reach' ? '>=' : comparator
  return plain ? { comparator: own, kind, subject: completed(subject, total.subject, value) } : null
}

function completed(part: string, whole: string, { dimension }: Value): string | null {
  if (ONLY_VERB.test(part)) return null
  if (part === '') return whole
  if (PLACE_ONLY.test(part)) return `${part}${whole}`
  // What is counted has a name of its own: 老旧车2000辆,其中柴油货车300辆.
  if (dimension === 'count' || HEAD_END.test(part)) return part
  const head = HEAD_END.exec(whole)?.[0]
  if (head !== undefined) return `${part}${head}`
  return SECTOR.test(part) ? `${part}${whole.replace(CHANGES, '')}` : part
}
