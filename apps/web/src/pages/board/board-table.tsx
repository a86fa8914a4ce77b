import type { BoardRow } from '@qinglan/contract'
import { Link } from '@tanstack/react-router'
import { Empty, Table, Tag, Tooltip, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { SimulatedTag } from '../../feedback/simulated-tag.tsx'
import { figureText } from '../../figures/figure-text.ts'
import { promiseText } from '../../figures/promise-text.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { StateTag } from '../../states/state-tag.tsx'
import { byPressure } from './filter-rows.ts'
import { ForecastCell } from './forecast-cell.tsx'

interface Props {
  readonly rows: readonly BoardRow[]
  readonly all: readonly BoardRow[]
}

function SubjectCell({ row, all }: { row: BoardRow; all: readonly BoardRow[] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const first = all.find(({ targetId }) => targetId === row.restates)
  return (
    <>
      <Link to="/targets/$" params={{ _splat: row.targetId }} className="subject">
        {say(row.subject)}
      </Link>
      <div className="tags">
        <span className="muted">{row.code}</span>
        <Tag variant="filled">{t(`theme.${row.theme}`)}</Tag>
        <Tag variant="filled" color={row.tier === 'binding' ? 'blue' : 'default'}>
          {t(`tier.${row.tier}`)}
        </Tag>
        {row.restates !== null && (
          <Tooltip title={t('board.restatedOf', { code: first?.code ?? row.restates })}>
            <Tag variant="filled">{t('board.restated')}</Tag>
          </Tooltip>
        )}
        {row.simulated && <SimulatedTag />}
      </div>
    </>
  )
}

function useColumns(all: readonly BoardRow[]): TableColumnsType<BoardRow> {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const locale = language === 'zh' ? 'zh-CN' : 'en'
  return [
    {
      key: 'state',
      title: t('board.state'),
      width: 205,
      sorter: byPressure,
      render: (_, row) => (
        <>
          <StateTag state={row.state} />
          <div className="reason">{say(row.reason)}</div>
        </>
      ),
    },
    {
      key: 'subject',
      title: t('board.subject'),
      width: 220,
      sorter: (a, b) => say(a.subject).localeCompare(say(b.subject), locale, { numeric: true }),
      render: (_, row) => <SubjectCell row={row} all={all} />,
    },
    {
      key: 'promise',
      title: t('board.promise'),
      width: 125,
      sorter: (a, b) => (a.value ?? Infinity) - (b.value ?? Infinity),
      render: (_, row) => (
        <>
          <b>{promiseText(row, language)}</b>
          <div className="muted small">
            {row.value === null && row.state === 'not-assessable'
              ? t('comparator.delegated')
              : t(`comparator.${row.comparator}`)}
          </div>
        </>
      ),
    },
    {
      key: 'current',
      title: t('board.current'),
      width: 105,
      sorter: (a, b) => (a.current ?? Infinity) - (b.current ?? Infinity),
      render: (_, row) => figureText(row, row.current, language),
    },
    {
      key: 'forecast',
      title: t('board.forecast'),
      width: 165,
      render: (_, row) => <ForecastCell row={row} />,
    },
    {
      key: 'responsible',
      title: t('board.responsible'),
      width: 135,
      render: (_, row) =>
        row.responsible.length === 0 ? (
          <span className="muted">—</span>
        ) : (
          row.responsible.map(({ unitId, name }) => <div key={unitId}>{say(name)}</div>)
        ),
    },
    {
      key: 'deadline',
      title: t('board.deadline'),
      width: 100,
      sorter: (a, b) => (a.deadline ?? '9999').localeCompare(b.deadline ?? '9999'),
      render: (_, row) => row.deadline ?? <span className="muted">—</span>,
    },
  ]
}

/** The promises, the most pressing first. */
export function BoardTable({ rows, all }: Props) {
  const { t } = useTranslation()
  const columns = useColumns(all)
  return (
    <Table<BoardRow>
      aria-label={t('board.table')}
      rowKey="targetId"
      size="middle"
      dataSource={rows}
      columns={columns}
      sticky={{ offsetHeader: 56 }}
      scroll={{ x: 1040 }}
      rowClassName={(row) => `row-${row.state}`}
      pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: true }}
      locale={{ emptyText: <Empty description={t('common.empty')} /> }}
    />
  )
}
