import type { NumeralRole } from '../contract.ts'
import type { ValueList } from './values.ts'

const BUILD =
  /(?:新增|新建|建成|建设|敷设|铺设|修复|造林|植树|减少|压减|削减|增加|净增|扩建|新改建|回收|储备|腾退|完成)(?:约|至少|不少于|不低于|各|共|超过)*$/
const DO =
  /(?:完成|建成|新建|建设|建立|改造|新增|打造|培育|创建|创成|整治|治理|修复|实施|淘汰|关停|关闭|拆除|取缔|清理|疏浚|推进|开展|排查|安装|更新|推广|设立|布设|购置|启动|报废|整改|销号|评选|发展|争创|配备|选聘|聘用|形成|实现|检查|抽查|抽测|巡查|监测|核查|培训|查处|认定|选树|申报|分别|各|至少|不少于|每年|对|将|有|共|在|达到|达|超过)(?:约|至少|不少于|不低于|各|共|超过|分别|\d)*$/
const SIZE =
  /(?:半径|高度|深度|面积|规模|容量|装机|排放量|用量|产能|能力|距离|两侧|周边|沿岸|周围|上下游|上游|外延|沿线|红线|范围|功率|吨位|总量|储量|人口|吞吐量|产量|存栏|库容)(?:在|达到?|超过|大于|高于|低于|小于|不足|约|为|各)*$/

export interface Position {
  /** Text from the clause's start (or the value before) to the list. */
  before: string
  /** Text from the end of the list, suffix left out, to the clause's end. */
  after: string
  list: ValueList
  /** It stands right behind how often: 每月1次61项监测. */
  follows: boolean
  /** A later list of the clause that states a rate, a class or a concentration. */
  rateFollows: boolean
  /** A later list of the clause tells how often. */
  oftenFollows: boolean
  /** Another list of the clause counts things. */
  countElsewhere: boolean
  /** The clause tells of the past: 已建成, 现有. */
  past: boolean
}

/** 由45%提高到60%: the first value is what is left behind. */
const LEFT_BEHIND = /(?:由|从)[^,;]{0,20}$/
const RISES =
  /^(?:左右|以[上下])?(?:\([^()]{1,16}\))?(?:逐步|进一步|稳步|全部|再)?(?:提高|提升|上升|下降|降低|增加|增长|减少|削减|压减|压降|压缩|缩减|缩短|下调|改善|恢复|扩大|扩展|延伸|降|升|提|增|减|缩)(?:到|至|为)/
/** 主要任务包括11个方面共30项: how many things the document says. */
const COUNTS_TASKS =
  /(?:任务|措施|内容|方案|计划|行动|工作|工程|项目)[^,;]{0,8}(?:包括|涉及|分为|共|包含|部署|明确|提出)[^,;。]{0,16}$/
/** 比2010年的12.4万吨减少11.9%: the value that is compared with, of a year named. */
const OF_THEN =
  /(?:比|较|相比|在)(?:(?:19|20)\d\d年(?:度|底|末)?|上年|去年)(?:的|实际|现状|的?[\u4e00-\u9fff]{0,6}为)$/
const MOVES_FROM = /^[^,;%]{0,24}?(?:基础上)?(?:减少|下降|降低|削减|压减|增长|提高|增加|提升|上升)(?!到|至)/
/** 三分之一县(市、区)浓度保持在25以下: how many of them, before what each of them reaches. */
const SHARE_OF_PLACES =
  /^的?(?:县|区|市|乡|镇|街道|村|断面|企业|城市|建制镇|行政村|地级)[^,;]{0,16}?(?:浓度|率|比例|水质)/
const LAND_TREATED =
  /^的?[^,;块]{0,8}(?:耕地|农田|林地|草地|草原|湿地|荒山|沙地|流失面积)(?:全部|分期|逐步)?(?:开展|进行|实施|完成)/
