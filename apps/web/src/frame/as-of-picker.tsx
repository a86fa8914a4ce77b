import { useNavigate } from '@tanstack/react-router'
import { DatePicker, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useCampaign } from './use-campaign.ts'

/** The days a campaign answers for: its year, and the year after for late work. */
const answerable = (year: number) => ({
  minDate: dayjs(`${year}-01-01`),
  maxDate: dayjs(`${year + 1}-12-31`),
})

/** The date the pages answer for; it stands in the address, so that a link shows the same day. */
export function AsOfPicker() {
  const { t } = useTranslation()
  const { campaign, at } = useCampaign()
  const navigate = useNavigate()
  const shown = at ?? campaign?.defaultAt
  const choose = (date: string | undefined) =>
    void navigate({ to: '.', search: (old) => ({ ...old, at: date }) })
  return (
    <Tooltip title={t('frame.atHint')} mouseEnterDelay={0.6}>
      <DatePicker
        aria-label={t('frame.at')}
        prefix={<span className="muted">{t('frame.at')}</span>}
        value={shown === undefined ? null : dayjs(shown)}
        allowClear={at !== undefined}
        {...(campaign ? answerable(campaign.year) : {})}
        onChange={(date) => choose(date ? date.format('YYYY-MM-DD') : undefined)}
        className="as-of"
      />
    </Tooltip>
  )
}
