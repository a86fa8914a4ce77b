import { themes } from '@qinglan/contract'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../locales/use-language.ts'
import { Choice } from './choice.tsx'
import { SearchBox } from './search-box.tsx'
import { unitsOf, type Filtered, type SharedSearch } from './shared-search.ts'

interface Props {
  /** What the search box searches. */
  readonly label: string
  readonly rows: readonly Filtered[]
  readonly shown: number
  readonly total: number
  readonly search: SharedSearch
  readonly choose: (change: SharedSearch) => void
  /** Absent: nothing is filtered. */
  readonly reset?: (() => void) | undefined
  /** Filters of the page's own. */
  readonly children?: ReactNode
}

/** The line of filters above a table of promises or tasks; all of them stand in the address. */
export function SharedFilters({ label, rows, shown, total, search, choose, reset, children }: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const used = new Set(rows.map(({ theme }) => theme))
  return (
    <div className="filters" role="search">
      <SearchBox label={label} value={search.q ?? ''} onSearch={(q) => choose({ q: q || undefined })} />
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
      {children}
      <span className="muted" role="status" data-testid="shown">
        {t('common.shown', { shown, total })}
      </span>
      {reset && (
        <Button type="link" size="small" onClick={reset}>
          {t('common.reset')}
        </Button>
      )}
    </div>
  )
}
