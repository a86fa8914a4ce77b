import type { TaskRow } from '@qinglan/contract'
import { useTranslation } from 'react-i18next'
import { SharedFilters } from '../../filters/shared-filters.tsx'
import { StateCounts } from '../../filters/state-counts.tsx'
import { taskStateColour, taskStates } from '../../states/state-look.ts'
import { TaskStateTag } from '../../states/state-tag.tsx'
import type { TasksSearch } from './tasks-search.ts'

interface Props {
  readonly all: readonly TaskRow[]
  readonly shown: number
  readonly search: TasksSearch
  readonly choose: (change: TasksSearch) => void
}

const nothing: TasksSearch = { pace: undefined, theme: undefined, unit: undefined, q: undefined }

/** Counts by state and filters of the task table. */
export function TaskFilters({ all, shown, search, choose }: Props) {
  const { t } = useTranslation()
  const filtered = Object.keys(nothing).some((key) => search[key as keyof TasksSearch] !== undefined)
  return (
    <>
      <StateCounts
        label={t('tasks.counts')}
        states={taskStates}
        colours={taskStateColour}
        count={(state) => all.filter((row) => row.state === state).length}
        isChosen={(state) => search.pace === state}
        toggle={(state) => choose({ pace: search.pace === state ? undefined : state })}
        tag={TaskStateTag}
      />
      <SharedFilters
        label={t('tasks.search')}
        rows={all}
        shown={shown}
        total={all.length}
        search={search}
        choose={choose}
        reset={filtered ? () => choose(nothing) : undefined}
      />
    </>
  )
}
