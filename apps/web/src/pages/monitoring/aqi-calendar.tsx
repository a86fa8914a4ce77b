import type { AqiCalendar as Calendar, Region, Site } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Card, Empty, Select } from 'antd'
import { HeatmapChart } from 'echarts/charts'
import { CalendarComponent, VisualMapPiecewiseComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarQuery, type CalendarSubject } from '../../api/monitoring-queries.ts'
import { Chart } from '../../charts/chart.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { calendarOption } from './calendar-option.ts'

use([HeatmapChart, CalendarComponent, VisualMapPiecewiseComponent])

interface Props {
  readonly cities: readonly Region[]
  readonly stations: readonly Site[]
  readonly year: number
  readonly years: readonly number[]
  /** The day the pages answer for; days after it are not shown. */
  readonly at: string | undefined
  readonly subject: CalendarSubject
  readonly choose: (subject: CalendarSubject) => void
  readonly chooseYear: (year: number) => void
}

function Year({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const option = useMemo(
    () =>
      calendarOption(calendar, {
        language,
        noGrade: t('monitoring.noGrade'),
        primary: t('monitoring.primary'),
      }),
    [calendar, language, t],
  )
  if (calendar.validDays === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('monitoring.noCalendar')} />
  }
  const { goodDays, validDays, provenance } = calendar
  const sum = t('monitoring.goodDays', { good: goodDays, valid: validDays })
  const ratio = t('monitoring.ratio', { ratio: ((goodDays / validDays) * 100).toFixed(1) })
  return (
    <>
      <p className="calendar-sum" data-testid="calendar-sum">
        <b>{sum}</b> · {ratio} ·{' '}
        <span className="muted">
          {provenance.standard} {provenance.edition}
        </span>{' '}
        {provenance.simulated && <SimulatedTag />}
      </p>
      <div className="calendar-scroll">
        <Chart
          option={option}
          height={230}
          label={`${t('monitoring.calendar')} ${say(calendar.subject.name)} ${calendar.year}: ${sum}`}
        />
      </div>
    </>
  )
}

/** A year of daily AQI of a city or a station. */
export function AqiCalendarCard({ cities, stations, year, years, at, subject, choose, chooseYear }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const query = useQuery(calendarQuery(subject, year, at))
  const optionOf =
    (kind: CalendarSubject['kind']) =>
    ({ id, name }: Region | Site) => ({ value: `${kind}:${id}`, label: say(name) })
  return (
    <Card
      size="small"
      title={t('monitoring.calendar')}
      extra={
        <div className="card-tools">
          <Select
            aria-label={t('monitoring.subject')}
            className="filter-wide"
            showSearch={{ optionFilterProp: 'label' }}
            value={`${subject.kind}:${subject.id}`}
            options={[
              { label: t('monitoring.city'), options: cities.map(optionOf('region')) },
              { label: t('monitoring.station'), options: stations.map(optionOf('site')) },
            ]}
            onChange={(value) => {
              const kind = value.startsWith('site:') ? 'site' : 'region'
              choose({ kind, id: value.slice(kind.length + 1) })
            }}
          />
          <Select
            aria-label={t('monitoring.year')}
            value={year}
            options={years.map((value) => ({ value, label: value }))}
            onChange={chooseYear}
          />
        </div>
      }
    >
      <QueryView query={query}>{(calendar) => <Year calendar={calendar} />}</QueryView>
    </Card>
  )
}
