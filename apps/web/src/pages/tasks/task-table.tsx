import type { TaskRow } from '@qinglan/contract'
import { Button, Empty, Progress, Table, Tag, Tooltip, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { taskStateColour } from '../../states/state-look.ts'
import { TaskStateTag } from '../../states/state-tag.tsx'
import { useRight } from '../../session/session.ts'
import { byPace } from './filter-tasks.ts'
import { ReportTask } from './report-task.tsx'

function TitleCell({ row }: { row: TaskRow }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <>
      <div className="subject">{say(row.title)}</div>
      <div className="tags">
        <span className="muted">{row.code}</span>
        <Tag variant="filled">{t(`theme.${row.theme}`)}</Tag>
        {row.bestEffort && <Tag variant="filled">{t('tasks.bestEffort')}</Tag>}
        {row.source && row.source.sectionPath.length > 0 && (
          <span className="muted small" lang="zh-CN">
            {row.source.sectionPath.at(-1)}
          </span>
        )}
      </div>
    </>
  )
}

function DaysLeft({ row }: { row: TaskRow }) {
  const { t } = useTranslation()
  if (row.state === 'done') return <span className="muted">—</span>
  if (row.daysLeft === 0) return <b>{t('tasks.today')}</b>
  if (row.daysLeft > 0) return <span>{t('tasks.left', { count: row.daysLeft })}</span>
  return <b style={{ color: taskStateColour.late }}>{t('tasks.late', { count: -row.daysLeft })}</b>
}

function useColumns(report: (task: TaskRow) => void): TableColumnsType<TaskRow> {
  const { t } = useTranslation()
  const { say, list } = useLanguage()
  const mayReport = useRight('report')
  return [
    {
      key: 'state',
      title: t('tasks.state'),
      width: 120,
      sorter: byPace,
      render: (_, row) => <TaskStateTag state={row.state} />,
    },
    {
      key: 'title',
      title: t('tasks.task'),
      sorter: (a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }),
      render: (_, row) => <TitleCell row={row} />,
    },
    {
      key: 'share',
      title: t('tasks.share'),
      width: 150,
      sorter: (a, b) => a.share - b.share,
      render: (_, row) => (
        <Progress
          aria-label={t('tasks.share')}
          percent={Math.round(row.share * 100)}
          size="small"
          strokeColor={taskStateColour[row.state]}
        />
      ),
    },
    {
      key: 'deadline',
      title: t('tasks.deadline'),
      width: 120,
      sorter: (a, b) => a.deadline.localeCompare(b.deadline),
      render: (_, row) =>
        row.deadlineWritten ? (
          row.deadline
        ) : (
          <Tooltip title={t('tasks.unwritten')}>
            <span className="muted">{row.deadline} *</span>
          </Tooltip>
        ),
    },
    {
      key: 'daysLeft',
      title: t('tasks.daysLeft'),
      width: 120,
      sorter: (a, b) => a.daysLeft - b.daysLeft,
      render: (_, row) => <DaysLeft row={row} />,
    },
    {
      key: 'responsible',
      title: t('tasks.responsible'),
      width: 200,
      render: (_, row) =>
        list(row.responsible.map(({ name }) => say(name))) || <span className="muted">—</span>,
    },
    ...(mayReport
      ? [
          {
            key: 'report',
            title: t('tasks.report'),
            width: 90,
            render: (_: unknown, row: TaskRow) => (
              <Button
                size="small"
                onClick={() => report(row)}
                aria-label={`${t('tasks.report')} ${row.code}`}
              >
                {t('tasks.report')}
              </Button>
            ),
          },
        ]
      : []),
  ]
}

/** The tasks, late ones first. */
export function TaskTable({ rows, at }: { rows: readonly TaskRow[]; at: string }) {
  const { t } = useTranslation()
  const [reported, setReported] = useState<TaskRow | null>(null)
  const columns = useColumns(setReported)
  return (
    <>
      <Table<TaskRow>
        aria-label={t('tasks.title')}
        rowKey="id"
        size="middle"
        dataSource={rows}
        columns={columns}
        sticky={{ offsetHeader: 56 }}
        scroll={{ x: 960 }}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: true }}
        locale={{ emptyText: <Empty description={t('common.empty')} /> }}
      />
      <ReportTask task={reported} at={at} close={() => setReported(null)} />
    </>
  )
}
