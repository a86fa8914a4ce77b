import { PlusOutlined } from '@ant-design/icons'
import type { Bilingual, Report, TargetDetail } from '@qinglan/contract'
import { Button, Card, Empty, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { chinaMinute } from '../../figures/china-minute.ts'
import { formatFigure, withUnit } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'
import { ReportTarget } from './report-target.tsx'

function useColumns(unit: Bilingual): TableColumnsType<Report> {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return [
    {
      key: 'asOf',
      title: t('target.asOf'),
      width: 110,
      defaultSortOrder: 'descend',
      sorter: (a, b) => a.asOf.localeCompare(b.asOf) || a.reportedAt.localeCompare(b.reportedAt),
      render: (_, r) => r.asOf,
    },
    {
      key: 'value',
      title: t('target.reportValue'),
      width: 130,
      align: 'right',
      render: (_, r) =>
        typeof r.total === 'number'
          ? `${formatFigure(r.value)} / ${formatFigure(r.total)}`
          : withUnit(formatFigure(r.value), unit, language),
    },
    {
      key: 'note',
      title: t('target.note'),
      render: (_, r) => (
        <>
          {r.simulated && <SimulatedTag />} {r.note}
          {r.evidence.length > 0 && (
            <ul className="evidence" aria-label={t('target.evidence')}>
              {r.evidence.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
        </>
      ),
    },
    {
      key: 'reportedBy',
      title: t('target.reportedBy'),
      width: 150,
      render: (_, r) => (
        <>
          {r.reportedBy}
          <div className="muted small">{chinaMinute(r.reportedAt)}</div>
        </>
      ),
    },
  ]
}

/** What units reported by hand; reports are only ever added. */
export function Reports({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  const [adding, setAdding] = useState(false)
  const columns = useColumns(detail.row.unitText)
  const add = (
    <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="add-report">
      {t('target.addReport')}
    </Button>
  )
  return (
    <Card size="small" title={t('target.reports')} extra={!adding && detail.closed === null && add}>
      {adding && (
        <NeedsRight right="report">
          <ReportTarget detail={detail} done={() => setAdding(false)} />
        </NeedsRight>
      )}
      <Table<Report>
        rowKey="id"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, size: 'small' }}
        dataSource={detail.reports}
        columns={columns}
        scroll={{ x: 560 }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('target.noReports')} />,
        }}
      />
    </Card>
  )
}
