import type { CampaignSummary } from '@qinglan/contract'
import { Empty } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { QueryView } from '../feedback/query-view.tsx'
import { useCampaign } from './use-campaign.ts'

/** What a page shows that lives in a campaign; says so when there is none. */
export function WithCampaign({
  children,
}: {
  children: (campaign: CampaignSummary, at: string | undefined) => ReactNode
}) {
  const { t } = useTranslation()
  const { query, campaign, at } = useCampaign()
  return (
    <QueryView query={query}>
      {() =>
        campaign ? (
          children(campaign, at)
        ) : (
          <Empty
            description={
              <>
                <div>{t('frame.noCampaign')}</div>
                <div className="muted">{t('frame.noCampaignHint')}</div>
              </>
            }
          />
        )
      }
    </QueryView>
  )
}
