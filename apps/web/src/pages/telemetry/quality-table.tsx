import type { QualityRow } from '@qinglan/contract'
import { civilDateOf } from '@qinglan/periods'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, type TableColumnsType } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { qualityQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { RowsTable } from './rows-table.tsx'
import { YearTables } from './year-tables.tsx'

const percent = (rate: number | null): string => (rate === null ? '–' : `${(rate * 100).toFixed(2)}%`)

/** What the limits say counts only where the unit of the values is known. */
const counts = ({ limitInDoubt }: QualityRow): boolean => !limitInDoubt

function useColumns(): TableColumnsType<QualityRow> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const count = (
    key:
      | 'expected'
      | 'received'
      | 'missing'
      | 'valid'
      | 'stopped'
      | 'outOfRange'
      | 'constant'
      | 'jumps'
      | 'exceeded',
    value: (row: QualityRow) => number,
    isKnown: (row: QualityRow) => boolean = () => true,
  ): TableColumnsType<QualityRow>[number] => ({
    key,
    title: t(`telemetry.${key}`),
    align: 'right',
    sorter: (a, b) => value(a) - value(b),
    render: (_, row) => (isKnown(row) ? value(row) : '–'),
  })
  const rate = (
    key: 'transmissionRate' | 'validRate' | 'captureRate',
  ): TableColumnsType<QualityRow>[number] => ({
    key,
    title: t(`telemetry.${key}`),
    align: 'right',
    sorter: (a, b) => (a[key] ?? -1) - (b[key] ?? -1),
    render: (_, row) => percent(row[key]),
  })
  return [
    { key: 'site', title: t('telemetry.site'), render: (_, { site }) => say(site) },
    {
      key: 'factor',
      title: t('telemetry.factor'),
      render: (_, { factor, name, limitInDoubt }) => (
        <>
          {say(name)} <span className="muted">{factor}</span>
          {limitInDoubt && <div className="danger-count small">{t('siteLimits.inDoubt')}</div>}
        </>
      ),
    },
    count('expected', (r) => r.expectedHours),
    count('received', (r) => r.receivedHours),
    count('missing', (r) => r.missingHours),
    count('valid', (r) => r.validHours),
    rate('transmissionRate'),
    rate('validRate'),
    rate('captureRate'),
    {
      key: 'validDays',
      title: t('telemetry.validDays'),
      align: 'right',
      render: (_, { validDays, expectedDays }) => `${validDays}/${expectedDays}`,
    },
    count('stopped', (r) => r.stoppedHours),
    count('outOfRange', (r) => r.outOfRangeHours, counts),
    count('constant', (r) => r.constantHours),
    count('jumps', (r) => r.jumps),
    count('exceeded', (r) => r.exceededHours, counts),
  ]
}

/** How much of a month's hours came, and how much of that counts, by site and factor. */
export function QualityTable() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [month, setMonth] = useState(() => civilDateOf(Date.now()).slice(0, 7))
  const quality = useQuery(qualityQuery(month))
  const columns = useColumns()
  return (
    <>
      <div className="filters">
        <DatePicker
          picker="month"
          aria-label={t('telemetry.month')}
          allowClear={false}
          value={dayjs(`${month}-01`)}
          onChange={(value) => value && setMonth(value.format('YYYY-MM'))}
        />
        <Button href={apiHref('data-quality.xlsx', { month, lang: language })}>
          {t('telemetry.export')}
        </Button>
      </div>
      <QueryView query={quality}>
        {(rows) => (
          <RowsTable<QualityRow>
            rowKey={({ siteId, factor }) => `${siteId} ${factor}`}
            dataSource={rows}
            columns={columns}
            nothing={t('telemetry.noQuality')}
          />
        )}
      </QueryView>
      <YearTables year={Number(month.slice(0, 4))} />
    </>
  )
}
