import { topLevelParts, bareSubject } from '../subject.ts'
import { EVERY_ONE, type Lent, SOFT, SOFT_DOUBT, type WordedReading } from './reading.ts'

const DUTY =
  /安装|配备|配套|纳入|联网|建设|使用|执行|实施|淘汰|关停|关闭|改造|完成|退出|搬迁|整合|治理|整治|开展|实现|达到|编制|采用|落实|替代|拆除|设置|建立|取缔|更新|禁止|严禁|不得|不再|停产|限产|错峰|接入|覆盖|推行|执法|检查|监测|预警|约谈|达标|公开|备案|申领|签订|禁[养燃放烧采挖捕渔]/
const WEAK = /推进|鼓励|推动|试点|探索|引导|支持|关停或|原则上|逐步|力争/
const FORBIDS = /禁止|严禁|不得|不再(?:新建|审批|新增|批准|备案)/
const GOES_ON = /^(?:并|且|同时)/

/** A duty of all that a threshold binds: 5000平方米以上工地安装…. */
export function readRule(text: string, lent: Lent): WordedReading | null {
  const threshold = lent.threshold ?? (GOES_ON.test(text) ? lent.carriedThreshold : null)
  if (threshold === null || !DUTY.test(text)) return null
  const subjects = boundSets(text) ?? equipment(bareSubject(text))
  const doubts = lent.threshold === null ? ['适用范围由前一分句沿用'] : []
  if (FORBIDS.test(text))
    return { subjects, kind: 'prohibition', tier: 'rule', threshold, confidence: 0.8, doubts }
  if (SOFT.test(text))
    return {
      subjects,
      kind: 'coverage_rate',
      tier: 'rule',
      threshold,
      confidence: 0.7,
      doubts: [...doubts, SOFT_DOUBT],
    }
  if (WEAK.test(text))
    return { subjects, kind: 'coverage_rate', tier: 'rule', threshold, confidence: 0.7, doubts }
  return { subjects, kind: 'coverage_rate', tier: 'rule', threshold, ...EVERY_ONE, confidence: 0.85, doubts }
}

const MOVED =
  /^(?:[^,]{0,14},)?(?:并|同时)?(?:对|将|把)(.{6,80}?)((?:安装|纳入|开展|实施|进行|配备|接入|执行|推行|建设).*)$/
const CLOSED = /^(.{4,80}?)((?:关停|淘汰|整合|搬迁|转迁|退出|取缔|拆除)[^,]*)$/

/** 将A以及B纳入…, A和B关停整合: each set is bound by itself. */
function boundSets(text: string): string[] | null {
  const moved = MOVED.exec(text)
  const found = moved ?? CLOSED.exec(text)
  if (found === null) return null
  const sets = topLevelParts(found[1]!, moved === null ? /^(?:、|和|以及)/ : /^(?:以及|及(?!以|其))/)
  if (
    sets.length !== 2 ||
    sets.some((one) => one.length < 4 || /以[上下内]$/.test(one)) ||
    /等/.test(found[1]!)
  )
    return null
  return sets.map((one) => `${bareSubject(one)}${found[2]!}`)
}

/** 安装A、B和C binds three things; each is a promise of its own. */
function equipment(subject: string): string[] {
  const found = /^(.*(?:安装|配备|配套建设))([^,]{4,})$/.exec(subject)
  if (found === null || /及(?:其)?配套|等/.test(found[2]!)) return [subject]
  const members = topLevelParts(found[2]!)
  return members.length > 1 && members.every((one) => one.length >= 4)
    ? members.map((one) => `${found[1]!}${one}`)
    : [subject]
}
