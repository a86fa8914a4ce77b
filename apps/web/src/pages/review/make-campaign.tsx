import type { CampaignSummary, NewCampaignOfReview, Review } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignsQuery } from '../../api/campaign-queries.ts'
import { applyReview } from '../../api/review-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'

interface Filled {
  readonly id: string
  readonly nameZh: string
  readonly nameEn: string
}

/** An id that no campaign has: the region and the year, numbered from the second on. */
function freeId({ regionId, year }: Review, campaigns: readonly CampaignSummary[]): string {
  const plain = `${regionId}-${year ?? 'plan'}`.toLowerCase()
  const taken = new Set(campaigns.map(({ id }) => id))
  let free = plain
  for (let number = 2; taken.has(free); number++) free = `${plain}-${number}`
  return free
}

/** Makes the campaign of what was accepted, or brings the one made earlier up to date. */
export function MakeCampaign({ review }: { review: Review }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: campaigns = [] } = useQuery(campaignsQuery)
  const [open, setOpen] = useState(false)
  const apply = useMutation({
    mutationFn: (fresh: NewCampaignOfReview | undefined) => applyReview(review.id, fresh),
    onSuccess: () => client.invalidateQueries(),
  })
  const taken = review.progress.accepted + review.progress.edited
  const again = review.campaignId !== null
  const required = [{ required: true, message: t('common.required') }]
  const start = () => {
    setOpen(true)
    apply.reset()
    if (again) apply.mutate(undefined)
  }
  return (
    <>
      <Button type="primary" disabled={taken === 0} onClick={start} data-testid="make-campaign">
        {t(again ? 'review.updateCampaign' : 'review.makeCampaign', { count: taken })}
      </Button>
      <Modal
        title={t(again ? 'review.updateCampaign' : 'review.makeCampaign', { count: taken })}
        open={open}
        footer={null}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        {apply.error && <ErrorNotice error={apply.error} small />}
        {apply.data && (
          <Alert
            type="success"
            showIcon
            title={t('review.applied', { targets: apply.data.targets, tasks: apply.data.tasks })}
            description={
              <>
                {apply.data.removed.length > 0 && (
                  <div>{t('review.removed', { codes: apply.data.removed.join('、') })}</div>
                )}
                {apply.data.unknownUnits.length > 0 && (
                  <div>{t('review.unknownUnits', { names: apply.data.unknownUnits.join('、') })}</div>
                )}
                <Link to="/" search={{ campaign: apply.data.campaign.id, at: undefined }}>
                  {t('review.openBoard')}
                </Link>
              </>
            }
          />
        )}
        {!again && !apply.data && (
          <Form<Filled>
            layout="vertical"
            initialValues={{
              id: freeId(review, campaigns),
              nameZh: review.title,
              nameEn: `Campaign ${review.year ?? ''}`.trim(),
            }}
            data-testid="campaign-form"
            onFinish={({ id, nameZh, nameEn }) => apply.mutate({ id, name: { zh: nameZh, en: nameEn } })}
          >
            <Form.Item
              name="id"
              label={t('plan.campaignId')}
              rules={[
                { required: true, pattern: /^[a-z0-9][a-z0-9-]{1,60}$/, message: t('plan.campaignId') },
              ]}
            >
              <Input autoFocus maxLength={61} />
            </Form.Item>
            <Form.Item name="nameZh" label={t('plan.nameZh')} rules={required}>
              <Input />
            </Form.Item>
            <Form.Item name="nameEn" label={t('plan.nameEn')} rules={required}>
              <Input />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={apply.isPending}>
              {t('plan.create')}
            </Button>
          </Form>
        )}
      </Modal>
    </>
  )
}
