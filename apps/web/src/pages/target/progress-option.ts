import type { TargetDetail } from '@qinglan/contract'
import type { EChartsCoreOption } from 'echarts/core'

/** The words of the legend. */
export interface ProgressTexts {
  readonly period: string
  readonly toDate: string
  readonly targetLine: string
  readonly projection: string
  readonly band: string
  readonly unit: string
}

type Point = [date: string, value: number | null]

const colours = {
  period: '#9fc3d3',
  toDate: '#14597a',
  target: '#b3141d',
  projection: '#ad4e00',
  band: '#ad4e00',
}

/** Where the projection ends: the deadline, else the end of the campaign's year. */
const endOf = ({ row, campaign }: TargetDetail): string => row.deadline ?? `${campaign.year}-12-31`

interface Projected {
  readonly middle: Point[]
  readonly low: Point[]
  /** Stands on `low`, so that both together reach the upper edge. */
  readonly width: Point[]
}

/** A wedge from the last figure to date to the projected end of the year. */
function projected(detail: TargetDetail): Projected | null {
  const projection = detail.row.forecast?.projection
  const last = detail.series.findLast(({ toDate }) => toDate !== null)
  if (!projection || !last || last.toDate === null || last.period >= endOf(detail)) return null
  const end = endOf(detail)
  const from = last.toDate
  return {
    middle: [
      [last.period, from],
      [end, projection.value],
    ],
    low: [
      [last.period, from],
      [end, projection.low],
    ],
    width: [
      [last.period, 0],
      [end, projection.high - projection.low],
    ],
  }
}

const plainLine = { type: 'line', showSymbol: false, connectNulls: false } as const

function wedge(texts: ProgressTexts, { middle, low, width }: Projected): object[] {
  const hidden = { lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false }, stackStrategy: 'all' }
  return [
    { ...plainLine, ...hidden, name: `${texts.band}-`, stack: 'band', data: low, symbol: 'none' },
    {
      ...plainLine,
      ...hidden,
      name: texts.band,
      stack: 'band',
      data: width,
      symbol: 'none',
      itemStyle: { color: colours.band },
      areaStyle: { color: colours.band, opacity: 0.15 },
    },
    {
      ...plainLine,
      name: texts.projection,
      data: middle,
      showSymbol: true,
      itemStyle: { color: colours.projection },
      lineStyle: { type: 'dashed', color: colours.projection },
    },
  ]
}

/** Layout of the curve: the target line spans the year, the band stands at its end. */
export function progressOption(detail: TargetDetail, texts: ProgressTexts): EChartsCoreOption {
  const { row, series, campaign } = detail
  const future = projected(detail)
  const few = series.length <= 60
  const lines = [row.value, row.valueHigh].filter((value) => value !== null)
  const projection = future ? row.forecast?.projection : null
  const figures = [
    ...lines,
    ...series.flatMap(({ value, toDate }) => [value, toDate].filter((figure) => figure !== null)),
    ...(projection ? [projection.low, projection.high] : []),
  ]
  return {
    aria: { enabled: true },
    animationDuration: 200,
    grid: { left: 8, right: 70, top: 40, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      data: [texts.period, texts.toDate, ...(future ? [texts.projection, texts.band] : [])],
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value: unknown) =>
        typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : '—',
    },
    xAxis: {
      type: 'time',
      min: `${campaign.year}-01-01`,
      max: endOf(detail),
      axisLabel: { hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      name: texts.unit,
      nameTextStyle: { align: 'left' },
      ...axisEnds(figures),
    },
    series: [
      {
        ...plainLine,
        name: texts.period,
        showSymbol: few,
        data: series.map(({ period, value }): Point => [period, value]),
        itemStyle: { color: colours.period },
        lineStyle: { width: 1 },
      },
      {
        ...plainLine,
        name: texts.toDate,
        showSymbol: few,
        data: series.map(({ period, toDate }): Point => [period, toDate]),
        itemStyle: { color: colours.toDate },
        lineStyle: { width: 3 },
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: colours.target, width: 2 },
          label: { formatter: `${texts.targetLine} {c}`, color: colours.target, position: 'end' },
          data: lines.map((yAxis) => ({ yAxis })),
        },
      },
      ...(future ? wedge(texts, future) : []),
    ],
  }
}

/** Round steps for about five divisions of a span. */
function niceStep(span: number): number {
  const rough = span / 5
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough) ?? 10
  return factor * power
}

/** The ends of the axis on round numbers, so that every figure and the target line are on the picture. */
export function axisEnds(figures: readonly number[]): { min: number; max: number } {
  const low = Math.min(...figures)
  const high = Math.max(...figures)
  if (!Number.isFinite(low)) return { min: 0, max: 1 }
  const step = niceStep(high > low ? high - low : Math.max(Math.abs(high), 1))
  const tidy = (count: number) => Number((count * step).toPrecision(12))
  const max = Math.ceil(high / step)
  const min = Math.floor(low / step)
  return { min: tidy(min), max: tidy(max > min ? max : min + 1) }
}
