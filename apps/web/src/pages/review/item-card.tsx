import type { ReviewItem } from '@qinglan/contract'
import { Tag, Tooltip } from 'antd'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { itemFigure } from './item-text.ts'
import { RejectReason } from './reject-reason.tsx'

const colours = {
  proposed: 'default',
  accepted: 'green',
  edited: 'blue',
  rejected: 'red',
  split: 'default',
  merged: 'default',
} as const satisfies Record<ReviewItem['state'], string>

interface Props {
  readonly item: ReviewItem
  readonly current: boolean
  /** Of indicators, by their keys. */
  readonly names: ReadonlyMap<string, string>
  readonly choose: (id: string) => void
  readonly giveReason: (id: string, reason: string) => void
}

/** An item with its state, number, date, units and indicator. */
export const ItemCard = memo(function ItemCard({ item, current, names, choose, giveReason }: Props) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const binding = item.binding ?? item.suggestion
  const units = [...item.lead, ...item.responsible]
  return (
    <li
      data-card={item.id}
      data-state={item.state}
      aria-current={current}
      className={current ? 'plan-card plan-card-active' : 'plan-card'}
    >
      <button type="button" className="plan-card-title" onClick={() => choose(item.id)}>
        <span className="muted">{item.id}</span> <span lang="zh-CN">{item.subject}</span>
      </button>
      <div className="plan-card-facts">
        <Tag color={colours[item.state]}>{t(`review.state.${item.state}`)}</Tag>
        <span className="muted small">{t(`review.kind.${item.kind}`)}</span>
        {item.kind === 'target' && <b>{itemFigure(item, language)}</b>}
        {item.deadline !== null && <span className="small">{item.deadline}</span>}
        {units.length > 0 && <span className="small">{units.join('、')}</span>}
        {binding && (
          <Tooltip title={[binding.indicator, ...Object.values(binding.params).map(String)].join(' ')}>
            <Tag color={item.binding ? 'cyan' : 'default'}>
              {item.binding ? '' : `${t('review.suggested')} `}
              {names.get(binding.indicator) ?? binding.indicator}
            </Tag>
          </Tooltip>
        )}
        {item.doubts.length > 0 && (
          <Tooltip title={item.doubts.join('; ')}>
            <Tag color="gold">{t('plan.doubt')}</Tag>
          </Tooltip>
        )}
      </div>
      {item.state === 'rejected' &&
        (current ? (
          <RejectReason key={item.reason} item={item} give={giveReason} />
        ) : (
          item.reason !== null && <div className="small">{item.reason}</div>
        ))}
      {current && item.doubts.length > 0 && (
        <div className="small muted" lang="zh-CN">
          {item.doubts.join('；')}
        </div>
      )}
    </li>
  )
})
