import type { AqiCalendar } from '@qinglan/contract'
import { aqiClasses } from '@qinglan/standards'
import type { EChartsCoreOption } from 'echarts/core'
import { noGradeColour } from './site-colour.ts'

interface Texts {
  readonly language: 'zh' | 'en'
  readonly noGrade: string
  readonly primary: string
}

/** Layout of a year of AQI: a column per week, a cell per day in the colour of its class; a day without AQI stays grey. */
export function calendarOption(
  { year, days }: AqiCalendar,
  { language, noGrade, primary }: Texts,
): EChartsCoreOption {
  const nameOf = new Map(aqiClasses.map((row) => [row.level as number, language === 'zh' ? row.zh : row.en]))
  return {
    aria: { enabled: true },
    animation: false,
    tooltip: {
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const day = days[dataIndex]
        if (!day) return ''
        if (day.aqi === null || day.grade === null) return `${day.date}<br>${noGrade}`
        const main = day.primary.length > 0 ? `<br>${primary}: ${day.primary.join(', ')}` : ''
        return `${day.date}<br>AQI ${day.aqi} ${nameOf.get(day.grade) ?? ''}${main}`
      },
    },
    visualMap: {
      type: 'piecewise',
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      dimension: 1,
      itemSymbol: 'rect',
      pieces: [
        ...aqiClasses.map((row) => ({
          value: row.level,
          label: nameOf.get(row.level) ?? '',
          color: row.hex,
        })),
        { value: 0, label: noGrade, color: noGradeColour },
      ],
    },
    calendar: {
      range: String(year),
      left: 44,
      right: 12,
      top: 28,
      bottom: 44,
      cellSize: ['auto', 'auto'],
      yearLabel: { show: false },
      dayLabel: { firstDay: 1, nameMap: language === 'zh' ? 'ZH' : 'EN' },
      monthLabel: { nameMap: language === 'zh' ? 'ZH' : 'EN' },
      itemStyle: { borderColor: '#ffffff', borderWidth: 1, color: '#f5f5f5' },
      splitLine: { lineStyle: { color: '#595959', width: 1 } },
    },
    series: [
      {
        type: 'heatmap',
        coordinateSystem: 'calendar',
        data: days.map(({ date, grade }) => [date, grade ?? 0]),
      },
    ],
  }
}
