import type { PlanTask, TaskRole } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import type { Responsibility } from '../clauses/responsibility.ts'
import { leadingRegions } from '../clauses/places.ts'
import { givesPoints } from '../clauses/scoring-words.ts'
import { ACTION } from '../clauses/vocabulary.ts'
import { within } from '../tokens/slice.ts'
import { documentsIn } from './documents.ts'
import { doersOf } from './doers.ts'
import { taskParts } from './parts.ts'
import { themeOf } from './themes.ts'

/** A task before it has its number, its quote and its targets; the span is in the even text. */
export interface TaskDraft extends Omit<PlanTask, 'id' | 'quote' | 'targets'> {
  clause: Clause
}

const GOAL_SECTION =
  /总体(?:目标|要求)|工作目标|主要目标|目标指标|指导思想|基本原则|工作思路|工作原则|总体思路|目标要求/
const GOAL_NAME = /目标(?:任务)?$/
const OUTCOME =
  /^(?:进一步|不断|有效|切实|持续|全面|确保|努力|着力|初步|全力以赴)*(?:提升|提高|增强|改善|促进|倒逼|激励|构建|形成|推动|保障|营造|实现|维护|夯实|减少)/
const INDICATOR =
  /(?:率|比例|浓度|比率|占比|比重|(?:排放|使用|消费|用水|用电|运输|联运|利用|投诉|产生)量|总量|均值|水平|指数|系数|天数|规模|容量|强度|水质|降尘量|负荷)(?:[^,]{0,16})(?:达|以上|以内|不低于|不高于|不超过|超过|提高|下降|削减|增长|降低|控制|稳定|优于|不得[高低多少超]|降至|降到|\d[\d.]*%$|≥|≤)|[零负]增长|^(?:控制在|达到|下降到|降至|提高到|占比)[^,]*\d/
const MEASURED = /\d|[一二三四五六七八九]成|百分之|[零负]增长|[Ⅰ-Ⅴ]类|省定|下达|稳定达标/
const OPENING_VERB = /^(?:在|对|由|[^,、]{0,6}?(?:完成|推进|推动|支持|督促|组织|指导|加快|鼓励)+)/
/** 工作中要做到: introduces what follows and says nothing itself. */
const LEAD_IN = /(?:做到|如下|任务|措施|目标|要求|内容|包括|是)$|(?:以下|下列|如下)[^,]{2,16}$/
/** 具体目标详见附件: says where to read on. */
const POINTER =
  /^(?![^,]*(?:制定|落实|执行|完成|按照))[^,]{0,40}(?:详?见|列于)(?:附[件表图录]?|专栏|表)\d*(?:-\d+)?$/
/** 具体数量以市核定数为准: qualifies what stands before it. */
const QUALIFIES = /^[^,;]{0,24}以[^,;]{2,24}为准$/
/** 《方案》要求, 此外,方案还提出: who says it. */
const SAYS =
  /^(?:此外|同时|其中)?,?[^,\d]{0,10}?(?:方案|计划|意见|通知|办法|规划|要点|文件|会议|行动)》?(?:中|还|也)*(?:明确|提出|要求|强调|指出|计划|规定|部署|显示|称)$|^[\u4e00-\u9fff]{2,8}(?:提出|表示|强调|指出)$/
/** 为加快治理: what for, and 引发了问题: what came of it. */
const PURPOSE =
  /^为(?:了)?(?:更好|尽快|深入|全面|进一步|切实|加快|贯彻|推动|推进|落实|做好|打好|打赢|完成|助推|助力|加强|提升|提高|确保|保障|有效|持续|认真|扎实|保护|改善|防治|规范|解决|实现|建设|维护|促进)/
const CAME_OF =
  /(?:引发|造成|破坏|影响|导致|损害|毁损|带来|产生|占压|形成|取得|得到|实现|完成|建立|建成)了(?!解)/
