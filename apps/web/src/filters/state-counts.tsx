import type { ComponentType } from 'react'

interface Props<S extends string> {
  readonly label: string
  readonly states: readonly S[]
  readonly colours: Readonly<Record<S, string>>
  readonly count: (state: S) => number
  readonly isChosen: (state: S) => boolean
  readonly toggle: (state: S) => void
  readonly tag: ComponentType<{ state: S }>
  readonly hint?: (state: S) => string
}

/** How many rows are in which state; a press filters by it. */
export function StateCounts<S extends string>(props: Props<S>) {
  const { label, states, colours, count, isChosen, toggle, tag: Tag, hint } = props
  return (
    <div className="state-counts" role="group" aria-label={label}>
      {states.map((state) => (
        <button
          type="button"
          key={state}
          className="state-count"
          aria-pressed={isChosen(state)}
          title={hint?.(state)}
          style={{ borderTopColor: colours[state] }}
          onClick={() => toggle(state)}
          data-testid={`count-${state}`}
        >
          <span className="state-count-line">
            <span className="state-count-number" style={{ color: colours[state] }}>
              {count(state)}
            </span>
            <Tag state={state} />
          </span>
          {hint && <span className="muted state-count-hint">{hint(state)}</span>}
        </button>
      ))}
    </div>
  )
}