const BARE_RATE = /(?:率|比例|比重|占比)(?:为|达到|达|降至|降到|控制在|保持在?)$/
const INDEX =
  /(?:系数|指数|AQI|pH值?|得分|效率|比值|倍数|(?<![同环对占])比|密度|倍差|之比|[比值度率]\([A-Za-z]{2,8}\)|\b[A-Z]{3})(?:值)?(?:平均|均|年均|总体|均值|力争|要|应|达到?|提高到|提升到|提高至|提升至|下降到|降至|降到|缩小到|缩小至|不低于|不高于|不超过|低于|高于|超过|控制在|稳定在|保持在|小于|大于|为|≥|≤|<|>)*$/
/** The size of the things counted next: 关停4.3米焦炉6座. */
const SPECIFIED = new Set(['length', 'power', 'flow', 'mass', 'volume'])
const COUNT_NEXT = /^(?![等级的])[\u4e00-\u9fff]{1,10}\d+(?:\.\d+)?(?:万)?[座台套辆艘家个条处项口吨]/
/** 退出后20位, 不进入末10位. */
const LEAVES = /(?:退出|跳出|摆脱|脱离|避免|移出|远离|不进入|不落入|不得(?:进入|落入)|不列)[^,;]*[后末第]$/
/** 24个水体,…分别治理: a set and what is promised of it, not a thing and its date. */
const SPOKEN_OF = /^[^,;、\d]{2,20},(?![^,]{0,14}[前年月][^,]{0,6}(?:完成|建成|到位))/
/** 47块、面积约1900亩的裸地: how many and how large the set is. */
const SIZED_SET =
  /^、(?:总?面积|总?长度?|总量|容量|涉及)?(?:约|共|合计)?\d+(?:\.\d+)?[^,、;\d]{1,8}的[\u4e00-\u9fff]/
/** 28个建制镇规划建设的19个厂: whose they are. */
const OWNED_BY = /^[^,;、\d]{2,14}的\d+(?:个|座|家|条|处|户)/
/** 9个问题,年底前完成整改8个: so many of a set. */
const DONE_OF = /^[^,;、\d]{1,14},[^;]{0,24}?(?:完成|整改|办结|销号|治理|整治|达到)[^,;\d]{0,8}\d/
function sameUnitFollows(unit: string | null, after: string): boolean {
  if (unit === null) return false
  const pieces = after.split(unit)
  return pieces.slice(0, -1).some((piece, i) => /\d$/.test(piece) && /^(?:$|[以,;])/.test(pieces[i + 1]!))
}
/** 4条河道清淤33.5公里: where the work is done, before how much. */
const WORKED_ON =
  /^[^,、;\d]{1,14}(?:清淤|疏浚|治理|整治|修复|改造|绿化|敷设|铺设)(?:约|长度)?\d+(?:\.\d+)?(?:万)?(?:公里|千米|米|亩|公顷|平方|立方|km)/
/** 站点周边3公里路段: where something holds. */
const LOCATED = /(?:周边|两侧|沿线|半径|上下游|上游|下游|沿岸|周围|方圆|外围|外延)(?:各|约|为)?$/
/** 奶牛100头以上、生猪500头以上的养殖场: the first of several bounds. */
const ONE_OF_BOUNDS = /^[、或和及][^、,;]{0,14}\d+[^、,;\d]{0,8}以[上下内]的[\u4e00-\u9fff]/
const PHYSICAL = new Set([
  'area',
  'length',
  'volume',
  'mass',
  'flow',
  'power',
  'energy',
  'time',
  'concentration',
  'other',
])
/** What an action rests on is no promise: 依托5个基地,建设…. */
const RESTS_ON = /^(?:依托|围绕|利用|聚焦|根据|按照|结合|借助|发挥)[^,]*$/
const SIZED = new Set(['power', 'flow', 'mass', 'volume'])
/** The size of a project that has a name of its own: 某某30万千瓦光伏发电项目. */
const NAMED_PROJECT = /^[\u4e00-\u9fff]{2,20}?(?:项目|工程|基地|电站)/
const PUTS_UP =
  /(?:新增|新建|建成|建设|扩建|完成|投运|实施|规模|能力|装机|容量|产能|达到?|超过|不低于|[、和,])$|^$/
