import type { TargetState } from '@qinglan/contract'
import { memo, useMemo } from 'react'
import { targetStateColour, targetStates } from '../../states/state-look.ts'
import type { PlanItem, PlanSection } from './plan-item.ts'
import { layoutText, type Line, type Piece } from './text-layout.ts'

interface Props {
  readonly text: string
  readonly sections: readonly PlanSection[]
  readonly items: readonly PlanItem[]
  /** The promises pointed at or chosen. */
  readonly active: readonly string[]
  readonly point: (ids: readonly string[] | null) => void
  readonly choose: (id: string) => void
}

/** The anchor of a section in the text. */
export const sectionAnchor = (index: number): string => `section-${index}`

const plain = '#14597a'

/** Promises that share a clause are shown by the one in the most danger. */
function worstOf(
  ids: readonly string[],
  stateOf: ReadonlyMap<string, TargetState | null>,
): TargetState | null {
  const states = ids.map((id) => stateOf.get(id))
  return targetStates.find((state) => states.includes(state)) ?? null
}

interface MarkProps extends Pick<Props, 'point' | 'choose'> {
  readonly piece: Piece
  readonly active: boolean
  readonly state: TargetState | null
}

const Mark = memo(function Mark({ piece, active, state, point, choose }: MarkProps) {
  const [first] = piece.ids
  if (first === undefined) return piece.text
  return (
    <mark
      role="link"
      tabIndex={0}
      data-targets={piece.ids.join(' ')}
      className={active ? 'mark mark-active' : 'mark'}
      style={{ borderBottomColor: state ? targetStateColour[state] : plain }}
      onMouseEnter={() => point(piece.ids)}
      onMouseLeave={() => point(null)}
      onFocus={() => point(piece.ids)}
      onClick={() => choose(first)}
      onKeyDown={(event) => event.key === 'Enter' && choose(first)}
    >
      {piece.text}
    </mark>
  )
})

function TextLine({
  line,
  stateOf,
  ...rest
}: Omit<MarkProps, 'piece' | 'active' | 'state'> & {
  readonly line: Line
  readonly active: readonly string[]
  readonly stateOf: ReadonlyMap<string, TargetState | null>
}) {
  const { heading, pieces } = line
  const content = pieces.map((piece) => {
    const mark = (
      <Mark
        key={piece.start}
        piece={piece}
        active={piece.ids.some((id) => rest.active.includes(id))}
        state={worstOf(piece.ids, stateOf)}
        point={rest.point}
        choose={rest.choose}
      />
    )
    const inTitle = heading !== null && !heading.alone && piece.start < heading.end
    return inTitle ? <strong key={piece.start}>{mark}</strong> : mark
  })
  if (!heading) return <p>{content}</p>
  const look = heading.alone ? `plan-heading plan-heading-${Math.min(heading.level, 3)}` : 'plan-paragraph'
  return (
    <p id={sectionAnchor(heading.index)} className={look}>
      {content}
    </p>
  )
}

/** The document with every promise marked where it stands. */
export function PlanText({ text, sections, items, active, point, choose }: Props) {
  const lines = useMemo(() => layoutText(text, sections, items), [text, sections, items])
  const stateOf = useMemo(() => new Map(items.map(({ id, state }) => [id, state])), [items])
  return (
    <article lang="zh-CN" className="plan-text" data-testid="plan-text">
      {lines.map((line) => (
        <TextLine
          key={line.start}
          line={line}
          stateOf={stateOf}
          active={active}
          point={point}
          choose={choose}
        />
      ))}
    </article>
  )
}