const DATE_ALONE = /^\d{4}年\d{1,2}月(?:\d{1,2}日)?$/
const RULE_DOCUMENT =
  /^(?:附件|附|注|备注|说明|来源|单位):|^本(?:方案|计划|办法|意见|通知|细则|规划)自.*(?:施行|实施|执行)|^有效期/

/** Reads one clause as a task, or as several where it joins projects or promises; empty when it states nothing to be done, reached or kept. */
export function readTasks(
  norm: string,
  clause: Clause,
  tails: readonly Responsibility[],
  targets: readonly { start: number; end: number; subject: string }[],
): TaskDraft[] {
  const text = norm.slice(clause.start, clause.end)
  if (clause.heading && !isTaskHeading(text)) return []
  const content = norm.slice(clause.contentStart, clause.end)
  if (
    (content.replaceAll(/[^\u4e00-\u9fff]/g, '').length < 3 && targets.length === 0) ||
    RULE_DOCUMENT.test(text) ||
    POINTER.test(text) ||
    QUALIFIES.test(text) ||
    (targets.length === 0 && (SAYS.test(text) || PURPOSE.test(text) || CAME_OF.test(text))) ||
    givesPoints(text) ||
    DATE_ALONE.test(content)
  )
    return []
  if (norm[clause.end] === ':' && LEAD_IN.test(content)) return []
  const lead = unique(tails.flatMap((tail) => tail.lead))
  const support = unique(tails.flatMap((tail) => tail.support))
  const tailDeadline = tails.find((tail) => tail.deadline !== null)?.deadline ?? null
  const role = roleOf(content, clause)
  return taskParts(norm, clause, targets).map(({ start, end }): TaskDraft => {
    const part = norm.slice(Math.max(start, clause.contentStart), end)
    return {
      clause,
      start,
      end,
      sectionPath: clause.sectionPath,
      item: clause.item,
      action: actionOf(part),
      role,
      deadline: clause.deadline?.iso ?? tailDeadline,
      lead: lead.length > 0 ? lead : doersOf(content),
      support,
      regions: leadingRegions(part.replace(OPENING_VERB, '')),
      documents: documentsIn(norm, within(clause.tokens, start, end)),
      theme: themeOf(part, [
        ...targets.flatMap((one) => (one.start < end && one.end > start ? [one.subject] : [])),
        ...clause.sectionPath,
      ]),
    }
  })
}

const unique = (names: readonly string[]): string[] => [...new Set(names)]

function isTaskHeading(text: string): boolean {
  return /(?:制定|编制|出台|印发|修订|起草)[^。]{2,}(?:方案|规划|计划|办法|条例|标准|预案|意见)[。;]?$/.test(
    text,
  )
}

function actionOf(text: string): string {
  return text.replace(/^(?:并且|并|且|同时|以及|此外),?/, '').replace(/[。;,]+$/, '')
}

function roleOf(text: string, clause: Clause): TaskRole {
  const section = clause.sectionPath.join('')
  if (GOAL_SECTION.test(section) || clause.sectionPath.some((one) => GOAL_NAME.test(one))) return 'goal'
  if (clause.opensItem && clause.leads && !/\d/.test(text)) return 'lead'
  if (
    (INDICATOR.test(text) || /达到省定|稳定达标/.test(text)) &&
    MEASURED.test(text) &&
    !/^(?:[^,]{0,10},)?(?:完成|新增|建成|开展|安装|推进|推动|加强|强化|重点围绕|将|对)/.test(text)
  )
    return 'indicator'
  if (
    clause.index > 0 &&
    OUTCOME.test(text) &&
    /能力|水平|效能|质量|格局|体系|发展|浓度|功能|力度|责任|目标|优良|稳定|新格局|转型|向好$/.test(text) &&
    !/建设|建立|安装/.test(text)
  )
    return 'goal'
  if (!ACTION.test(text) && /(?:改善|稳定|优良|保障|管控|上升|提升)$/.test(text)) return 'goal'
  return 'task'
}
