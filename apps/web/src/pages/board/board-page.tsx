import { DownloadOutlined } from '@ant-design/icons'
import type { Board } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Empty } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { boardQuery } from '../../api/campaign-queries.ts'
import { apiHref } from '../../api/client.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { WithCampaign } from '../../frame/with-campaign.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { BoardFilters } from './board-filters.tsx'
import type { BoardSearch } from './board-search.ts'
import { BoardSummary } from './board-summary.tsx'
import { BoardTable } from './board-table.tsx'
import { byPressure, filterRows } from './filter-rows.ts'

const route = getRouteApi('/')

function BoardView({ board }: { board: Board }) {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (change: BoardSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
  const rows = useMemo(() => filterRows(board.rows, search).sort(byPressure), [board.rows, search])
  const { campaign } = board
  const xlsx = apiHref(`campaigns/${encodeURIComponent(campaign.id)}/board.xlsx`, {
    at: board.at,
    lang: language,
  })
  return (
    <>
      <PageHead
        title={say(campaign.name)}
        note={`${t('frame.at')} ${board.at}`}
        simulated={campaign.simulated || board.rows.some(({ simulated }) => simulated)}
        actions={
          <Button href={xlsx} download icon={<DownloadOutlined />} data-testid="export">
            {t('common.export')}
          </Button>
        }
      />
      {board.rows.length === 0 ? (
        <Empty description={t('board.noTargets')} />
      ) : (
        <>
          <BoardSummary board={board} search={search} choose={choose} />
          <BoardFilters rows={board.rows} shown={rows.length} search={search} choose={choose} />
          <BoardTable rows={rows} all={board.rows} />
        </>
      )}
    </>
  )
}

function CampaignBoard({ campaignId, at }: { campaignId: string; at: string | undefined }) {
  const query = useQuery(boardQuery(campaignId, at))
  return (
    <QueryView query={query} rows={12}>
      {(board) => <BoardView board={board} />}
    </QueryView>
  )
}

/** The first page: which promises are in danger, and who must move. */
export function BoardPage() {
  return <WithCampaign>{({ id }, at) => <CampaignBoard campaignId={id} at={at} />}</WithCampaign>
}
