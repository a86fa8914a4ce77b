import type { Comparator } from '../../contract.ts'
import { bareSubject } from '../subject.ts'
import type { WordedReading } from './reading.ts'

const KEPT =
  /不(?:增加|降低|减少|改变|恶化|下降|退化|反弹|倒退|突破|升高|变差|低于现状|新增)|只[减增降升]不[增减升降]|保持(?:总体|基本)?稳定(?:或|并|且)?(?:上升|改善|提升|向好|趋好|有所改善)?|趋?零增长|负增长|稳中(?:向好|有[升降进])/
const FALLS = /不(?:增加|反弹|突破|升高|新增)|只减不增|只降不升|零增长|负增长|有降/
const LOOSE =
  /(?:逐年(?:提升|提高|改善|下降|增长|上升|减少|递增)|持续改善|稳步(?:提升|提高|改善|下降|增长)|明显(?:改善|提升|下降|减少)|进一步(?:改善|扩大|减少)|有所(?:改善|提高|下降)|保持(?:总体)?(?:优良|稳定|达标)|(?<![不未])稳定达标(?!的)|大幅(?:减少|下降|提升)|显著(?:改善|提升|下降|减少|增强))(?!需求|需要|要求|目标|情况|任务|措施|成效|效果)/
const REGULAR = /定期(?![^,]{2,14}(?:机制|制度)$)|及时(?:向|公开|通报|报告|更新|连入|处置|整改|公布|公示)/

const LEVEL_OF =
  /不(?:低于|高于|超过|劣于|差于|少于|大于|突破)(?:(20\d\d)年|上年|去年|上一年)(?:度|底|末)?的?(?:现状|平均|实际|同期|年均)?(?:水平|水准|现状值?|同期|均值|浓度|实际值?|值|总量)/

const LEVEL_WITH =
  /[较与比同和](?:(20\d\d)年|上年|去年|上一年)(?:度|底|末)?(?:同期|水平)*(?:相比)?(?:基本|总体|保持)*(?:持平|相当)/

/** 出境断面水质好于入境断面: no worse than another place. */
const THAN_ANOTHER =
  /(?:好于|优于|不劣于|不低于|不差于)(?:[入进来]境|上游|上断面|入口|进水|周边|全[国省市]平均|[全各][省市国]?[^,;\d]{0,6}平均水平)[^,;\d]{0,8}$/

function againstPlace(text: string): WordedReading | null {
  const found = THAN_ANOTHER.exec(text)
  if (found === null) return null
  return {
    subjects: [bareSubject(text.slice(0, found.index))],
    kind: 'outcome_indicator',
    tier: 'directional',
    comparator: '>=',
    confidence: 0.8,
  }
}

/** Kept at a year's level: 不低于2021年水平, 与上年持平. */
function againstYear(text: string, planYear: number | null): WordedReading | null {
  const level = LEVEL_WITH.exec(text)
  const found = level ?? LEVEL_OF.exec(text)
  if (found === null) return null
  const year = found[1] === undefined ? (planYear === null ? null : planYear - 1) : Number(found[1])
  return {
    subjects: [bareSubject(text.slice(0, found.index))],
    kind: 'outcome_indicator',
    tier: 'directional',
    comparator: level !== null ? '=' : /^不(?:低于|少于|差于|劣于)/.test(found[0]) ? '>=' : '<=',
    baselineYear: year,
    confidence: 0.85,
  }
}

/** No worse than before: 不增加, 保持稳定或上升. Several in one clause are several promises. */
export function readDirections(text: string, planYear: number | null): WordedReading[] {
  const level = againstYear(text, planYear) ?? againstPlace(text)
  if (level !== null) return [level]
  const parts = text.split('、').filter((part) => KEPT.test(part))
  const pieces = parts.length > 1 ? parts : KEPT.test(text) ? [text] : []
  return pieces.map((piece) => {
    const found = KEPT.exec(piece)!
    const words = found[0]
    const comparator: Comparator = words.includes('不改变')
      ? '='
      : words.endsWith('稳定')
        ? 'none'
        : FALLS.test(words)
          ? '<='
          : '>='
    return {
      subjects: [bareSubject(piece.slice(0, found.index))],
      kind: 'outcome_indicator',
      tier: 'directional',
      comparator,
      confidence: 0.8,
    }
  })
}

/** An end that no measure tells: 初步形成, 得到有效遏制, 取得明显成效. */
const LOOSE_END =
  /(?:(?:初步|基本|逐步|总体|加快|日益|更加)(?:形成|建立|确立|构建|显现|健全|完善|好转|改善|遏制|扭转)|得到(?:了)?(?:有效|初步|基本|明显|全面|根本|切实|进一步)?(?:遏制|改善|控制|缓解|扭转|解决|提升|加强|保障|治理|修复|恢复)|(?:明显|根本|总体|持续)好转|(?:取得|见到)(?:了)?(?:明显|显著|积极|实质性?|阶段性|突破性|新)+(?:成效|进展|突破|成果))(?:[。;,]|$)/

/** A goal whose end cannot be measured by its words; weak, and said so. */
export function readLooseEnd(text: string): WordedReading | null {
  const found = LOOSE_END.exec(text)
  if (found === null) return null
  const subject = bareSubject(text.slice(0, found.index))
  if (subject.length < 2) return null
  return {
    subjects: [subject],
    kind: 'outcome_indicator',
    tier: 'directional',
    confidence: 0.62,
    doubts: [`“${found[0].replace(/[。;,]$/, '')}”没有可考核的标准`],
  }
}

/** A direction or a regularity without a measure: 持续改善, 定期. */
export function readLooseDirection(text: string): WordedReading | null {
  const regular = REGULAR.exec(text)
  if (regular !== null) {
    return {
      subjects: [bareSubject(text.replace(REGULAR, ''))],
      kind: 'frequency',
      tier: 'directional',
      confidence: 0.65,
      doubts: ['没有写明频次'],
    }
  }
  const found = LOOSE.exec(text)
  if (found === null) return null
  const before = bareSubject(text.slice(0, found.index))
  const subject = before.length >= 2 ? before : bareSubject(text.slice(found.index + found[0].length))
  return {
    subjects: [subject],
    kind: 'outcome_indicator',
    tier: 'directional',
    confidence: 0.65,
    doubts: ['只有方向,没有数值'],
  }
}
