import type { RulePreview } from '@qinglan/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { previewQuery, type Rule } from '../../api/register-queries.ts'

const pauseMs = 350
/** So many entities drawn by lot answer at once; the rest of a large register follows. */
const atOnce = 5000

/** A value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

export interface LivePreview {
  /** The last answer there was, also while the text as it stands cannot be judged. */
  readonly preview: RulePreview | undefined
  readonly error: Error | null
  /** Does the answer not speak of the text as it stands yet? */
  readonly behind: boolean
  /** Is the rest of the register being judged? */
  readonly completing: boolean
}

/**
 * Whose duties would change, followed as the rule is edited. What is asked and no longer wanted is given up, by the server as well.
 * Settings and thresholds decide as much as the condition; the name of the edition does not.
 */
export function useLivePreview(edited: Rule, at: string | undefined): LivePreview {
  const settled = useSettled(edited)
  const part = useQuery({ ...previewQuery(settled, at, atOnce), placeholderData: keepPreviousData })
  const { judged = 0, population = 0 } = part.data ?? {}
  const fresh = part.isSuccess && !part.isPlaceholderData
  const whole = useQuery({ ...previewQuery(settled, at), enabled: fresh && judged < population })
  const [last, setLast] = useState<RulePreview>()
  const answer = whole.data ?? (fresh ? part.data : undefined)
  if (answer && answer !== last) setLast(answer)
  return {
    preview: answer ?? last,
    error: whole.error ?? part.error,
    behind: settled !== edited || part.isFetching || part.isPlaceholderData,
    completing: whole.isFetching,
  }
}
