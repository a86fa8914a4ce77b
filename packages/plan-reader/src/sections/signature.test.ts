import { describe, expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const BODY = '云河市2024年碧水工作方案\n一、重点任务\n(一)新建污水管网30公里。\n'
const SIGNED = '云河市人民政府办公室\n云河市水利局\n2024年3月8日\n'
const CLOSE =
  '(此件公开发布)\n(联系人:王某,联系电话:025-88889999)\n抄送:市委办公室,市人大常委会办公室,市政协办公室。\n云河市人民政府办公室 2024年3月8日印发\n'
const ANNEX = '附件1\n云河市水环境任务\n1.清淤河道12公里。\n'

describe('the close of a document is no task', () => {
  test.each([
    ['signature', SIGNED, 1],
    ['signature and copies', SIGNED + CLOSE, 1],
    ['signature before an annex', SIGNED + CLOSE + ANNEX, 2],
    ['annex before the signature', ANNEX + SIGNED + CLOSE, 2],
    ['a date in Chinese numerals', '云河市生态环境局\n二〇二四年三月八日\n', 1],
  ])('%s', (_name, close, tasks) => {
    const reading = readPlan(BODY + close)
    expect(reading.tasks.map((one) => one.action)).toHaveLength(tasks)
    expect(reading.tasks[0]!.action).toBe('新建污水管网30公里')
    expect(reading.warnings).toEqual([])
  })
})

test('a body that must act is no signature', () => {
  const { tasks } = readPlan(`${BODY}各乡镇人民政府每月开展河道巡查。\n市水利局每季度通报进展。`)
  expect(tasks).toHaveLength(3)
})

test('the caption of a table is no title, and the tables above it belong to the plan', () => {
  const { title, targets } = readPlan(
    '岷阳省2026年重点任务清单\n表1 约束性指标\n指标名称|单位|2026年目标\n优良天数比率|%|86.5\n表2 重点任务\n重点任务|完成时限\n建成监测站24个|6月底前',
  )
  expect(title).toBe('岷阳省2026年重点任务清单')
  expect(targets.map((one) => one.value)).toEqual([86.5, 24])
})

test('a page goes on below the plan with a column of its links, bars and all', () => {
  const page = `某省2023年水污染防治工作方案
一、目标
全省水质优良比例达到85%。
[打印]
相关阅读推荐
国家甲局
国家乙管理局
链接:
版权所有:某厅
|
ICP备案编号:
京ICP备00000000号
是否继续?`
  expect(readPlan(page).tasks.map((one) => one.quote)).toEqual(['全省水质优良比例达到85%'])
})
