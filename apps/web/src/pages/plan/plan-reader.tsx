import { Card } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PlanCards } from './plan-cards.tsx'
import type { PlanItem, PlanSection } from './plan-item.ts'
import { PlanOutline } from './plan-outline.tsx'
import { PlanText } from './plan-text.tsx'

interface Props {
  readonly text: string | null
  readonly sections: readonly PlanSection[]
  readonly items: readonly PlanItem[]
  /** The promise to open at. */
  readonly first: string | undefined
  /** In place of the text when there is none. */
  readonly instead: ReactNode
}

const byPlace = (a: PlanItem, b: PlanItem) =>
  (a.start ?? Infinity) - (b.start ?? Infinity) || a.code.localeCompare(b.code, 'en', { numeric: true })

function reveal(within: HTMLElement, id: string): void {
  const quoted = CSS.escape(id)
  for (const selector of [`[data-targets~="${quoted}"]`, `[data-card="${quoted}"]`]) {
    within.querySelector(selector)?.scrollIntoView({ block: 'center' })
  }
}

/** Document left, promises right; pointing at one shows the other, choosing one brings the other into view. */
export function PlanReader({ text, sections, items, first, instead }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<readonly string[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(first ?? null)
  const ordered = useMemo(() => [...items].sort(byPlace), [items])
  const choose = useCallback((id: string) => {
    setChosen(id)
    if (place.current) reveal(place.current, id)
  }, [])
  useEffect(() => {
    if (first !== undefined && place.current) reveal(place.current, first)
  }, [first])
  const active = pointed ?? (chosen === null ? [] : [chosen])
  const located = items.filter(({ start }) => start !== null).length
  return (
    <div className={sections.length > 0 ? 'plan' : 'plan plan-without-outline'} ref={place}>
      {sections.length > 0 && (
        <Card size="small" title={t('plan.outline')} className="plan-outline">
          <PlanOutline sections={sections} linked={text !== null} />
        </Card>
      )}
      <Card size="small" title={t('plan.text')} className="plan-document">
        {text === null ? (
          instead
        ) : (
          <PlanText
            text={text}
            sections={sections}
            items={ordered}
            active={active}
            point={setPointed}
            choose={choose}
          />
        )}
      </Card>
      <Card
        size="small"
        className="plan-targets"
        title={`${t('plan.targets')} (${items.length})`}
        extra={<span className="muted small">{t('plan.located', { count: located })}</span>}
      >
        <PlanCards items={ordered} active={active} point={setPointed} choose={choose} />
      </Card>
    </div>
  )
}
