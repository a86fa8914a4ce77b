/** Nouns that end an indicator's name: 浓度, 排放量, and every …率 and …比例. */
const HEAD_NOUNS =
  '(?:年均|日均|年平均|平均|月均|年|最大|小时)*(?:浓度|浓度均值|均值|限值|降尘量)|(?:[^、和及与的]{2})?(?:总量|强度|量|总规模|规模|容量)|能力|面积|长度|里程|天数|指数|产能|增速|增幅|降幅|蓄积量|水平|得分|个数|数量|次数|满意度|水位'
const RATE =
  '(?:(?:优良|安全|综合|资源化|无害化|集中|规范化|规模化|收集|处理|处置|利用|回收|再生|循环|有效|覆盖|普及|达标|合格|完成|机扫|清扫|机械化|机械|保洁|整改|办结|抽测|检测|监测|安装|联网|运行|负荷|正常|治理|保护|修复|改善|改造|下降|增长|削减|减排|替代|绿化|保有|优良天数|达标天数|满意|履约|使用|装机|供热|清运|分类|综合治理)+|[^、和及与的]{2})?(?:比率|比例|占比|比重|率)'

export const HEAD_END = new RegExp(`(?:${RATE}|${HEAD_NOUNS})$`)
export const HEAD_WITHIN = new RegExp(RATE)
export const PURE_HEAD = new RegExp(`^(?:${RATE}|${HEAD_NOUNS})$`)

const LOWER_IS_BETTER =
  /浓度|排放|降尘|能耗|物耗|消耗|投诉|信访|污染天数|重污染|劣[ⅤVⅥ五]|劣类|超标|事故|损失|漏损|用水总量|用水量|使用量|施用量|消费量|消费总量|煤炭|开采量|产生量|负荷(?!率)|噪声|死亡|贮存量|增幅不|产生强度|综合指数|含硫|含水率|PM|臭氧|二氧化|氮氧化|颗粒物|地下水超采|Ⅴ类.{0,4}比例|取水量/
const HIGHER_IS_BETTER = /率(?!.*(?:漏损|超标))|优良|达标|比例|覆盖|保护|回收|利用|能力/

const BAD_RATE =
  /超标|漏损|劣|事故|污染天数|[ⅣⅤV]类|死亡|空载|发生率|流失率|煤炭|(?<!非)化石能源|极差|不达标|违法率|投诉率|含水率|含硫|对外依存/

/** What is measured is the mending, whatever is mended: 超标问题整改率, 重点工程减排量. */
const MENDING =
  /进水.{0,16}浓度$|(?:整改|完成|办结|消除|治理|处置|处理|合格|达标|改善|修复|查处|回收|利用|覆盖|收集|配备|安装|联网|溯源|销号|整治|淘汰|更新|替代|管控|保护|保有|满意)(?:率|比例|比率)$|(?:减排|削减|减少|下降|压减|节约|利用|回收|收集|处理)量$|(?:天然气|可再生能源|非化石能源|清洁能源|新能源|绿电|再生水|中水)[^,]{0,6}(?:消费|使用|利用|用|供应)量$/

/** Whether less of an indicator is the better; null when its name does not tell. */
export function lowerIsBetter(subject: string): boolean | null {
  if (MENDING.test(subject)) return false
  if (/(?:率|比例|比重|占比)$/.test(subject)) return BAD_RATE.test(subject)
  if (LOWER_IS_BETTER.test(subject)) return true
  return HIGHER_IS_BETTER.test(subject) ? false : null
}
