import { useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../locales/use-language.ts'
import { useCampaign } from './use-campaign.ts'

/** Which campaign the pages show; another campaign starts at its own date, on the board. */
export function CampaignSelect() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { query, campaign } = useCampaign()
  const navigate = useNavigate()
  return (
    <Select
      aria-label={t('frame.campaign')}
      className="campaign-select"
      loading={query.isPending}
      value={campaign?.id ?? null}
      placeholder={t('frame.noCampaign')}
      options={(query.data ?? []).map(({ id, name }) => ({ value: id, label: say(name) }))}
      onChange={(id) => void navigate({ to: '/', search: { campaign: id, at: undefined } })}
      popupMatchSelectWidth={false}
    />
  )
}
