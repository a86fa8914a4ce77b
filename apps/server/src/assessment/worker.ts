import type { AppContext } from '../http/context.ts'
import { runInBackground, type BackgroundLoop } from '../live/background-loop.ts'
import { assessDirty } from './assess-dirty.ts'

/** Keeps assessments up to date: at once when data are announced by any process. */
export const runAssessmentWorker = (
  { db, live }: Pick<AppContext, 'db' | 'live'>,
  onError: (error: unknown) => void = () => undefined,
): BackgroundLoop =>
  runInBackground(live, {
    work: async () => (await assessDirty(db)) > 0,
    wakes: ({ type }) => type === 'observations',
    idleMs: 5000,
    onError,
  })
