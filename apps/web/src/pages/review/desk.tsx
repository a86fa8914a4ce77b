import type { IndicatorBinding, Review, ReviewItem, ReviewStep } from '@qinglan/contract'
import { useQuery } from '@tanstack/react-query'
import { Button, Card, Empty, Progress, Segmented } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { indicatorsQuery } from '../../api/review-queries.ts'
import { ErrorNotice } from '../../feedback/error-notice.tsx'
import { useLanguage } from '../../locales/use-language.ts'
import { PlanText } from '../plan/plan-text.tsx'
import { BindItem } from './bind-item.tsx'
import {
  actionOf,
  deskFilters,
  deskKeys,
  neighbour,
  nextFilter,
  nextWaiting,
  passes,
  type DeskAction,
  type DeskFilter,
} from './desk-keys.ts'
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

/** Puts the cursor where the reason of a rejected item is written. */
function askReason(within: HTMLElement | null, id: string): void {
  within?.querySelector<HTMLInputElement>(`[data-reason-of="${CSS.escape(id)}"]`)?.focus()
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

/** What each key does; a press with the mouse or finger does the same. */
function Help({ act }: { act: (action: DeskAction) => void }) {
  const { t } = useTranslation()
  return (
    <div className="desk-keys small" data-testid="desk-help">
      {deskKeys.map(([key, action]) => (
        <Button key={key} size="small" type="text" onClick={() => act(action)}>
          <kbd>{key}</kbd> {t(`review.action.${action}`)}
        </Button>
      ))}
    </div>
  )
}

/** Names of indicators by their keys. */
function useIndicatorNames(): ReadonlyMap<string, string> {
  const { say } = useLanguage()
  const { data } = useQuery(indicatorsQuery)
  return useMemo(() => new Map(data?.map(({ key, title }) => [key, say(title)])), [data, say])
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
  const [filter, setFilter] = useState<DeskFilter>('all')
  const names = useIndicatorNames()
  const listed = useMemo(() => items.filter((item) => passes(item, filter)), [items, filter])
  const current =
    listed.find(({ id }) => id === chosen) ?? listed.find((i) => i.state === 'proposed') ?? listed[0]
  const id = current?.id ?? null
  useEffect(() => {
    if (id !== null) reveal(place.current, id)
  }, [id])

  const { mutate: take } = steps
  const giveReason = useCallback(
    (rejected: string, reason: string): void => take({ do: 'reject', items: [rejected], reason }),
    [take],
  )
  const settle = (item: ReviewItem, step: ReviewStep): void => {
    setChosen(nextWaiting(items, item.id))
    take(step)
  }
  const acceptRest = (): void => {
    const rest = items.filter((item) => item.state === 'proposed' && item.doubts.length === 0)
    if (rest.length > 0) take({ do: 'accept', items: rest.map((item) => item.id) })
  }
  const act = (action: DeskAction): void => {
    if (action === 'undo') return take({ do: 'undo' })
    if (action === 'filter') return setFilter(nextFilter(filter))
    if (!current) return undefined
    switch (action) {
      case 'next':
      case 'previous':
        return setChosen(neighbour(listed, current.id, action === 'next' ? 1 : -1))
      case 'acceptRest':
        return acceptRest()
      case 'accept':
        return settle(current, { do: 'accept', items: [current.id] })
      case 'reject':
        if (current.state === 'rejected') return askReason(place.current, current.id)
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
      <Help act={act} />
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
        <Card
          size="small"
          title={t('review.items', { count: items.length })}
          extra={
            <Segmented
              size="small"
              value={filter}
              onChange={setFilter}
              options={deskFilters.map((value) => ({
                value,
                label: `${t(`review.filter.${value}`)} ${items.filter((item) => passes(item, value)).length}`,
              }))}
            />
          }
        >
          {listed.length === 0 && (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('review.noneLeft')} />
          )}
          <ul className="plan-cards" data-testid="review-items">
            {listed.map((item) => (
              <ItemCard
                key={item.id}
                item={item}
                current={item.id === id}
                names={names}
                choose={setChosen}
                giveReason={giveReason}
              />
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
