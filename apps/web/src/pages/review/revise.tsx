import type { ReviewDifference } from '@qinglan/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { differenceQuery, reviseCampaign } from '../../api/review-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { DifferenceList } from './difference-list.tsx'
import { chooseAll, countChoices, revisionOf, rowsOf, type Choices } from './revision-choices.ts'

/** What differs between a revised plan and a campaign; chosen item by item, the campaign is brought to it at once. */
export function Revise({ id, difference }: { id: string; difference: ReviewDifference }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [choices, setChoices] = useState<Choices>(new Map())
  const { against, version = '' } = difference
  const campaignId = against.id.replace(/^campaign:/, '')
  const rows = rowsOf(difference)
  const counts = countChoices(rows, choices)
  const compareAgain = () => client.invalidateQueries({ queryKey: differenceQuery(id, against.id).queryKey })
  const revise = useMutation({
    mutationFn: () => reviseCampaign(id, { campaignId, version, choices: revisionOf(rows, choices) }),
    onSuccess: async () => {
      setChoices(new Map())
      await compareAgain()
      void client.invalidateQueries()
    },
  })
  const { data } = revise
  const idle = counts.take + counts.add + counts.drop === 0
  return (
    <div className="stack">
      {data && (
        <Alert
          type="success"
          showIcon
          data-testid="revised"
          title={t('revision.done', {
            taken: data.taken.length,
            added: data.added.length,
            kept: data.kept.length,
            dropped: data.dropped.length,
          })}
          description={
            <>
              {data.unknownUnits.length > 0 && (
                <div>{t('review.unknownUnits', { names: data.unknownUnits.join('、') })}</div>
              )}
              <Link to="/" search={{ campaign: campaignId, at: undefined }}>
                {t('review.openBoard')}
              </Link>{' '}
              <Link to="/plan" search={{ campaign: campaignId, at: undefined }}>
                {t('revision.history')}
              </Link>
            </>
          }
        />
      )}
      {revise.error && (
        <>
          <ErrorNotice error={revise.error} small />
          <Button
            size="small"
            onClick={() => {
              revise.reset()
              void compareAgain()
            }}
          >
            {t('revision.again')}
          </Button>
        </>
      )}
      {rows.length > 0 && (
        <div className="revision-bar" data-testid="revision-bar">
          <span>{t('revision.choose', { title: against.title })}</span>
          <Button size="small" onClick={() => setChoices(chooseAll(rows, 'take'))}>
            {t('revision.takeAll')}
          </Button>
          <Button size="small" onClick={() => setChoices(chooseAll(rows, 'keep'))}>
            {t('revision.keepAll')}
          </Button>
          <Button
            type="primary"
            size="small"
            disabled={idle || counts.nameless > 0}
            loading={revise.isPending}
            onClick={() => revise.mutate()}
            data-testid="revise"
          >
            {t('revision.apply')}
          </Button>
          <span className="muted small" role="status">
            {counts.nameless > 0
              ? t('revision.reasonMissing', { count: counts.nameless })
              : idle
                ? t('revision.nothing')
                : t('revision.counts', counts)}
          </span>
        </div>
      )}
      {rows.length === 0 && <p className="muted">{t('revision.nothingDiffers')}</p>}
      <DifferenceList
        difference={difference}
        choosing={{ choices, choose: (key, choice) => setChoices(new Map([...choices, [key, choice]])) }}
      />
    </div>
  )
}
