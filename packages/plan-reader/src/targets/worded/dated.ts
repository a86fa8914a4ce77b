import type { Clause } from '../../clauses/clause.ts'
import { ACTION } from '../../clauses/vocabulary.ts'
import { bareSubject, topLevelParts } from '../subject.ts'
import type { WordedReading } from './reading.ts'

const DOING = new RegExp(
  `${ACTION.source}|建档|成为|取得|建立|形成|完善|延长|至|到位|遏制|好转|改善|增强|达到|减轻|达峰|通水|通车|通气|投用|达产|并网|交付|封顶|开园|见效`,
)
const POINTS_ELSEWHERE =
  /^逾期|^有效期|^本(?:方案|计划|办法|意见|通知|细则|规划)自|未(?:按期)?完成|(?:详?见|附)(?:附?[表件图]|专栏)|如下$|以下[^,]{0,8}(?:原则|措施|要求|目标|任务|方式|标准)/
/** 推进, 加强 and the like are never done with; a date before them is another's. */
const NEVER_DONE =
  /^(?:并|同时)?(?:持续|继续|大力|积极|深入|稳步|有序|不断)?(?:推进|推动|加强|强化|加快|重点|试点|统筹|加大|深化|严格|优化)(?![^,]*(?:完成|建成|出台|印发|到位|投运|投产|通车|开工))/
const VERB =
  /^(?:加快|全面|全力|依法|基本)?(?:推进|制定实施|制定|编制|完成|开展|组织|实施(?!情况|方案|细则)|启动|出台)+/
const COMPLETION =
  /^(?!对|将|未|超额|把)[^,]{0,14}?(?<![未已超额构])(?:完成|建成)(?!情况|本|了|[^,]{2,20}后|目标的|率|后|较|区|[^,]{0,24}的(?:地区|县|市|区|乡|村|企业|单位|项目)(?:划定|列为|纳入|要|应|给予|实行))/

/** An action with a date and no measure. Joined projects that share the date are a promise each. */
export function readDated(text: string, clause: Clause): WordedReading | null {
  const { deadline } = clause
  if (deadline === null || deadline.acrossSentence) return null
  // A year that merely frames a sentence dates its numbers, not every action in it.
  if (deadline.role === 'period' && deadline.inherited) return null
  // What is encouraged in a dated sentence is not itself due.
  if (deadline.inherited && /^(?:并|同时)?(?:鼓励|支持|引导|探索|倡导)/.test(text)) return null
  if (deadline.inherited && NEVER_DONE.test(text)) return null
  if (!DOING.test(text) || POINTS_ELSEWHERE.test(text)) return null
  const body = text.replace(/,[^,]{0,24}(?:完成|建成|到位|投运|竣工|完工)$/, '')
  const subject = bareSubject(bareSubject(body).replace(VERB, '')).replace(/工作$/, '')
  return {
    subjects: projects(subject),
    kind: 'deadline_task',
    tier: 'dated',
    confidence: deadline.inherited ? 0.75 : 0.88,
  }
}

/** 完成X without number or date. */
export function readCompletion(text: string, clause: Clause): WordedReading | null {
  if (!COMPLETION.test(text) || clause.opensItem) return null
  const subject = bareSubject(text.replace(/^.*?(?<!构)(?:完成|建成)/, '')).replace(/工作$/, '')
  // 确保各项工作顺利完成 says nothing of its own.
  if (subject === '' && /(?:各项|全部|所有|相关)(?:目标|任务|工作|指标|措施)+/.test(text)) return null
  return { subjects: [subject], kind: 'deadline_task', tier: 'completion', confidence: 0.7 }
}

const PROJECT = /(?:建设|工程|项目|改造|修订|清单|方案|规划|分级|平台|体系|厂|站|中心)$/

function projects(subject: string): string[] {
  const parts = topLevelParts(subject)
  const divides =
    parts.length > 1 && parts.length <= 4 && !/等/.test(subject) && parts.every((one) => one.length >= 4)
  return divides && parts.filter((one) => PROJECT.test(one)).length >= 2 ? parts : [subject]
}
