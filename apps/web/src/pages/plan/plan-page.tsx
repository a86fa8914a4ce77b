import type { PlanPage as Plan } from '@qinglan/contract'
import type { PlanReading } from '@qinglan/plan-reader'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Empty, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planQuery } from '../../api/campaign-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { PageHead } from '../../frame/page-head.tsx'
import { WithCampaign } from '../../frame/with-campaign.tsx'
import { NeedsRight } from '../../session/needs-right.tsx'
import { useRight } from '../../session/session.ts'
import { ImportCampaign } from './import-campaign.tsx'
import { OpenPlan } from './open-plan.tsx'
import { itemsOfCampaign, itemsOfReading } from './plan-item.ts'
import { PlanReader } from './plan-reader.tsx'
import { Revisions } from './revisions.tsx'

const route = getRouteApi('/plan')

function headNote(parts: readonly (readonly [label: string, value: string | null])[]): string {
  return parts.flatMap(([label, value]) => (value === null ? [] : [`${label} ${value}`])).join(' · ')
}

function CampaignPlan({ plan, opened }: { plan: Plan; opened: (reading: PlanReading) => void }) {
  const { t } = useTranslation()
  const { target } = route.useSearch()
  const mayRead = useRight('plan')
  const items = useMemo(() => itemsOfCampaign(plan), [plan])
  const note = headNote([
    [plan.isDigest ? t('plan.digest') : '', plan.isDigest ? '' : null],
    [t('plan.issuer'), plan.issuer],
    [t('plan.issuedOn'), plan.issuedOn],
  ])
  const instead = (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div>{t('plan.noText')}</div>
          <div className="muted">{t('plan.noTextHint')}</div>
        </>
      }
    >
      <NeedsRight right="plan">
        <OpenPlan opened={opened} />
      </NeedsRight>
    </Empty>
  )
  return (
    <>
      <PageHead
        title={<span lang="zh-CN">{plan.title}</span>}
        note={note}
        simulated={plan.campaign.simulated}
        actions={mayRead && <OpenPlan opened={opened} />}
      />
      <PlanReader text={plan.text} sections={plan.sections} items={items} first={target} instead={instead} />
      <Revisions campaignId={plan.campaign.id} />
    </>
  )
}

interface FreshReadingProps {
  readonly reading: PlanReading
  /** The plan of the campaign, once fetched. */
  readonly plan: Plan | undefined
  readonly close: () => void
}

function FreshReading({ reading, plan, close }: FreshReadingProps) {
  const { t } = useTranslation()
  const [whose, setWhose] = useState<'read' | 'campaign'>('read')
  // the file is the campaign's own document: its targets stand at the same places
  const own = plan !== undefined && plan.isDigest && plan.title === reading.title ? plan : undefined
  const items = useMemo(
    () => (own && whose === 'campaign' ? itemsOfCampaign(own, true) : itemsOfReading(reading)),
    [own, whose, reading],
  )
  const found = t('plan.read', {
    sections: reading.sections.length,
    targets: reading.targets.length,
    tasks: reading.tasks.length,
  })
  return (
    <>
      <PageHead
        title={<span lang="zh-CN">{reading.title ?? t('plan.readingOf', { file: reading.file ?? '' })}</span>}
        note={found}
        actions={
          <>
            {own && (
              <Segmented
                options={[
                  { value: 'read', label: t('plan.targetsRead') },
                  { value: 'campaign', label: t('plan.targetsOfCampaign') },
                ]}
                value={whose}
                onChange={setWhose}
              />
            )}{' '}
            <Button onClick={close}>{t('plan.closeReading')}</Button> <ImportCampaign reading={reading} />
          </>
        }
      />
      <PlanReader
        text={reading.text ?? null}
        sections={reading.sections}
        items={items}
        first={undefined}
        instead={<Empty description={t('plan.noText')} />}
      />
    </>
  )
}

function OfCampaign({ campaignId, at }: { campaignId: string; at: string | undefined }) {
  const query = useQuery(planQuery(campaignId, at))
  const [reading, setReading] = useState<PlanReading | null>(null)
  if (reading) return <FreshReading reading={reading} plan={query.data} close={() => setReading(null)} />
  return (
    <QueryView query={query} rows={14}>
      {(plan) => <CampaignPlan plan={plan} opened={setReading} />}
    </QueryView>
  )
}

/** The plan as it was published, with every promise where it stands. */
export function PlanPage() {
  return <WithCampaign>{({ id }, at) => <OfCampaign key={id} campaignId={id} at={at} />}</WithCampaign>
}
