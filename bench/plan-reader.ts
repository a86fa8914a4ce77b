import { readPlan } from '../packages/plan-reader/src/index.ts'
import type { BenchResult } from './result.ts'

// A synthetic plan: headings, items, rates, counts, dates, thresholds and tails in the proportions of a city's annual plan.
const ITEM = (i: number): string =>
  `(${'一二三四五六七八九'[i % 9]})强化第${(i % 9) + 1}类污染源治理。` +
  `一是推进重点行业深度治理。9月底前,完成${20 + (i % 70)}家企业提标改造,对${3 + (i % 9)}个园区开展排查,建立问题台账并动态更新。` +
  `二是加强面源管控。到2023年底,城市建成区道路机械化清扫率达到${80 + (i % 15)}%以上,化肥使用量较2020年下降${1 + (i % 4)}.5%;` +
  `500平方米以上餐饮单位全部安装在线监控设施,并与主管部门联网。三是健全长效机制,按照“一厂一策”要求完善治理方案,定期公开进展情况。` +
  `(责任单位:市生态环境局、市住房城乡建设局;完成时限:2023年12月底前)\n`

function planOf(length: number): string {
  const parts = [
    '某某市2023年污染防治攻坚工作计划\n一、工作目标\n细颗粒物平均浓度不高于32微克/立方米,优良天数比率达到86%以上。\n二、重点任务\n',
  ]
  let total = parts[0]!.length
  for (let i = 0; total < length; i++) {
    const item = ITEM(i)
    parts.push(item)
    total += item.length
  }
  return parts.join('').slice(0, length)
}

function milliseconds(text: string, runs: number): number {
  const times: number[] = []
  for (let i = 0; i < runs; i++) {
    const begin = performance.now()
    readPlan(text)
    times.push(performance.now() - begin)
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!
}

/** Time to read plans of 20 000, 200 000 and 2 000 000 characters: under 200 ms for the first, and linear. */
export function planReaderBench(): Promise<BenchResult[]> {
  const base = 20_000
  const sizes = [1, 10, 100] as const
  milliseconds(planOf(base), 8) // warm
  const times = sizes.map((size) => milliseconds(planOf(base * size), size === 100 ? 1 : 5))
  const perCharacter = times.map((time, i) => (time / (base * sizes[i]!)) * 1000)
  return Promise.resolve<BenchResult[]>([
    {
      name: 'read a plan of 20 000 characters',
      figures: { 'median ms': Number(times[0]!.toFixed(1)) },
      goal: 'under 200 ms on one core',
    },
    {
      name: 'read 100 times the length',
      figures: Object.fromEntries(
        sizes.map((size, i) => [`${size}x µs per character`, Number(perCharacter[i]!.toFixed(3))]),
      ),
      ratio: perCharacter[2]! / perCharacter[0]!,
      goal: 'linear: the time per character stays',
    },
  ])
}
