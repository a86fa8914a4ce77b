import type { ReviewDifference, ReviewItem } from '@qinglan/contract'
import { Card, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../locales/use-language.ts'
import { ChooseDifference } from './choose-difference.tsx'
import { itemFigure } from './item-text.ts'
import { choiceOf, rowsOf, type Choice, type Choices, type DifferenceRow } from './revision-choices.ts'

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

function Row({ row }: { row: DifferenceRow }) {
  const { t } = useTranslation()
  const { list } = useLanguage()
  if (row.kind === 'changed') {
    const { before, after, fields } = row.pair
    return (
      <>
        <Tag color="blue">{t('review.changed')}</Tag>
        <span className="small muted">{list(fields.map((field) => t(`review.${field}`)))}</span>
        <Line item={before} struck />
        <Line item={after} />
      </>
    )
  }
  const gone = row.kind === 'removed'
  return (
    <>
      <Tag color={gone ? 'red' : 'green'}>{t(gone ? 'review.gone' : 'review.added')}</Tag>
      <Line item={row.item} struck={gone} />
    </>
  )
}

interface Props {
  readonly difference: ReviewDifference
  /** What becomes of each difference, where that is being chosen. */
  readonly choosing?: {
    readonly choices: Choices
    readonly choose: (key: string, choice: Choice) => void
  }
}

/** What a plan says otherwise than an earlier one, or than a campaign follows. */
export function DifferenceList({ difference, choosing }: Props) {
  const { t } = useTranslation()
  return (
    <Card
      size="small"
      title={<span className="wrapping">{t('review.differs', { title: difference.against.title })}</span>}
      extra={<span className="muted">{t('review.unchanged', { count: difference.unchanged })}</span>}
      data-testid="difference"
    >
      <ul className="plan-cards">
        {rowsOf(difference).map((row) => (
          <li key={row.key} className="plan-card" data-change={row.kind}>
            <Row row={row} />
            {choosing && (
              <ChooseDifference
                row={row}
                choice={choiceOf(choosing.choices, row)}
                choose={(choice) => choosing.choose(row.key, choice)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
