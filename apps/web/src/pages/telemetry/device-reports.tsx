import type { DeviceReport } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { reportsQuery } from '../../api/telemetry-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { moment } from './moment.ts'

function useColumns(): TableColumnsType<DeviceReport> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    { key: 'at', title: t('telemetry.reportTime'), width: 150, render: (_, { at }) => moment(at) },
    {
      key: 'kind',
      title: t('telemetry.reportKind'),
      width: 100,
      render: (_, { kind }) => (
        <Tag {...(kind === 'alarm' ? { color: 'error' } : {})}>{t(`telemetry.reportKinds.${kind}`)}</Tag>
      ),
    },
    {
      key: 'about',
      title: t('telemetry.reportAbout'),
      render: (_, { subjectName, subject }) => subjectName && `${say(subjectName)} ${subject}`,
    },
    { key: 'what', title: t('telemetry.reportWhat'), render: (_, { name, item }) => `${say(name)} ${item}` },
    {
      key: 'value',
      title: t('telemetry.reportValue'),
      render: (_, { value, meaning }) => (
        <>
          {value} {meaning !== null && <span className="muted small">{meaning}</span>}
        </>
      ),
    },
  ]
}

/** What a logger told beside measurements: values in alarm, logs, states and parameters of its instruments. */
export function DeviceReports({ mn }: { mn: string }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const reports = useQuery(reportsQuery(mn))
  const columns = useColumns()
  return (
    <>
      <h2>{t('telemetry.reports')}</h2>
      <QueryView query={reports}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="muted">{t('telemetry.noReports')}</p>
          ) : (
            <>
              <Button
                size="small"
                href={apiHref(`devices/${encodeURIComponent(mn)}/reports.xlsx`, { lang: language })}
              >
                {t('telemetry.export')}
              </Button>
              <Table<DeviceReport>
                rowKey={({ at, cn, subject, item, value }) => [at, cn, subject, item, value].join(' ')}
                size="small"
                dataSource={rows}
                columns={columns}
                scroll={{ x: 'max-content' }}
                pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
              />
            </>
          )
        }
      </QueryView>
    </>
  )
}
