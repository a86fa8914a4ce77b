import { themes, type TaskRow } from '@qinglan/contract'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../filters/choice.tsx'
import { SearchBox } from '../../filters/search-box.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { taskStateColour, taskStates } from '../../states/state-look.ts'
import { TaskStateTag } from '../../states/state-tag.tsx'
import { unitsOf } from '../board/filter-rows.ts'
import type { TasksSearch } from './tasks-search.ts'

interface Props {
  readonly all: readonly TaskRow[]
  readonly shown: number
  readonly search: TasksSearch
  readonly choose: (change: TasksSearch) => void
}

function PaceCounts({ all, search, choose }: Props) {
  const { t } = useTranslation()
  return (
    <div className="state-counts" role="group" aria-label={t('tasks.counts')}>
      {taskStates.map((state) => (
        <button
          type="button"
          key={state}
          className="state-count"
          aria-pressed={search.pace === state}
          style={{ borderTopColor: taskStateColour[state] }}
          onClick={() => choose({ pace: search.pace === state ? undefined : state })}
          data-testid={`count-${state}`}
        >
          <span className="state-count-line">
            <span className="state-count-number" style={{ color: taskStateColour[state] }}>
              {all.filter((row) => row.state === state).length}
            </span>
            <TaskStateTag state={state} />
          </span>
        </button>
      ))}
    </div>
  )
}

/** Counts by state and filters of the task table; all of them stand in the address. */
export function TaskFilters(props: Props) {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const { all, shown, search, choose } = props
  const used = new Set(all.map(({ theme }) => theme))
  return (
    <>
      <PaceCounts {...props} />
      <div className="filters" role="search">
        <SearchBox
          label={t('tasks.search')}
          value={search.q ?? ''}
          onSearch={(q) => choose({ q: q || undefined })}
        />
        <Choice
          label={t('tasks.theme')}
          value={search.theme}
          options={themes
            .filter((theme) => used.has(theme))
            .map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(theme) => choose({ theme })}
        />
        <Choice
          wide
          label={t('tasks.unit')}
          value={search.unit}
          options={unitsOf(all).map(({ unitId, name }) => ({ value: unitId, label: say(name) }))}
          onChange={(unit) => choose({ unit })}
        />
        <span className="muted" role="status" data-testid="shown">
          {t('common.shown', { shown, total: all.length })}
        </span>
      </div>
    </>
  )
}
