import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { htmlToText } from './html.ts'

test('blocks become lines; scripts, navigation and footers go', () => {
  const page =
    '<html><head><title>站点</title><style>p{}</style></head><body><nav>首页</nav><div><p>一、目标</p><p>到2025年,<b>达标</b>。</p></div><script>x()</script><footer>版权</footer></body></html>'
  expect(htmlToText(page)).toBe('一、目标\n到2025年,达标。')
})

test('a table becomes rows of cells, merged cells repeated in every row they span', () => {
  const table =
    '<table><tr><th>任务</th><th>内容</th><th>单位</th></tr><tr><td rowspan="2">治水</td><td>清淤<br>截污</td><td>水利局</td></tr><tr><td>补水</td><td>城管局</td></tr></table>'
  expect(htmlToText(table)).toBe('任务 | 内容 | 单位\n治水 | 清淤；截污 | 水利局\n治水 | 补水 | 城管局')
})

test('a cell that spans columns is written once', () => {
  expect(
    htmlToText(
      '<table><tr><td colspan="2">甲</td><td>乙</td></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>',
    ),
  ).toBe('甲 | | 乙\n1 | 2 | 3')
})

test('a table that lays out the page is no table', () => {
  const inner = '<table><tr><td>指标</td><td>目标</td></tr><tr><td>优良率</td><td>90%</td></tr></table>'
  expect(
    htmlToText(
      `<table><tr><td>左栏</td><td><p>正文。</p>${inner}</td></tr><tr><td>尾</td><td></td></tr></table>`,
    ),
  ).toBe('左栏\n正文。\n指标 | 目标\n优良率 | 90%\n尾')
})

test('broken pages are taken as they are', () => {
  expect(htmlToText('<p>甲<div>乙<td>丙')).toContain('丙')
  expect(htmlToText('')).toBe('')
})

test('pages that nest deeper than calls can are read', () => {
  expect(htmlToText(`${'<div>'.repeat(20_000)}甲`)).toBe('甲')
})

test('a table of a page is read as a table of a plan', () => {
  const page =
    '<h1>某市2022年工作方案</h1><p>一、目标</p><p>见下表。</p><table><tr><th>指标</th><th>单位</th><th>2022年目标</th></tr><tr><td>优良天数比率</td><td>%</td><td>86.5</td></tr></table>'
  expect(readPlan(htmlToText(page)).targets).toMatchObject([
    { subject: '优良天数比率', comparator: '>=', value: 86.5, unitNorm: 'percent' },
  ])
})
