import { bareSubject, topLevelParts } from '../subject.ts'
import { EVERY_ONE, type Lent, NONE_LEFT, SOFT, SOFT_DOUBT, type WordedReading } from './reading.ts'

const RESULT =
  '(?:完成|消除|淘汰|打通|建成(?!小康|社会主义|富强)|关停|关闭|取缔|清零|退出|禁止|达标|整治到位|拆除|禁用|停用|销号|清理|落实到位|建立|覆盖)'
const ALL = new RegExp(
  `(?<![健完安])全部(?!门)|所有(?!制|权|者)|全覆盖(?!的|、[^,]{2,14}的)|(?<![安健完])全(?:收集|处置|处理|达标|利用|回收)|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|全面${RESULT}|均(?:达到|达|完成|建成|实现|安装|要|须|应)|一律|无一例外|百分之百`,
)
const PROHIBITION =
  /禁止|严禁|杜绝|不得|不予(?:审批|批准|备案|核准)|不再(?:新建|审批|新增|批准|备案)|停止(?:审批|新建)/
const NEVER = /不(?:再|得)?(?:发生|出现|种植|直排|偷排|漏排|落地|入河|入海|下河|下海|上山|冒烟|冒黑烟)/
const ELIMINATION =
  /消灭|消除(?!(?:等|\d+个?|三个|三大|两大)?(?:方面|领域|攻坚|战|标志性|行动|专项)|[^,]{0,6}(?:顾虑|疑虑|误解|担忧|恐慌))|全面淘汰|全面取缔|(?<![有的])无(?:散煤|[劣ⅤⅣ]|不达标|黑臭)[^,]{0,8}|动态清零|清零|零(?:发生|事故)/
const FULL = /(?<![安健完])全(?:收集|覆盖|处置|处理|达标|利用|回收|分类)/g
const QUOTED_WORDS = /禁止|全部|所有|百分之百|清零|消除|全覆盖/
/** 明确禁止和限制发展的行业: tells what is banned, and bans nothing. */
const LISTS_BANNED =
  /^(?:[^,]{0,8})?(?:明确|公布|发布|制定|制订|编制|更新|列出|划定|出台|完善)[^,]{0,12}(?:禁止|严禁|停止)[^,]{0,16}(?:的[^,]{2,}|目录|清单|名录|区域?|方案|办法)$/
const CONTINUES = /^并.*(?:联网|公开|建档|验收|接入)/

/** A promise of all or none: 全部, 全覆盖, 消除, 禁止. */
export function readAll(clause: string, lent: Lent): WordedReading | null {
  // What stands between quotation marks is a name: “两个禁止”.
  const text = clause
    .replaceAll(/“((?:动态)?清零|归零|全覆盖)”/g, '$1')
    .replaceAll(/“[^”]{1,30}”/g, (quoted) => (QUOTED_WORDS.test(quoted) ? '' : quoted))
  return prohibition(text) ?? never(text) ?? elimination(text) ?? everyOne(text, lent)
}

/** 不发生重大事件, 不种植食用农产品: none of what is named. */
function never(text: string): WordedReading | null {
  const found = NEVER.exec(text)
  if (found === null || /(?:防止|避免|如|若|凡)[^,]*$/.test(text.slice(0, found.index))) return null
  const subject = `${bareSubject(text.slice(0, found.index))}${bareSubject(text.slice(found.index + found[0].length))}`
  return { subjects: [subject], kind: 'prohibition', tier: 'all', ...NONE_LEFT, confidence: 0.78 }
}

function prohibition(text: string): WordedReading | null {
  const found = PROHIBITION.exec(text)
  if (found === null || /扩大(?:禁|限)/.test(text) || LISTS_BANNED.test(text)) return null
  const subject = `${bareSubject(text.slice(0, found.index))}${bareSubject(text.slice(found.index + found[0].length))}`
  return { subjects: [subject], kind: 'prohibition', tier: 'all', confidence: 0.85 }
}

function elimination(text: string): WordedReading | null {
  const found = ELIMINATION.exec(text)
  if (found === null) return null
  const after = bareSubject(
    text.slice(found.index).replace(/^(?:全面)?(?:消灭|消除|淘汰|取缔|动态清零|清零|零(?:发生|事故)|无)/, ''),
  )
  const before = bareSubject(text.slice(0, found.index).replace(/(?:全面|基本|实现)+$/, ''))
  const subjects = [after.length >= 2 ? after : before]
  if (SOFT.test(text))
    return { subjects, kind: 'outcome_indicator', tier: 'all', doubts: [SOFT_DOUBT], confidence: 0.75 }
  return { subjects, kind: 'outcome_indicator', tier: 'all', ...NONE_LEFT, confidence: 0.85 }
}

function everyOne(text: string, lent: Lent): WordedReading | null {
  const continues = lent.carriedAll && (CONTINUES.test(text) || text.startsWith('以及'))
  const soft = SOFT.test(text)
  if (
    !ALL.test(text) &&
    !continues &&
    !(soft && /改用|使用|实现|完成|建成|建立|回收|覆盖|解决|淘汰|退出/.test(text))
  )
    return null
  const subjects = membersOf(text)
  if (soft) return { subjects, kind: 'coverage_rate', tier: 'all', doubts: [SOFT_DOUBT], confidence: 0.72 }
  return {
    subjects,
    kind: 'coverage_rate',
    tier: 'all',
    ...EVERY_ONE,
    confidence: 0.85,
    doubts: continues ? ['范围由前一分句沿用'] : [],
  }
}

function membersOf(text: string): string[] {
  const full = text.match(FULL)
  if (full !== null && full.length > 1) {
    const head = bareSubject(text.slice(0, text.indexOf(full[0])))
    return full.map((one) => `${head}${one}`)
  }
  const bare = bareSubject(
    text.replaceAll(/(?<![健完安])全部(?!门)|所有|全覆盖|全面(?=完成|建成|打通)|(?:基本)?(?:完成|实现)/g, ''),
  )
  const changed = /^(.{4,40}?)(基本(?:改用|使用|实现|完成).*)$/.exec(bare)
  // 户投放、村收集的处置体系: steps of one thing.
  const owner = /^([^的]{4,40})(的[^的、]{3,12}(?<!体系|机制|制度|模式|格局|网络))$/.exec(bare)
  const found = changed ?? owner
  // Several bounds of one set do not divide it: 高度4.3米以下、寿命超过10年的焦炉.
  if (found === null || /等|\d[^,、]{0,8}、[^,、]{0,12}\d/.test(found[1]!)) return [bare]
  const parts = topLevelParts(found[1]!, /^、/)
  return parts.length > 1 && parts.every((one) => one.length >= 3)
    ? parts.map((one) => `${one}${found[2]!}`)
    : [bare]
}
