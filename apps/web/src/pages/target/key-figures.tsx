import type { BoardRow } from '@qinglan/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { figureText, isCompletion, restText, shownDecimals } from '../../figures/figure-text.ts'
import { formatFigure } from '../../figures/format-figure.ts'
import { promiseText } from '../../figures/promise-text.ts'
import { useLanguage } from '../../locales/use-language.ts'
import { targetStateColour } from '../../states/state-look.ts'
import { StateTag } from '../../states/state-tag.tsx'

function Figure({ label, value, note }: { label: string; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="key-figure">
      <div className="muted">{label}</div>
      <div className="key-value">{value}</div>
      {note !== undefined && <div className="muted small">{note}</div>}
    </div>
  )
}

/** The state of the promise with its reason, and the four figures that explain it. */
export function KeyFigures({ row }: { row: BoardRow }) {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const figure = (value: number | null) => figureText(row, value, language)
  const projection = row.forecast?.projection
  return (
    <section className="key-figures" style={{ borderLeftColor: targetStateColour[row.state] }}>
      <div className="key-state" data-testid="target-state">
        <StateTag state={row.state} />
        <div className="reason">{say(row.reason)}</div>
      </div>
      <Figure
        label={t('board.promise')}
        value={promiseText(row, language) || '—'}
        note={row.value === null && !isCompletion(row) ? undefined : t(`comparator.${row.comparator}`)}
      />
      <Figure label={t('board.current')} value={figure(row.current)} />
      {row.forecast && row.forecast.rest !== null && (
        <Figure
          label={t('target.rest')}
          value={restText(row, language)}
          note={say(row.forecast.restMeaning)}
        />
      )}
      {!projection && row.forecast?.noProjection && (
        <Figure label={t('target.projected')} value="—" note={say(row.forecast.noProjection)} />
      )}
      {projection && (
        <Figure
          label={t('target.projected')}
          value={figure(projection.value)}
          note={`${t('board.band', {
            low: formatFigure(projection.low, { decimals: shownDecimals(row) }),
            high: formatFigure(projection.high, { decimals: shownDecimals(row) }),
          })} · ${say(projection.basis)}`}
        />
      )}
    </section>
  )
}
