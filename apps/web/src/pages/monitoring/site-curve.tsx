import type { Resolution, Site, SiteLimit } from '@qinglan/contract'
import { addDays, civilDateOf } from '@qinglan/periods'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { DatePicker, Empty, Select } from 'antd'
import dayjs from 'dayjs'
import { LineChart } from 'echarts/charts'
import {
  DataZoomInsideComponent,
  DataZoomSliderComponent,
  GridComponent,
  MarkLineComponent,
} from 'echarts/components'
import { use } from 'echarts/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { seriesQuery } from '../../api/monitoring-queries.ts'
import { Chart } from '../../charts/chart.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { seriesOption } from './series-option.ts'

use([LineChart, GridComponent, MarkLineComponent, DataZoomInsideComponent, DataZoomSliderComponent])

type Latest = NonNullable<Site['latest']>

/** How many days a curve shows at first: two weeks of hours, a year of days or samples. */
const firstDays: Readonly<Record<Resolution, number>> = {
  minute: 1,
  hour: 14,
  sample: 365,
  day: 365,
  month: 1096,
}

const resolutions = ['minute', 'hour', 'day', 'month', 'sample'] as const satisfies readonly Resolution[]

interface Asked {
  readonly factor: string
  readonly resolution: Resolution
  readonly from: string
  readonly to: string
}

function firstAsked(latest: Latest): Asked {
  const { resolution } = latest
  // the hour that ends at 24:00 is the last of its day
  const to = civilDateOf(Date.parse(latest.at) - (resolution === 'hour' ? 1 : 0))
  return {
    factor: Object.keys(latest.values)[0] ?? '',
    resolution,
    from: addDays(to, -firstDays[resolution]),
    to,
  }
}

/**
 * The lines of a channel's limits, in its unit: those of w01018 for `COD`, and as the logger sends for `w01018/Max`. Amounts have none, nor
 * have limits that do not count.
 */
function linesOf(limits: readonly SiteLimit[], channel: string): readonly number[] {
  const [code, statistic = ''] = channel.split('/')
  return limits.flatMap(({ factor, asSent, asShown }) => {
    const ofCode = code === factor && !statistic.endsWith('Cou')
    const bounds = asShown?.factor === channel ? asShown : ofCode ? asSent : null
    return bounds ? [bounds.low, bounds.high].filter((line) => line !== null) : []
  })
}

function Curve({ site, asked, limits }: { site: Site; asked: Asked; limits: readonly SiteLimit[] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const query = useQuery({ ...seriesQuery({ siteId: site.id, ...asked }), placeholderData: keepPreviousData })
  const option = useMemo(
    () =>
      query.data &&
      seriesOption(
        query.data,
        (value) =>
          typeof value === 'number'
            ? `${value} ${query.data.unit}`
            : t('monitoring.missing', { reason: t(`missing.${value.missing}`) }),
        linesOf(limits, query.data.factor),
      ),
    [query.data, t, limits],
  )
  return (
    <QueryView query={query}>
      {({ times }) =>
        times.length === 0 || !option ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('monitoring.noSeries')} />
        ) : (
          <Chart
            option={option}
            height={260}
            label={`${t('monitoring.curve')} ${say(site.name)} ${asked.factor}`}
          />
        )
      }
    </QueryView>
  )
}

const noLimits: readonly SiteLimit[] = []

interface Props {
  readonly site: Site
  readonly latest: Latest
  /** Drawn as lines beside the curve. */
  readonly limits?: readonly SiteLimit[]
}

/** What a site measured over time: one factor, one resolution, one period. */
export function SiteCurve({ site, latest, limits = noLimits }: Props) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(() => firstAsked(latest))
  return (
    <>
      <div className="filters">
        <Select
          aria-label={t('monitoring.factor')}
          value={asked.factor}
          showSearch
          className="filter"
          options={Object.keys(latest.values).map((value) => ({ value, label: value }))}
          onChange={(factor) => setAsked({ ...asked, factor })}
        />
        <Select<Resolution>
          aria-label={t('monitoring.resolution')}
          value={asked.resolution}
          options={resolutions.map((value) => ({ value, label: t(`resolution.${value}`) }))}
          onChange={(resolution) =>
            setAsked({ ...asked, resolution, from: addDays(asked.to, -firstDays[resolution]) })
          }
        />
        <DatePicker.RangePicker
          aria-label={t('monitoring.range')}
          allowClear={false}
          value={[dayjs(asked.from), dayjs(asked.to)]}
          onChange={(range) => {
            const [from, to] = range ?? []
            if (from && to)
              setAsked({ ...asked, from: from.format('YYYY-MM-DD'), to: to.format('YYYY-MM-DD') })
          }}
        />
      </div>
      <Curve site={site} asked={asked} limits={limits} />
    </>
  )
}
