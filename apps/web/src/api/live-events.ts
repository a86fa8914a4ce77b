import type { LiveEvent } from '@qinglan/contract'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { apiHref } from './client.ts'

/** How far an import has come; null before the first event. */
export type ImportProgress = Extract<LiveEvent, { type: 'import' }>
export const importProgressKey = (id: string) => ['import-progress', id] as const

/** A burst of events (an import announces many) refreshes the page once. */
const gatherMs = 400
/** How long after a refusal the stream is asked for again. */
const againMs = 5000

/** The first words of the query keys that an event makes old. */
function staleAfter(event: LiveEvent): readonly string[] {
  switch (event.type) {
    case 'observations':
      return ['sites', 'series', 'calendar', 'sections']
    case 'assessed':
      return ['board', 'target', 'tasks', 'plan', 'sites', 'calendar', 'sections']
    case 'campaign':
      return ['campaigns', 'board', 'target', 'tasks', 'plan']
    case 'register':
      return ['kinds', 'entities', 'entity', 'entity-file', 'gaps', 'rules', 'rule-preview', 'lists']
    case 'duties':
      return ['entities', 'entity', 'entity-file', 'gaps', 'board', 'target', 'tasks', 'plan']
    case 'import':
      return ['imports']
  }
}

function refresh(client: QueryClient, keys: ReadonlySet<string>): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => keys.has(String(queryKey[0])) })
}

/** Listens to the server as long as the page is open and asks again for what changed. True while connected. */
export function useLiveEvents(): boolean {
  const client = useQueryClient()
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    let source: EventSource
    let again: ReturnType<typeof setTimeout> | undefined
    const stale = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | undefined
    let wasLost = false
    const opened = () => {
      setConnected(true)
      if (wasLost) void client.invalidateQueries() // events may have been missed
      wasLost = false
    }
    const lost = () => {
      setConnected(false)
      wasLost = true
      if (source.readyState !== EventSource.CLOSED) return // the browser tries again by itself
      // refused: the session may have ended, which the page then says; a server that starts anew is tried again
      void client.invalidateQueries({ queryKey: ['session'] })
      again = setTimeout(open, againMs)
    }
    const take = (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as LiveEvent
      if (event.type === 'import')
        client.setQueryData<ImportProgress>(importProgressKey(event.importId), event)
      for (const key of staleAfter(event)) stale.add(key)
      timer ??= setTimeout(() => {
        timer = undefined
        refresh(client, new Set(stale))
        stale.clear()
      }, gatherMs)
    }
    function open(): void {
      source = new EventSource(apiHref('events'))
      source.addEventListener('open', opened)
      source.addEventListener('error', lost)
      source.addEventListener('message', take)
    }
    open()
    return () => {
      clearTimeout(timer)
      clearTimeout(again)
      source.close()
    }
  }, [client])
  return connected
}
