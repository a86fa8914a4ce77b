import { ACTION } from './vocabulary.ts'

/** 污水处理厂 and 监测点位 name things, not actions. */
export function withoutPlaceVerbs(text: string): string {
  return text.replace(/(?:处理|处置|使用|运行|监测|监控|治理|管控|控制)(?=[厂站设单企断点项])/, '')
}

/** 某镇结合当地要求: who, and by what. */
const WHO_BY =
  /^([\u4e00-\u9fff、]{2,24}?)(?:结合|根据|按照)[^,]{2,50}(?:需求|需要|要求|实际|条件|情况|特点|禀赋|规定|标准|职责|职能|分工|阶段|结构|信息|提示)$/
/** 甲地区特别是乙地区: who it is about, and no more. */
const ABOVE_ALL =
  /^[^,]{2,30}(?:特别是|尤其是)[^,]{2,30}(?:地区|区域|流域|山区|城市|园区|企业|行业|单位|部门|领域|项目|设施|时段)$/
/** 结合某某活动: the occasion. */
const OCCASION = /^(?:结合|借助|利用|围绕)[^,]{2,50}(?:活动|[日周月节]|契机)$/
/** 鼓励甲在风险可控前提下: what must hold first. 经专家评审后: what comes first. */
const GIVEN =
  /^[^,]{0,20}在[^,]{2,30}(?:前提|条件|情况)之?下$|^[^,]{0,16}在[^,]{2,40}(?:时|过程中)$|^经[^,济营常过]{3,30}后$|^[^,]{2,40}(?:达标|完成|关停|通过|验收|评审|备案|批准|审核|同意)后$/
/** 有条件的城市, 新建某某项目: whose duty it is, and no more. */
const WHOSE =
  /^(?:具备条件|有条件|符合条件)的[^,的]{2,12}$|^[^,]{0,8}(?:新建|改建|扩建|新、改、扩建|新改扩建)[^,]{2,24}(?:项目|企业)$/
/** 综合运用遥感等手段: by what means. */
const MEANS = /^(?:综合|充分|灵活)?(?:运用|利用|借助)[^,]{2,50}等[^,]{0,6}(?:手段|方式|技术|方法)$/

const KIND =
  '(?:城市|地区|区域|园区|开发区|企业|单位|项目|部门|港区|港口|机场|矿山|设施|场所|工地|省份|县|村|乡镇|街道|个人)'
/** 对未完成的地区: upon whom. */
const UPON = new RegExp(`^(?:以及|并)?对[^,]{2,50}${KIND}$`)
const DONE_TO = /进行|开展|实施|完成|给予|依法|加强|强化|落实/
/** 纳入某范围的城市, 因故无法取消的: a set told by what is so of it. */
const SO = new RegExp(
  `^[^,]{0,6}?(?:涉及|纳入|列入|位于|属于|符合|具备|存在|未|已|不|处于|需要|无)[^,]{2,40}的${KIND}$|^(?:因|如|若|确|凡|经|无法|不能|未|已|仍|暂)[^,]{2,50}的$`,
)
/** 某行业集中的城市和园区, 检修期间: nobody does anything yet. */
const NOTHING_DONE = new RegExp(`^[^,\\d%是]{4,50}${KIND}$|^[^,\\d%是]{2,50}(?:期间|时段)$`)

/** Whether a piece before a comma only says who, upon whom, when or by what means, and the next says what is done. */
export function opensAction(text: string): boolean {
  const who = WHO_BY.exec(text)?.[1]
  if (who !== undefined && !ACTION.test(who)) return true
  if ([OCCASION, GIVEN, WHOSE, MEANS, SO].some((one) => one.test(text))) return true
  if (UPON.test(text) && !DONE_TO.test(text)) return true
  const does = ACTION.test(withoutPlaceVerbs(text))
  return !does && (ABOVE_ALL.test(text) || (NOTHING_DONE.test(text) && !/成为|争当/.test(text)))
}
