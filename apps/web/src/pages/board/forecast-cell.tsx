import type { BoardRow } from '@qinglan/contract'
import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { figureText, restText, shownDecimals } from '../../figures/figure-text.ts'
import { formatFigure } from '../../figures/format-figure.ts'
import { useLanguage } from '../../locales/use-language.ts'

/** What the rest of the year may average, and where the year is heading. */
export function ForecastCell({ row }: { row: BoardRow }) {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const { forecast } = row
  if (!forecast || (forecast.rest === null && forecast.projection === null))
    return <span className="muted">—</span>
  const figure = (value: number) => formatFigure(value, { decimals: shownDecimals(row) })
  const { rest, projection } = forecast
  return (
    <div className="forecast">
      {rest !== null && (
        <Tooltip title={say(forecast.restMeaning)}>
          <div>
            <span className="muted">{t('board.rest')}</span> <b>{restText(row, language)}</b>
          </div>
        </Tooltip>
      )}
      {projection && (
        <Tooltip title={say(projection.basis)}>
          <div>
            <span className="muted">{t('board.projection')}</span>{' '}
            <b>{figureText(row, projection.value, language)}</b>
            <div className="muted small">
              {t('board.band', { low: figure(projection.low), high: figure(projection.high) })}
            </div>
          </div>
        </Tooltip>
      )}
    </div>
  )
}
