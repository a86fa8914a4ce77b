import type { ReviewDifference, ReviewItem } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Card, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { differenceQuery } from '../../api/review-queries.ts'
import { QueryView } from '../../feedback/query-view.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { itemFigure } from './item-text.ts'

function Line({ item, struck = false }: { item: ReviewItem; struck?: boolean }) {
  const { language } = useLanguage()
  const said = (
    <>
      {item.quote || item.subject} <b>{itemFigure(item, language)}</b>
      {item.deadline !== null && ` ${item.deadline}`}
    </>
  )
  return (
    <div lang="zh-CN">
      <span className="muted">{item.id}</span> {struck ? <del>{said}</del> : said}
    </div>
  )
}

function Found({ difference }: { difference: ReviewDifference }) {
  const { t } = useTranslation()
  const { added, removed, changed, unchanged, against } = difference
  return (
    <Card
      size="small"
      title={t('review.differs', { title: against.title })}
      extra={<span className="muted">{t('review.unchanged', { count: unchanged })}</span>}
      data-testid="difference"
    >
      <ul className="plan-cards">
        {changed.map(({ before, after, fields }) => (
          <li key={after.id} className="plan-card" data-change="changed">
            <Tag color="blue">{t('review.changed')}</Tag>
            <span className="small muted">
              {fields.map((field) => t(`review.${field}`)).join(t('review.and'))}
            </span>
            <Line item={before} struck />
            <Line item={after} />
          </li>
        ))}
        {added.map((item) => (
          <li key={item.id} className="plan-card" data-change="added">
            <Tag color="green">{t('review.added')}</Tag>
            <Line item={item} />
          </li>
        ))}
        {removed.map((item) => (
          <li key={item.id} className="plan-card" data-change="removed">
            <Tag color="red">{t('review.gone')}</Tag>
            <Line item={item} struck />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What this plan says otherwise than an earlier one. */
export function DifferenceView({ id, against }: { id: string; against: string }) {
  const query = useQuery(differenceQuery(id, against))
  return <QueryView query={query}>{(difference) => <Found difference={difference} />}</QueryView>
}
