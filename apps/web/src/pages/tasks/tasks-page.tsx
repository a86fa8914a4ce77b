import { DownloadOutlined } from '@ant-design/icons'
import type { TaskList } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Empty } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { tasksQuery } from '../../api/campaign-queries.ts'
import { apiHref } from '../../api/client.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { WithCampaign } from '../../frame/with-campaign.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { byPace, filterTasks } from './filter-tasks.ts'
import { TaskFilters } from './task-filters.tsx'
import { TaskTable } from './task-table.tsx'
import type { TasksSearch } from './tasks-search.ts'

const route = getRouteApi('/tasks')

function TasksView({ list }: { list: TaskList }) {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (change: TasksSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const { campaign, at, rows: all } = list
  const rows = useMemo(() => filterTasks(all, search).sort(byPace), [all, search])
  const xlsx = apiHref(`campaigns/${encodeURIComponent(campaign.id)}/tasks.xlsx`, { at, lang: language })
  return (
    <>
      <PageHead
        title={t('tasks.title')}
        note={`${say(campaign.name)} · ${t('frame.at')} ${at}`}
        simulated={campaign.simulated}
        actions={
          <Button href={xlsx} download icon={<DownloadOutlined />} data-testid="export">
            {t('common.export')}
          </Button>
        }
      />
      {all.length === 0 ? (
        <Empty description={t('tasks.noTasks')} />
      ) : (
        <>
          <TaskFilters all={all} shown={rows.length} search={search} choose={choose} />
          <TaskTable rows={rows} at={at} />
        </>
      )}
    </>
  )
}

function CampaignTasks({ campaignId, at }: { campaignId: string; at: string | undefined }) {
  const query = useQuery(tasksQuery(campaignId, at))
  return (
    <QueryView query={query} rows={12}>
      {(list) => <TasksView list={list} />}
    </QueryView>
  )
}

/** Every task of the plan: how far, how long still, whose. */
export function TasksPage() {
  return <WithCampaign>{({ id }, at) => <CampaignTasks campaignId={id} at={at} />}</WithCampaign>
}
