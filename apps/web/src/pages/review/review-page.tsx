import { FileTextOutlined } from '@ant-design/icons'
import type { Review } from '@qinglan/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Select, Table, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { campaignsQuery } from '../../api/campaign-queries.ts'
import { regionsQuery } from '../../api/monitoring-queries.ts'
import { openReview, reviewQuery, reviewsQuery } from '../../api/review-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { QueryView } from '../../feedback/query-view.tsx'
import { chinaMinute } from '../../figures/china-minute.ts'
import { PageHead } from '../../frame/page-head.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { NeedsRight } from '../../session/needs-right.tsx'
import { useRight } from '../../session/session.ts'
import { Desk } from './desk.tsx'
import { DifferenceView } from './difference-view.tsx'
import { LedgerActions } from './ledger-actions.tsx'
import { MakeCampaign } from './make-campaign.tsx'

const route = getRouteApi('/review')

function NewReview() {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { data: regions = [] } = useQuery(regionsQuery)
  const [regionId, setRegionId] = useState<string>()
  const open = useMutation({
    mutationFn: (file: File) => openReview(file, regionId),
    onSuccess: async (review) => {
      client.setQueryData(reviewQuery(review.id).queryKey, review)
      await client.invalidateQueries({ queryKey: ['reviews'] })
      await navigate({ to: '/review', search: { review: review.id, against: undefined } })
    },
  })
  return (
    <div className="stack">
      <div className="form-row">
        <Select
          allowClear
          aria-label={t('plan.region')}
          placeholder={t('review.ownRegion')}
          value={regionId}
          onChange={setRegionId}
          showSearch={{ optionFilterProp: 'label' }}
          options={regions.map(({ id, name }) => ({ value: id, label: say(name) }))}
          style={{ minWidth: 200 }}
        />
        <Upload
          accept=".txt,.html,.htm,.docx,.pdf"
          showUploadList={false}
          beforeUpload={(file) => {
            open.mutate(file)
            return false
          }}
        >
          <Button type="primary" icon={<FileTextOutlined />} loading={open.isPending}>
            {t('review.open')}
          </Button>
        </Upload>
      </div>
      {open.error && <ErrorNotice error={open.error} small />}
    </div>
  )
}

function Reviews() {
  const { t } = useTranslation()
  const query = useQuery(reviewsQuery)
  return (
    <>
      <PageHead title={t('review.title')} note={t('review.note')} />
      <NewReview />
      <QueryView query={query}>
        {(reviews) => (
          <Table
            size="small"
            rowKey="id"
            dataSource={reviews}
            locale={{ emptyText: t('common.empty') }}
            columns={[
              {
                title: t('review.plan'),
                render: (_, { id, title }) => (
                  <Link to="/review" search={{ review: id, against: undefined }}>
                    {title}
                  </Link>
                ),
              },
              { title: t('review.file'), dataIndex: 'fileName' },
              { title: t('review.campaign'), dataIndex: 'campaignId' },
              { title: t('review.by'), dataIndex: 'createdBy' },
              {
                title: t('review.readOn'),
                dataIndex: 'createdAt',
                render: (at: string) => chinaMinute(at),
              },
            ]}
          />
        )}
      </QueryView>
    </>
  )
}

function Against({ review, against }: { review: Review; against: string | undefined }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { data: reviews = [] } = useQuery(reviewsQuery)
  const { data: campaigns = [] } = useQuery(campaignsQuery)
  const { say } = useLanguage()
  const others = reviews.filter(({ id }) => id !== review.id)
  return (
    <Select
      allowClear
      aria-label={t('review.against')}
      placeholder={t('review.against')}
      value={against}
      style={{ width: 240 }}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={[
        {
          label: t('review.earlier'),
          options: others.map(({ id, title, fileName, createdAt }) => ({
            value: id,
            label: `${title} (${fileName}, ${chinaMinute(createdAt)})`,
          })),
        },
        {
          label: t('review.campaigns'),
          options: campaigns.map(({ id, name }) => ({ value: `campaign:${id}`, label: say(name) })),
        },
      ]}
      onChange={(chosen: string | undefined) =>
        void navigate({ to: '/review', search: { review: review.id, against: chosen } })
      }
    />
  )
}

function OneReview({ id, against }: { id: string; against: string | undefined }) {
  const { t } = useTranslation()
  const query = useQuery(reviewQuery(id))
  return (
    <QueryView query={query} rows={14}>
      {(review) => (
        <>
          <PageHead
            title={<span lang="zh-CN">{review.title}</span>}
            note={
              <Link to="/review" search={{ review: undefined, against: undefined }}>
                {t('review.all')}
              </Link>
            }
            actions={
              <>
                <Against review={review} against={against} />
                <LedgerActions id={id} />
                <MakeCampaign review={review} />
              </>
            }
          />
          {against === undefined ? <Desk review={review} /> : <DifferenceView id={id} against={against} />}
        </>
      )}
    </QueryView>
  )
}

/** The desk where a plan that was read is reviewed item by item, until it is a campaign. */
export function ReviewPage() {
  const { t } = useTranslation()
  const { review, against } = route.useSearch()
  if (!useRight('plan'))
    return (
      <>
        <PageHead title={t('review.title')} note={t('review.note')} />
        <NeedsRight right="plan">{null}</NeedsRight>
      </>
    )
  return review === undefined ? <Reviews /> : <OneReview key={review} id={review} against={against} />
}
