import { DownloadOutlined } from '@ant-design/icons'
import type { CampaignSummary, TaskRow } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { App, Button, Empty } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { tasksQuery } from '../../api/campaign-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { WithCampaign } from '../../frame/with-campaign.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { saveXlsx, type SheetColumn } from '../../tables/save-xlsx.ts'
import { byPace, filterTasks } from './filter-tasks.ts'
import { TaskFilters } from './task-filters.tsx'
import { TaskTable } from './task-table.tsx'
import type { TasksSearch } from './tasks-search.ts'

const route = getRouteApi('/tasks')

function useSheet(): SheetColumn<TaskRow>[] {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return [
    { header: t('board.code'), width: 10, value: (row) => row.code },
    { header: t('tasks.theme'), width: 12, value: (row) => t(`theme.${row.theme}`) },
    { header: t('tasks.task'), width: 60, value: (row) => say(row.title) },
    { header: t('tasks.state'), width: 12, value: (row) => t(`taskState.${row.state}`) },
    { header: t('tasks.share'), width: 10, value: (row) => row.share },
    { header: t('tasks.deadline'), width: 14, value: (row) => row.deadline },
    { header: t('tasks.daysLeft'), width: 10, value: (row) => row.daysLeft },
    {
      header: t('tasks.responsible'),
      width: 40,
      value: (row) => row.responsible.map(({ name }) => say(name)).join('、'),
    },
  ]
}

function TasksView({ campaign, at, all }: { campaign: CampaignSummary; at: string; all: TaskRow[] }) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { message } = App.useApp()
  const sheet = useSheet()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (change: TasksSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const rows = useMemo(() => filterTasks(all, search).sort(byPace), [all, search])
  const save = () =>
    saveXlsx(`${campaign.id}-tasks-${at}.xlsx`, t('tasks.sheet'), sheet, rows).catch((error: unknown) =>
      message.error(String(error)),
    )
  return (
    <>
      <PageHead
        title={t('tasks.title')}
        note={`${say(campaign.name)} · ${t('frame.at')} ${at}`}
        simulated={campaign.simulated}
        actions={
          <Button
            icon={<DownloadOutlined />}
            disabled={rows.length === 0}
            onClick={() => void save()}
            data-testid="export"
          >
            {t('common.export')}
          </Button>
        }
      />
      {all.length === 0 ? (
        <Empty description={t('tasks.noTasks')} />
      ) : (
        <>
          <TaskFilters all={all} shown={rows.length} search={search} choose={choose} />
          <TaskTable rows={rows} />
        </>
      )}
    </>
  )
}

function CampaignTasks({ campaign, at }: { campaign: CampaignSummary; at: string | undefined }) {
  const query = useQuery(tasksQuery(campaign.id, at))
  return (
    <QueryView query={query} rows={12}>
      {(all) => <TasksView campaign={campaign} at={at ?? campaign.defaultAt} all={all} />}
    </QueryView>
  )
}

/** Every task of the plan: how far, how long still, whose. */
export function TasksPage() {
  return <WithCampaign>{(campaign, at) => <CampaignTasks campaign={campaign} at={at} />}</WithCampaign>
}
