import type { TargetDetail } from '@qinglan/contract'
import { Link } from '@tanstack/react-router'
import { Card, Descriptions, type DescriptionsProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { StateTag } from '../../states/state-tag.tsx'

type Items = NonNullable<DescriptionsProps['items']>

function useFacts(detail: TargetDetail): Items {
  const { t } = useTranslation()
  const { say, list } = useLanguage()
  const { row, condition } = detail
  const items: Items = [
    { key: 'definition', label: t('target.definition'), children: say(detail.definition) || '—' },
    { key: 'deadline', label: t('target.deadline'), children: row.deadline ?? '—' },
    {
      key: 'responsible',
      label: t('target.responsible'),
      children: list(row.responsible.map(({ name }) => say(name))) || t('board.unnamedUnits'),
    },
    { key: 'indicator', label: t('target.indicator'), children: row.indicator ?? t('board.byHand') },
  ]
  if (detail.basis !== null)
    items.splice(1, 0, { key: 'basis', label: t('target.basis'), children: say(detail.basis) })
  if (row.modality !== null)
    items.push({ key: 'modality', label: t('target.modality'), children: row.modality })
  if (detail.baselineYear !== null) {
    items.push({ key: 'baseline', label: t('target.baseline'), children: detail.baselineYear })
  }
  if (condition) {
    const verdict = t(condition.met ? 'target.conditionMet' : 'target.conditionNotMet')
    items.push({
      key: 'condition',
      label: t('target.condition'),
      children: `${say(condition.text)} (${verdict})`,
    })
  }
  if (detail.siblings.length > 0) {
    items.push({
      key: 'siblings',
      label: t('target.siblings'),
      children: detail.siblings.map(({ targetId, tier, state }) => (
        <div key={targetId}>
          <Link to="/targets/$" params={{ _splat: targetId }}>
            {t(`tierLong.${tier}`)}
          </Link>{' '}
          <StateTag state={state} />
        </div>
      )),
    })
  }
  return items
}

/** What the promise means and who keeps it. */
export function TargetFacts({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslation()
  return (
    <Card size="small" title={t('target.facts')}>
      <Descriptions column={1} size="small" items={useFacts(detail)} styles={{ label: { width: 96 } }} />
    </Card>
  )
}
