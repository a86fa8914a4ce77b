import type { Bilingual, PlatformProblem } from '@qinglan/contract'

const told = (zh: string, en: string): Bilingual => ({ zh, en })

/** What is said of each kind of fault; the value stands beside it. */
const words: Readonly<Record<string, Bilingual>> = {
  'no-firm-or-outlet': told(
    '没有企业编码或排放口编号,这条记录未入库',
    'The code of the firm or of the outlet is missing; the record was not taken in',
  ),
  'no-time': told('时间无法识别,这条记录未入库', 'The time cannot be read; the record was not taken in'),
  'unknown-factor': told(
    '映射中没有这个因子或单位,该值未入库',
    'The mapping does not know the factor or the unit; the value was not taken in',
  ),
  'unknown-flag': told(
    '映射中没有这个标识,数值按无效保存',
    'The mapping does not know the mark; the values are kept as not valid',
  ),
  'no-number': told('不是数值,该值未入库', 'Not a number; the value was not taken in'),
  'no-column': told(
    '表头没有这一列,按无数据处理',
    'The heading lacks this column; it counts as without data',
  ),
  'site-not-yours': told(
    '不是您辖区内已登记的点位,其数据未入库',
    'No registered site of your region; its data were not taken in',
  ),
  'firms-not-yours': told(
    '您不能登记企业,企业信息未写入名录',
    'You may not enter firms; what is said of firms was not written to the register',
  ),
  more: told('其余问题未列出', 'Further faults are not listed'),
}

/** A fault of a delivery in words; `reason` where the kind of fault alone does not say it. */
export function problemOf(
  record: number,
  what: string,
  value: string,
  line: number | null = null,
  reason: Bilingual | undefined = words[what],
): PlatformProblem {
  return { record, line, what, value: value.slice(0, 200), ...(reason ? { reason } : {}) }
}
