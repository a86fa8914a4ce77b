import { PlatformSession, type CommandOutcome, type PlatformAction, type Packet } from '@qinglan/hj212'
import type { PartTimes } from './part-times.ts'
import type { Device } from './device-registry.ts'

/** A device that speaks through one connection: its session, and the way back to it. */
export interface DeviceLink {
  device: Device
  session: PlatformSession
  readonly times: PartTimes
  /** Does what the session asks for; `raw` is the packet that caused it, where one did. */
  act(actions: readonly PlatformAction[], now: number, raw?: Uint8Array): void
}

/** What became of a command that was sent through a link. */
export type CommandNews =
  | { readonly kind: 'accepted'; readonly qn: string }
  | {
      readonly kind: 'ended'
      readonly qn: string
      readonly outcome: CommandOutcome
      readonly code: number | null
    }
  | { readonly kind: 'answer'; readonly qn: string; readonly packet: Packet }

/** The devices that are connected, each through the connection it spoke last on. */
export class DeviceLinks {
  readonly #byMn = new Map<string, DeviceLink>()
  /** Told by connections, heard by the command runner. */
  onCommand: (mn: string, news: CommandNews) => void = () => undefined

  get(mn: string): DeviceLink | undefined {
    return this.#byMn.get(mn)
  }

  mns(): string[] {
    return [...this.#byMn.keys()]
  }

  put(link: DeviceLink): void {
    this.#byMn.set(link.device.mn, link)
  }

  /** Forgets a link, unless the device has meanwhile come back through another connection. */
  drop(link: DeviceLink): void {
    if (this.#byMn.get(link.device.mn) === link) this.#byMn.delete(link.device.mn)
  }

  /** Sends again, or gives up, what devices did not answer in time. */
  tick(now: number): void {
    for (const link of this.#byMn.values()) {
      if (link.session.nextDeadline <= now) link.act(link.session.tick(now), now)
    }
  }
}

export const newSession = (device: Device): PlatformSession =>
  new PlatformSession({ mn: device.mn, pw: device.password, checkPassword: device.checkPassword })
