import { themes, tiers, type BoardRow } from '@qinglan/contract'
import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../filters/choice.tsx'
import { SearchBox } from '../../filters/search-box.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import type { BoardSearch } from './board-search.ts'
import { unitsOf } from './filter-rows.ts'

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

/** Filters above the table; all of them stand in the address. */
export function BoardFilters({ rows, shown, search, choose }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const used = new Set(rows.map(({ theme }) => theme))
  const restated = rows.filter(({ restates }) => restates !== null).length
  const filtered = Object.keys(nothing).some((key) => search[key as keyof BoardSearch] !== undefined)
  const total = search.restated === true ? rows.length : rows.length - restated
  return (
    <div className="filters" role="search">
      <SearchBox
        label={t('board.search')}
        value={search.q ?? ''}
        onSearch={(q) => choose({ q: q || undefined })}
      />
      <Choice
        label={t('board.theme')}
        value={search.theme}
        options={themes
          .filter((theme) => used.has(theme))
          .map((value) => ({ value, label: t(`theme.${value}`) }))}
        onChange={(theme) => choose({ theme })}
      />
      <Choice
        wide
        label={t('board.unit')}
        value={search.unit}
        options={unitsOf(rows).map(({ unitId, name }) => ({ value: unitId, label: say(name) }))}
        onChange={(unit) => choose({ unit })}
      />
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
      <span className="muted" role="status" data-testid="shown">
        {t('common.shown', { shown, total })}
      </span>
      {filtered && (
        <Button type="link" size="small" onClick={() => choose(nothing)}>
          {t('common.reset')}
        </Button>
      )}
    </div>
  )
}
