import type { SiteSeries } from '@qinglan/contract'
import type { EChartsCoreOption } from 'echarts/core'

const number = (value: SiteSeries['values'][number]): number | null =>
  typeof value === 'number' ? value : null

/** Layout of a site's curve; a gap stays a gap and the pointer names its reason. */
export function seriesOption(
  series: SiteSeries,
  reasonOf: (value: SiteSeries['values'][number]) => string,
  limits: readonly number[] = [],
): EChartsCoreOption {
  // the axis runs in China Standard Time whatever the zone of the machine: instants are shifted and drawn as UTC
  const shift = 8 * 3600_000
  const data = series.times.map((time, i) => [
    Date.parse(time) + shift,
    number(series.values[i] ?? { missing: 'not-measured' }),
  ])
  return {
    aria: { enabled: true },
    useUTC: true,
    animation: false,
    grid: { left: 8, right: 24, top: 36, bottom: 64, containLabel: true },
    tooltip: {
      trigger: 'axis',
      formatter: (points: readonly { dataIndex: number }[]) => {
        const i = points[0]?.dataIndex ?? 0
        const time = new Date(Date.parse(series.times[i] ?? '') + shift)
          .toISOString()
          .slice(0, 16)
          .replace('T', ' ')
        return `${time}<br>${series.factor}: ${reasonOf(series.values[i] ?? { missing: 'not-measured' })}`
      },
    },
    dataZoom: [{ type: 'inside' }, { type: 'slider', height: 22, bottom: 12 }],
    xAxis: { type: 'time', axisLabel: { hideOverlap: true } },
    yAxis: { type: 'value', scale: true, name: series.unit, nameTextStyle: { align: 'left' } },
    series: [
      {
        type: 'line',
        data,
        connectNulls: false,
        showSymbol: data.length <= 60,
        sampling: 'lttb',
        lineStyle: { width: 1.5 },
        itemStyle: { color: '#14597a' },
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: '#c0392b' },
          data: limits.map((yAxis) => ({ yAxis })),
        },
      },
    ],
  }
}
