import { expect, test } from 'vitest'
import { normalisePdfText } from './pdf.ts'

test('lines that fill the column run on; signs and sentence ends begin anew; page numbers go', () => {
  const layer = [
    '一、工作目标',
    '到2025年,全市细颗粒物平均浓度下降到三十',
    '二微克以下,优良天数比率稳定在百分之九十',
    '以上。',
    '- 3 -',
    '二、重点任务',
    '(一)治理重点行业',
  ].join('\n')
  expect(normalisePdfText(layer)).toBe(
    '一、工作目标\n到2025年,全市细颗粒物平均浓度下降到三十二微克以下,优良天数比率稳定在百分之九十以上。\n二、重点任务\n(一)治理重点行业',
  )
})
