import { tiers, type BoardRow } from '@qinglan/contract'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../filters/choice.tsx'
import { SharedFilters } from '../../filters/shared-filters.tsx'
import type { BoardSearch } from './board-search.ts'

interface Props {
  readonly rows: readonly BoardRow[]
  readonly shown: number
  readonly search: BoardSearch
  readonly choose: (change: BoardSearch) => void
}

const nothing: BoardSearch = {
  state: undefined,
  theme: undefined,
  unit: undefined,
  tier: undefined,
  q: undefined,
  restated: undefined,
}

/** Filters above the table of promises. */
export function BoardFilters({ rows, shown, search, choose }: Props) {
  const { t } = useTranslation()
  const restated = rows.filter(({ restates }) => restates !== null).length
  const filtered = Object.keys(nothing).some((key) => search[key as keyof BoardSearch] !== undefined)
  return (
    <SharedFilters
      label={t('board.search')}
      rows={rows}
      shown={shown}
      total={search.restated === true ? rows.length : rows.length - restated}
      search={search}
      choose={choose}
      reset={filtered ? () => choose(nothing) : undefined}
    >
      <Choice
        label={t('board.tier')}
        value={search.tier}
        options={tiers.map((value) => ({ value, label: t(`tierLong.${value}`) }))}
        onChange={(tier) => choose({ tier })}
      />
      {restated > 0 && (
        <Checkbox
          checked={search.restated === true}
          onChange={(event) => choose({ restated: event.target.checked || undefined })}
        >
          {t('board.showRestated')}
        </Checkbox>
      )}
    </SharedFilters>
  )
}
