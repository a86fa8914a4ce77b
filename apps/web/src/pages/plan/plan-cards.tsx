import { Link } from '@tanstack/react-router'
import { Empty, Input, Tag, Tooltip } from 'antd'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { StateTag } from '../../states/state-tag.tsx'
import type { PlanItem } from './plan-item.ts'

interface Props {
  readonly items: readonly PlanItem[]
  /** The promises pointed at or chosen. */
  readonly active: readonly string[]
  readonly point: (ids: readonly string[] | null) => void
  readonly choose: (id: string) => void
}

interface CardProps extends Pick<Props, 'point' | 'choose'> {
  readonly item: PlanItem
  readonly active: boolean
}

const PlanCard = memo(function PlanCard({ item, active, point, choose }: CardProps) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { id, code, start, end, state, figure, doubts } = item
  const place = start === null || end === null ? t('plan.unlocated') : t('plan.at', { start, end })
  return (
    <li
      data-card={id}
      className={active ? 'plan-card plan-card-active' : 'plan-card'}
      onMouseEnter={() => point([id])}
      onMouseLeave={() => point(null)}
    >
      <button
        type="button"
        className="plan-card-title"
        onFocus={() => point([id])}
        onClick={() => choose(id)}
      >
        <span className="muted">{code}</span> {language === 'zh' ? item.title : item.titleEn}
      </button>
      <div className="plan-card-facts">
        {state && <StateTag state={state} />}
        {figure && <b>{figure}</b>}
        {doubts.length > 0 && (
          <Tooltip title={doubts.join('; ')}>
            <Tag color="gold">{t('plan.doubt')}</Tag>
          </Tooltip>
        )}
        <span className="muted small">{place}</span>
        {state && (
          <Link to="/targets/$" params={{ _splat: id }} className="small">
            {t('plan.openTarget')}
          </Link>
        )}
      </div>
    </li>
  )
})

/** The promises in the order of the text, each tied to its place. */
export function PlanCards({ items, active, point, choose }: Props) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState('')
  const word = wanted.trim().toLowerCase()
  const shown = items.filter((item) =>
    `${item.code} ${item.title} ${item.titleEn}`.toLowerCase().includes(word),
  )
  return (
    <>
      <Input.Search
        allowClear
        size="small"
        aria-label={t('plan.search')}
        placeholder={t('plan.search')}
        onChange={(event) => setWanted(event.target.value)}
      />
      {shown.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('common.empty')} />
      ) : (
        <ul className="plan-cards" data-testid="plan-cards">
          {shown.map((item) => (
            <PlanCard
              key={item.id}
              item={item}
              active={active.includes(item.id)}
              point={point}
              choose={choose}
            />
          ))}
        </ul>
      )}
    </>
  )
}