/** A time within which something is answered: 2小时内启动响应. */
const ANSWERED =
  /^,?(?:启动|转办|回应|核查|处置|报告|上报|响应|整改|办结|反馈|赶|到达|作出|报送|清理|解决|修复|通报|公开|查明|查清|查处|处理|办理|恢复|抵达|上门|出具|送达|移送|移交|完成[\u4e00-\u9fff]{2})/
const TIME_INDICATOR = /(?:天数|时间|时长|小时数|日数|寿命|年限|天|时限)(?:[^,]{0,8})$/

/** Decides what a list of values is: the target itself, a threshold, a population, or none of these. */
export function roleOf(position: Position): NumeralRole {
  const { before, after, list, rateFollows, oftenFollows, countElsewhere, past } = position
  const value = list.values[0]!
  const { dimension } = value
  if (LEFT_BEHIND.test(before) && RISES.test(after)) return 'baseline'
  if (OF_THEN.test(before) && MOVES_FROM.test(after)) return 'baseline'
  if (dimension === 'class') return 'target'
  // 50万余户中,…: the set that the rest is of.
  if ((dimension === 'count' || value.norm === 'household') && /^[^,;]{0,8}中(?:,|$|包括)/.test(after))
    return 'population'
  if (dimension === 'rank') return rankRole(position)
  if (dimension === 'score') return 'other'
  if (dimension === 'count' && /^(?:方面|环节|领域|阶段|步骤|层面|层次|维度|重点领域)/.test(after))
    return 'other'
  if (
    dimension === 'count' &&
    COUNTS_TASKS.test(before) &&
    /^(?:具体|重点|工作|主要)*(?:任务|措施|工程|举措|内容|子?项目|方面|$)/.test(after)
  )
    return 'other'
  if (value.unit === '项' && /^[^,;、]{0,6}(?:行动|任务|举措|措施)$/.test(after) && !/整改|完成/.test(before))
    return 'other'
  if (before.endsWith('连续')) return 'threshold'
  if (position.follows) return 'population'
  if (dimension === 'count' && /^[^,;]{0,20}排[名位]/.test(after) && !/^[次轮遍]/.test(value.unit ?? ''))
    return 'population'
  if (/^时(?:必须|应|要|须|立即|启动|,|一律)/.test(after)) return 'threshold'
  if (dimension === 'length' && LOCATED.test(before)) return 'threshold'
  if (list.suffix !== null && ONE_OF_BOUNDS.test(after)) return 'threshold'
  if (list.suffix === null && SPECIFIED.has(dimension) && COUNT_NEXT.test(after)) return 'other'
  if (
    dimension === 'count' &&
    (/^[^,、;\d]{1,16}[^集其]中(?![心央型小水等学层段间游部药转队])(?:,|[^,;\d]{0,16}\d)/.test(after) ||
      WORKED_ON.test(after))
  )
    return 'population'
  if (/每(?:超|升|降|增|减|高|低|提高|下降|上升|超标|超过|新增)[^,]{0,4}$/.test(before)) return 'other'
  if (dimension === 'count' && list.suffix === null && SPOKEN_OF.test(after) && !DO.test(before))
    return 'population'
  if (
    dimension === 'count' &&
    !DO.test(before) &&
    (SIZED_SET.test(after) || (DONE_OF.test(after) && sameUnitFollows(value.unit, after)))
  )
    return 'population'
  // 现有43条水体完成治理15条: the stock, and how many of it.
  if (
    dimension === 'count' &&
    /(?:存量|现有|现存)(?:的)?$/.test(before) &&
    sameUnitFollows(value.unit, after)
  )
    return 'population'
  if (dimension === 'count' && OWNED_BY.test(after) && !DO.test(before)) return 'population'
  if (dimension === 'count' && RESTS_ON.test(before) && after.includes(',')) return 'population'
  if (
    list.suffix === null &&
    value.values.length === 2 &&
    after.startsWith('之间的') &&
    /[在为于]$/.test(before)
  )
    return 'threshold'
  if (
    /(?:超过|大于|高于|低于|小于|不足)$/.test(before) &&
    /^(?:之间|及?以[上下])的[\u4e00-\u9fff]/.test(after)
  )
    return 'threshold'
  if (SIZED.has(dimension) && list.suffix === null && NAMED_PROJECT.test(after) && !PUTS_UP.test(before))
    return 'other'
  if (/(?:第|前|每|满分|得|扣)$/.test(before) && dimension !== 'ratio') return 'other'
  if (/完成(?:年度|固定资产)?投资(?:额)?(?:约|达到?|力争|争取|确保|超过|不低于|不少于|突破)*$/.test(before))
    return 'target'
  if (dimension === 'money' && /(?:不低于|不少于|不高于|不超过)$/.test(before)) return 'target'
  if (
    /(?:总投资|投资|投入|奖励|补助|补贴|处罚|罚款|资金|经费|估算)(?:约|共|达|为|额|金额|规模|总额)*$/.test(
      before,
    )
  )
    return 'other'
  if (dimension === 'money')
    return /产值|收入|GDP|生产总值|产业规模|增加值|融资|信贷|贷款/.test(before) ? 'target' : 'other'
  if (dimension === 'ratio') {
    if (rateFollows && SHARE_OF_PLACES.test(after)) return 'population'
    const measured =
      /(?:率|比例|占比|比重|负荷|含量|浓度|度|量|水平|占[^,]{2,10}数)(?:在|达到?|超过|大于|高于|低于|小于|不足|约|为)*$/.test(
        before,
      )
    if (list.suffix !== null && measured && /^的(?!比例|目标|要求|水平|面积)/.test(after)) return 'threshold'
    if (/(?:高于|低于|超过|大于|小于|不足|≥|≤)$/.test(before) && /^的(?!比例|目标|要求|水平)/.test(after))
      return 'threshold'
    return value.norm === 'to_one' &&
      !/比(?:例)?(?:为|达到?|不低于|不高于|提高到|提升到|控制在)*$/.test(before)
      ? 'other'
      : targetOr(past)
  }
  if (dimension === 'time') return timeRole(position)
  // 44微克以下(其中甲市…): what stands in brackets tells more of the value.
  const beyond = after.replace(/^\([^()]*\)(?=[,。;、]|$)/, '')
  const named =
    /^的?[\u4e00-\u9fffA-Za-z“(]/.test(beyond) &&
    !/^(?:的?(?:目标|任务|要求|水平|控制)|左右|[,。;])/.test(beyond)
  const bounded = list.suffix !== null && list.suffix !== 'about'
  if (bounded && named) {
    if (dimension === 'count' && (SIZE.test(before) || (after.startsWith('的') && !DO.test(before))))
      return 'threshold'
    if (dimension === 'count' || dimension === 'bare')
      return DO.test(before) && value.norm === 'count'
        ? targetOr(past)
        : /^(?:household|person)$/.test(value.norm ?? '') && !BUILD.test(before)
          ? 'threshold'
          : targetOr(past)
    // 50平方公里以上建设用地面积达到…要求: so much of it, not what is larger.
    if (list.suffix === 'up' && dimension === 'area' && /^[^,]{0,10}面积(?:达到|建成|实现|完成)/.test(after))
      return targetOr(past)
    // 对3700亩以上受污染耕地开展修复: so much land, not plots of that size.
    if (dimension === 'area' && /^对$/.test(before) && LAND_TREATED.test(after)) return targetOr(past)
    if (
      list.suffix === 'up' &&
      BUILD.test(before) &&
      ['area', 'length', 'volume', 'flow', 'mass'].includes(dimension)
    )
      return targetOr(past)
    return 'threshold'
  }
  if (bounded && list.suffix === 'within' && SIZE.test(before)) return 'threshold'
  // 100—400总吨船舶完成率: a span of sizes before a rate.
  if (value.values.length === 2 && named && rateFollows) return 'threshold'
  // One of several sizes that select: 高度4.3米以下、寿命超过10年的焦炉.
  if (bounded && SIZE.test(before) && /^[、或且和][^、,]{0,20}的/.test(after)) return 'threshold'
  if (
    /(?:超过|大于|高于|低于|小于|不足|≥|≤|>|<|不低于|不小于|不少于|不高于|不超过|大于等于|小于等于|大于或等于|小于或等于)$/.test(
      before,
    ) &&
    /^的[\u4e00-\u9fff]/.test(after) &&
    !/^的(?:目标|要求|水平)/.test(after)
  )
    return 'threshold'
  if (PHYSICAL.has(dimension) && SIZE.test(before) && named && countElsewhere) return 'threshold'
  if (
    ['power', 'flow', 'other'].includes(dimension) &&
    named &&
    list.suffix === null &&
    /^的?(?:\/小时)?[^能容规]{0,12}(?:机组|锅炉|设备|发动机|窑炉|炉窑|生产线|装置)/.test(after) &&
    !/新增|新建|建成/.test(before)
  )
    return 'threshold'
  if (
    dimension === 'count' &&
    rateFollows &&
    !/(?:完成|建成|打造|新建|整治|培育|创建|实施)(?:约|至少|全部)*$/.test(before)
  )
    return 'population'
  if (dimension === 'count' && oftenFollows && value.unit !== '次') return 'population'
  if (dimension === 'bare')
    return INDEX.test(before) || (BARE_RATE.test(before) && !past) ? 'target' : 'other'
  if (value.norm === 'person' && !DO.test(before) && !/人[次]?$/.test(value.unit ?? '')) return 'other'
  return targetOr(past)
}

/** Ranks to be reached or left; those that select who is meant (排名后3位的县) are thresholds. */
function rankRole({ before, after, list, past }: Position): NumeralRole {
  if (/^的?(?:县|区|市|乡|镇|街道|园区|城市|企业|单位|地区|部门|断面)/.test(after)) return 'threshold'
  if (list.values[0]!.norm === 'rank') return targetOr(past)
  return LEAVES.test(before) ? targetOr(past) : 'other'
}

function targetOr(past: boolean): NumeralRole {
  return past ? 'other' : 'target'
}

function timeRole({ before, after, list, rateFollows }: Position): NumeralRole {
  const value = list.values[0]!
  if (value.norm === 'h' && value.values[0] === 24 && !list.suffix)
    return /值守|值班|在线|监控|监测|待命|应急|巡查|运行/.test(after.slice(0, 12)) ? 'target' : 'other'
  if (/(?:超过|大于|多于|不足|少于|低于)$/.test(before) && /^的[\u4e00-\u9fff]/.test(after))
    return 'threshold'
  // 3个工作日内办结率: the time within which, before a rate.
  if (list.suffix === 'within' && rateFollows && /^[^,]{0,6}率/.test(after)) return 'threshold'
  if (list.suffix === 'within' && ANSWERED.test(after)) return 'target'
  if (
    /(?:不得?超过|不得?多于|不得?高于|不得?少于|不得?低于|不大于)$/.test(before) &&
    /^(?:$|[,。;、()]|[或和]\d)/.test(after)
  )
    return 'target'
  if (TIME_INDICATOR.test(before) && !/^的[\u4e00-\u9fff]/.test(after)) return 'target'
  if (list.suffix !== null && /^的?[\u4e00-\u9fff]/.test(after))
    return list.suffix === 'within' ? 'other' : 'threshold'
  return 'other'
}
