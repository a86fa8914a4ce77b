import type { IndicatorBinding, Review, ReviewItem, ReviewStep } from '@qinglan/contract'
import { Card, Progress } from 'antd'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { PlanText } from '../plan/plan-text.tsx'
import { BindItem } from './bind-item.tsx'
import { actionOf, deskKeys, neighbour, nextWaiting, type DeskAction } from './desk-keys.ts'
import { EditItem } from './edit-item.tsx'
import { ItemCard } from './item-card.tsx'
import { markOf } from './item-text.ts'
import { SplitItem } from './split-item.tsx'
import { useSteps } from './use-review.ts'

type Dialog = 'edit' | 'split' | 'bind'

const isOpen = ({ state }: ReviewItem): boolean => state !== 'split' && state !== 'merged'
const nobody: () => void = () => undefined

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}

/** Calls back with the action of a key, unless the person is typing or a dialog is open. */
function useDeskKeys(enabled: boolean, act: (action: DeskAction) => void): void {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (!enabled) return undefined
    const press = (event: KeyboardEvent): void => {
      const action = typing(event.target) ? null : actionOf(event)
      if (action === null) return
      event.preventDefault()
      latest.current(action)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [enabled])
}

function reveal(within: HTMLElement | null, id: string): void {
  const quoted = CSS.escape(id)
  for (const selector of [`[data-targets~="${quoted}"]`, `[data-card="${quoted}"]`])
    within?.querySelector(selector)?.scrollIntoView({ block: 'nearest' })
}

function Meter({ review }: { review: Review }) {
  const { t } = useTranslation()
  const { total, proposed } = review.progress
  const done = total - proposed
  return (
    <div data-testid="review-progress">
      <Progress percent={total === 0 ? 0 : Math.floor((done * 100) / total)} />
      <span className="muted small">{t('review.progress', { ...review.progress, done })}</span>
    </div>
  )
}

/** Document left, items right; every item can be settled from the keyboard. */
export function Desk({ review }: { review: Review }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const steps = useSteps(review.id)
  const items = useMemo(() => review.items.filter(isOpen), [review.items])
  const marks = useMemo(() => items.map(markOf), [items])
  const [chosen, setChosen] = useState<string | null>(null)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const current =
    items.find(({ id }) => id === chosen) ?? items.find((i) => i.state === 'proposed') ?? items[0]
  const id = current?.id ?? null
  useEffect(() => {
    if (id !== null) reveal(place.current, id)
  }, [id])

  const take = (step: ReviewStep): void => steps.mutate(step)
  const settle = (item: ReviewItem, step: ReviewStep): void => {
    setChosen(nextWaiting(items, item.id))
    take(step)
  }
  const act = (action: DeskAction): void => {
    if (action === 'undo') return take({ do: 'undo' })
    if (!current) return undefined
    switch (action) {
      case 'next':
      case 'previous':
        return setChosen(neighbour(items, current.id, action === 'next' ? 1 : -1))
      case 'accept':
        return settle(current, { do: 'accept', items: [current.id] })
      case 'reject':
        return settle(current, { do: 'reject', items: [current.id] })
      case 'merge': {
        const next = items.slice(items.indexOf(current) + 1).find(({ kind }) => kind === current.kind)
        if (!next) return undefined
        setChosen(`${current.id}+`)
        return take({ do: 'merge', items: [current.id, next.id] })
      }
      case 'bind':
        return current.kind === 'target' ? setDialog('bind') : undefined
      case 'edit':
      case 'split':
        return setDialog(action)
    }
  }
  useDeskKeys(dialog === null, act)
  const known = useMemo(
    () =>
      items.map((item) => item.binding ?? item.suggestion).filter((b): b is IndicatorBinding => b !== null),
    [items],
  )
  const close = () => setDialog(null)
  const finish = (step: ReviewStep): void => {
    close()
    take(step)
  }
  return (
    <>
      <Meter review={review} />
      <p className="small muted" data-testid="desk-help">
        {deskKeys.map(([key, action]) => (
          <span key={key}>
            <kbd>{key}</kbd> {t(`review.action.${action}`)}{' '}
          </span>
        ))}
      </p>
      {steps.error && <ErrorNotice error={steps.error} small />}
      <div className="plan plan-without-outline" ref={place}>
        <Card size="small" title={t('plan.text')}>
          <PlanText
            text={review.text}
            sections={review.sections}
            items={marks}
            active={id === null ? [] : [id]}
            point={nobody}
            choose={setChosen}
          />
        </Card>
        <Card size="small" title={t('review.items', { count: items.length })}>
          <ul className="plan-cards" data-testid="review-items">
            {items.map((item) => (
              <ItemCard key={item.id} item={item} current={item.id === id} choose={setChosen} />
            ))}
          </ul>
        </Card>
      </div>
      {current && dialog === 'edit' && (
        <EditItem
          item={current}
          close={close}
          save={(fields) => finish({ do: 'edit', item: current.id, fields })}
        />
      )}
      {current && dialog === 'split' && (
        <SplitItem
          item={current}
          close={close}
          split={(at) => finish({ do: 'split', item: current.id, at })}
        />
      )}
      {current && dialog === 'bind' && (
        <BindItem
          item={current}
          known={known}
          close={close}
          bind={(binding) => finish({ do: 'bind', item: current.id, binding })}
        />
      )}
    </>
  )
}
