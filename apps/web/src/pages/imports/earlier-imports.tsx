import type { ImportResult } from '@qinglan/contract'
import { formatChinaTime } from '@qinglan/periods'
import { Card, Empty, Table, Tag, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { formatFigure } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'

interface Props {
  readonly imports: readonly ImportResult[]
  readonly chosen: string | undefined
  readonly show: (id: string) => void
}

const colourOf = {
  running: 'processing',
  done: 'success',
  refused: 'warning',
  failed: 'error',
} as const satisfies Record<ImportResult['status'], string>

function useColumns(show: Props['show']): TableColumnsType<ImportResult> {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    {
      key: 'fileName',
      title: t('imports.fileName'),
      render: (_, result) => (
        <>
          <button type="button" className="link" onClick={() => show(result.id)}>
            {result.fileName}
          </button>{' '}
          {result.simulated && <SimulatedTag />}
          <div className="muted small">
            {formatChinaTime(Date.parse(result.startedAt)).slice(0, 16)} · {result.mapping}
            {result.unit && <> · {say(result.unit)}</>}
          </div>
        </>
      ),
    },
    {
      key: 'rows',
      title: t('imports.rows'),
      width: 90,
      align: 'right',
      render: (_, result) => formatFigure(result.rows),
    },
    {
      key: 'status',
      title: t('imports.status'),
      width: 90,
      render: (_, { status, rejected }) => (
        <>
          <Tag color={colourOf[status]}>{t(`importStatus.${status}`)}</Tag>
          {rejected > 0 && (
            <div className="danger-count small">
              {t('imports.rejected')} {formatFigure(rejected)}
            </div>
          )}
        </>
      ),
    },
  ]
}

/** The files taken in before, newest first. */
export function EarlierImports({ imports, chosen, show }: Props) {
  const { t } = useTranslation()
  const columns = useColumns(show)
  return (
    <Card size="small" title={t('imports.earlier')}>
      <Table<ImportResult>
        rowKey="id"
        size="small"
        dataSource={imports}
        columns={columns}
        rowClassName={({ id }) => (id === chosen ? 'row-chosen' : '')}
        pagination={{ pageSize: 8, hideOnSinglePage: true, size: 'small' }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('imports.none')} /> }}
      />
    </Card>
  )
}
