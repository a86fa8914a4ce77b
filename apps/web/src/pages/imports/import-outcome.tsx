import { DownloadOutlined } from '@ant-design/icons'
import type { ImportProblem, ImportResult } from '@qinglan/contract'
import { Alert, Button, Card, Empty, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { apiHref } from '../../api/client.ts'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { formatFigure } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'

const kindOf = {
  running: 'info',
  done: 'success',
  refused: 'warning',
  failed: 'error',
} as const satisfies Record<ImportResult['status'], string>

const counted = ['rows', 'accepted', 'rejected', 'inserted', 'changed', 'unchanged'] as const

function useColumns(): TableColumnsType<ImportProblem> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    {
      key: 'line',
      title: t('imports.line'),
      width: 80,
      sorter: (a, b) => a.line - b.line,
      render: (_, p) => p.line,
    },
    { key: 'column', title: t('imports.column'), width: 130, render: (_, p) => p.column },
    { key: 'value', title: t('imports.value'), width: 160, render: (_, p) => <code>{p.value}</code> },
    { key: 'reason', title: t('imports.reason'), render: (_, p) => say(p.reason) },
  ]
}

function Counts({ result }: { result: ImportResult }) {
  const { t } = useTranslation()
  return (
    <dl className="counts">
      {counted.map((name) => (
        <div key={name} data-testid={`import-${name}`}>
          <dt className="muted">{t(`imports.${name}`)}</dt>
          <dd className={name === 'rejected' && result.rejected > 0 ? 'danger-count' : ''}>
            {formatFigure(result[name])}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What became of a file: counts, and every row that was not taken with the reason. */
export function ImportOutcome({ result }: { result: ImportResult }) {
  const { t } = useTranslation()
  const columns = useColumns()
  const { problems } = result
  const all = (
    <Button
      size="small"
      icon={<DownloadOutlined />}
      href={apiHref(`imports/${encodeURIComponent(result.id)}/problems.csv`)}
      download
      data-testid="export-problems"
    >
      {t('imports.exportProblems')}
    </Button>
  )
  return (
    <Card
      size="small"
      title={`${t('imports.result')} · ${result.fileName}`}
      extra={problems.length > 0 && all}
    >
      <div data-testid="import-status">
        <Alert
          type={kindOf[result.status]}
          showIcon
          title={
            <>
              {t(`importStatus.${result.status}`)} · {t(`importMode.${result.mode}`)}{' '}
              {result.simulated && <SimulatedTag />}
            </>
          }
        />
      </div>
      <Counts result={result} />
      {result.unused.length > 0 && (
        <p className="muted" data-testid="import-unused">
          {t('imports.unused')} {result.unused.join('、')}
        </p>
      )}
      {problems.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('imports.noProblems')} />
      ) : (
        <>
          {result.rejected > problems.length && (
            <p className="muted">{t('imports.problemsFirst', { count: problems.length })}</p>
          )}
          <Table<ImportProblem>
            aria-label={t('imports.problems')}
            rowKey={(p) => `${p.line} ${p.column} ${p.value} ${p.reason.en}`}
            size="small"
            dataSource={problems}
            columns={columns}
            scroll={{ x: 560 }}
            pagination={{ defaultPageSize: 20, hideOnSinglePage: true, size: 'small' }}
          />
        </>
      )}
    </Card>
  )
}
