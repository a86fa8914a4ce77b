import type { TargetDetail } from '@qinglan/contract'
import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import { use } from 'echarts/core'
import { Empty } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Chart } from '../../charts/chart.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { progressOption, type ProgressTexts } from './progress-option.ts'

use([LineChart, GridComponent, LegendComponent, MarkLineComponent])

/** How the figure came about over the year, against the line it must reach. */
export function ProgressChart({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const option = useMemo(() => {
    const texts: ProgressTexts = {
      period: t('target.period'),
      toDate: t('target.toDate'),
      targetLine: t('target.targetLine'),
      projection: t('target.projection'),
      band: t('target.band'),
      unit: say(detail.row.unitText).trim(),
    }
    return progressOption(detail, texts)
  }, [detail, say, t])
  if (detail.series.length === 0)
    return <Empty description={t('target.noSeries')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
  const label = t('target.chartText', { subject: say(detail.row.subject), count: detail.series.length })
  return <Chart option={option} height={320} label={label} />
}
