import type { Board, TargetState } from '@qinglan/contract'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { StateCounts } from '../../filters/state-counts.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { inDanger, targetStateColour, targetStates } from '../../states/state-look.ts'
import { StateTag } from '../../states/state-tag.tsx'
import { statesOf, type BoardSearch } from './board-search.ts'
import { unitsInDanger } from './filter-rows.ts'

interface Props {
  readonly board: Board
  readonly search: BoardSearch
  readonly choose: (change: BoardSearch) => void
}

/** How many units are named before the rest is summed up. */
const namedUnits = 8

function Counts({ board, search, choose }: Props) {
  const { t } = useTranslation()
  const chosen = statesOf(search)
  const toggle = (state: TargetState) => {
    const next = chosen.includes(state) ? chosen.filter((s) => s !== state) : [...chosen, state]
    choose({ state: next.length > 0 ? next.join(',') : undefined })
  }
  return (
    <StateCounts
      label={t('board.counts')}
      states={targetStates}
      colours={targetStateColour}
      count={(state) => board.counts[state] ?? 0}
      isChosen={(state) => chosen.includes(state)}
      toggle={toggle}
      tag={StateTag}
      hint={(state) => t(`stateHint.${state}`)}
    />
  )
}

function WhoMoves({ board, search, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const units = unitsInDanger(board.rows)
  const nobody = board.rows.some((row) => inDanger(row.state) && row.responsible.length === 0)
  return (
    <section className="who-moves" aria-label={t('board.whoMoves')}>
      <strong title={t('board.whoMovesHint')}>{t('board.whoMoves')}</strong>
      {units.slice(0, namedUnits).map(({ unitId, name, count }) => (
        <Button
          key={unitId}
          size="small"
          type={search.unit === unitId ? 'primary' : 'default'}
          aria-pressed={search.unit === unitId}
          onClick={() =>
            search.unit === unitId
              ? choose({ unit: undefined, state: undefined })
              : choose({ unit: unitId, state: 'missed,at-risk' })
          }
        >
          {say(name)} <b className="danger-count">{count}</b>
        </Button>
      ))}
      {units.length > namedUnits && (
        <span className="muted">{t('common.more', { count: units.length - namedUnits })}</span>
      )}
      {units.length === 0 && (
        <span className="muted">{t(nobody ? 'board.unnamedUnits' : 'board.whoMovesNone')}</span>
      )}
    </section>
  )
}

/** The one look: how many promises are in danger, in which state the others are, and whose they are. */
export function BoardSummary(props: Props) {
  const { t } = useTranslation()
  const { counts } = props.board
  const danger = (counts['missed'] ?? 0) + (counts['at-risk'] ?? 0)
  const total = targetStates.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
  return (
    <section className="summary">
      <p className={danger > 0 ? 'verdict verdict-danger' : 'verdict'} data-testid="verdict">
        <strong>{danger > 0 ? t('board.danger', { count: danger }) : t('board.dangerNone')}</strong>{' '}
        <span className="muted">{t('board.ofTotal', { total })}</span>
      </p>
      <Counts {...props} />
      <WhoMoves {...props} />
    </section>
  )
}
