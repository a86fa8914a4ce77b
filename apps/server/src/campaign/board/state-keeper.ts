import type { CampaignSummary, CivilDate } from '@qinglan/contract'
import { civilDateOf } from '@qinglan/periods'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { AppContext } from '../../http/context.ts'
import type { LiveHub } from '../../live/live-hub.ts'
import { listCampaigns } from '../campaigns.ts'
import { recordStates } from './record-states.ts'

export interface StateKeeper {
  /** Lets the writing at hand finish. */
  stop(): Promise<void>
}

export interface KeeperOptions {
  readonly now?: () => number
  /** Data often come in bursts: states are written once it has been quiet for so long. */
  readonly quietMs?: number
  /** A new day changes states without any data. */
  readonly idleMs?: number
  readonly onError?: (error: unknown) => void
}

/** The day whose state a campaign keeps: today while its year runs, else its own day. */
const dayKept = (campaign: CampaignSummary, today: CivilDate): CivilDate =>
  Number(today.slice(0, 4)) === campaign.year ? today : campaign.defaultAt

/** Keeps the states of every campaign as they were on each day: after data were assessed or figures entered, and when a day begins. */
export function keepStates(
  { db, live }: Pick<AppContext, 'db'> & { readonly live: Pick<LiveHub, 'listen'> },
  indicators: readonly Indicator[],
  { now = Date.now, quietMs = 2000, idleMs = 3_600_000, onError = () => undefined }: KeeperOptions = {},
): StateKeeper {
  let stopping = false
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const write = async (): Promise<void> => {
    const today = civilDateOf(now())
    for (const campaign of await listCampaigns(db)) {
      if (stopping) return
      await recordStates(db, indicators, { campaignId: campaign.id, at: dayKept(campaign, today) })
    }
  }
  const schedule = (delay: number): void => {
    clearTimeout(timer)
    if (stopping) return
    timer = setTimeout(() => {
      running = running
        .then(write)
        .catch(onError)
        .then(() => schedule(idleMs))
    }, delay)
  }
  const deaf = live.listen(({ type }) => {
    if (type === 'assessed' || type === 'campaign' || type === 'duties') schedule(quietMs)
  })
  schedule(quietMs)
  return {
    async stop() {
      stopping = true
      deaf()
      clearTimeout(timer)
      await running
    },
  }
}
