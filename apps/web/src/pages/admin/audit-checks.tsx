import type { AuditCheck } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { useQuery } from '@tanstack/react-query'
import { Alert, Collapse, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { auditChecksQuery } from '../../api/identity-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { formatFigure } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'

const time = (instant: string) => formatChinaTime(Date.parse(instant)).slice(0, 16)

function useColumns(): TableColumnsType<AuditCheck> {
  const { t } = useTranslation()
  return [
    { key: 'at', title: t('admin.at'), width: 150, render: (_, { at }) => time(at) },
    {
      key: 'result',
      title: t('admin.checkResult'),
      render: (_, { faultCount }) =>
        faultCount === 0 ? (
          <Tag color="success">{t('admin.sound')}</Tag>
        ) : (
          <Tag color="error">{t('admin.faults', { count: faultCount })}</Tag>
        ),
    },
    {
      key: 'entries',
      title: t('admin.entries'),
      align: 'right',
      render: (_, row) => formatFigure(row.entries),
    },
    {
      key: 'askedBy',
      title: t('admin.askedBy'),
      render: (_, { askedBy }) => t(`admin.askedByOf.${askedBy}`),
    },
    {
      key: 'head',
      title: t('admin.head'),
      render: (_, { head }) =>
        head && <code title={head.hash}>{`${head.position} ${head.hash.slice(0, 12)}…`}</code>,
    },
  ]
}

/** Whether the trail was whole when it was last checked, and the checks before. */
export function AuditChecks() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const checks = useQuery(auditChecksQuery)
  const columns = useColumns()
  if (checks.error) return <ErrorNotice error={checks.error} small />
  if (!checks.data) return null
  const [latest] = checks.data
  if (!latest) return <Alert type="info" showIcon title={t('admin.neverChecked')} className="audit-check" />
  const where = { time: time(latest.at), entries: formatFigure(latest.entries) }
  const faults = latest.faults.map((fault) => (
    <li key={`${fault.position} ${fault.firstEntry} ${fault.what.en}`}>
      {t('admin.faultAt', {
        position: fault.position,
        from: fault.firstEntry ?? '–',
        to: fault.lastEntry ?? '–',
      })}
      {say(fault.what)}
    </li>
  ))
  return (
    <div className="audit-check" data-testid="audit-check">
      <Alert
        type={latest.faultCount === 0 ? 'success' : 'error'}
        showIcon
        title={
          latest.faultCount === 0
            ? t('admin.checkedSound', where)
            : t('admin.checkedFaulty', { ...where, count: latest.faultCount })
        }
        description={faults.length > 0 && <ul>{faults}</ul>}
      />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'checks',
            label: t('admin.checks'),
            children: (
              <Table<AuditCheck>
                rowKey="id"
                size="small"
                dataSource={checks.data}
                columns={columns}
                pagination={{ pageSize: 10, hideOnSinglePage: true }}
                scroll={{ x: 'max-content' }}
              />
            ),
          },
        ]}
      />
    </div>
  )
}
