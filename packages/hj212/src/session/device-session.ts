import { directionOf, useOf } from '../commands/direction.ts'
import type { Dialect } from '../segment/dialect.ts'
import { findParameter, type Packet } from '../segment/parse-segment.ts'
import { exchangeOf, noticeAnswer, qnReturns, requestAnswer, requestResult } from '../packet/answers.ts'
import { composePacket } from '../packet/compose-packet.ts'
import {
  type AreaGroups,
  encodePacket,
  type EncodeOptions,
  type PacketInput,
} from '../packet/encode-packet.ts'
import {
  Exchange,
  QnSource,
  samePassword,
  type SendAction,
  sendAction,
  type StrayAction,
  type Timing,
} from './exchange.ts'

/** How a device, or a gateway that forwards upstream, talks with its platform. */
export interface DeviceOptions extends Timing {
  readonly mn: string
  readonly pw: string
  readonly st: string
  /** Default 2017. */
  readonly dialect?: Exclude<Dialect, 'unknown'>
  /** Commands this device can execute; others get QnRtn 8. Default all. */
  readonly supports?: (cn: string) => boolean
  readonly encoding?: EncodeOptions
}

/** A record, notice (1013, 2072) or heartbeat (9015) to send. */
export interface Upload {
  readonly cn: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly groups?: AreaGroups
  /** Bit A: wait for the 9014 and send again without it; default true. Notices always wait. */
  readonly needsAnswer?: boolean
  /** Its QN, default made from the clock; null leaves it out, as 2005 may. */
  readonly qn?: string | null
  /** Marks data sent again after an outage (`RF=1`, HJ 212-2025, UNSURE). */
  readonly resent?: boolean
}

/** What the caller must do. */
export type DeviceAction =
  | SendAction
  /** The upload with this id was answered, or (bit A not set) written. */
  | { readonly kind: 'delivered'; readonly id: number }
  /** No answer after all retries: the link is down; keep the record for later. */
  | { readonly kind: 'undelivered'; readonly id: number }
  /** Execute the request, then call `result` with it; send records by `upload` or `reply` before. */
  | { readonly kind: 'execute'; readonly packet: Packet; readonly qn: string }
  /** The platform ends realtime data (2012) or state (2022). */
  | { readonly kind: 'notice'; readonly packet: Packet }
  | StrayAction<Packet>

interface OpenUpload {
  readonly id: number
  readonly cn: string
  readonly qn: string | null
  readonly exchange: Exchange
}

interface WaitingUpload {
  readonly id: number
  readonly cn: string
  readonly qn: string | null
  readonly bytes: Uint8Array
}

/** What was answered to a request, to be said again when the request comes again. */
interface Answered {
  readonly answers: PacketInput[]
}

const REMEMBERED_REQUESTS = 64

/**
 * The device's side of the exchanges (HJ 212-2017 6.1, 6.2 and 6.5), without sockets or timers. One upload waits
 * for its answer at a time; a request that comes twice is executed once.
 */
export class DeviceSession {
  readonly #options: DeviceOptions
  readonly #dialect: Exclude<Dialect, 'unknown'>
  readonly #qns = new QnSource()
  readonly #waiting: WaitingUpload[] = []
  readonly #requests = new Map<string, Answered>()
  #timing: Timing
  #open: OpenUpload | null = null
  #lastId = 0

  constructor(options: DeviceOptions) {
    this.#options = options
    this.#dialect = options.dialect ?? '2017'
    this.#timing = options
  }

  /** The next instant at which `tick` has something to do; infinity when nothing waits. */
  get nextDeadline(): number {
    return this.#open?.exchange.deadline ?? Number.POSITIVE_INFINITY
  }

  /** Sets timeout and retries, as the request 1000 asks (OverTime in seconds, ReCount). */
  setTiming(timing: Timing): void {
    this.#timing = timing
  }

  /**
   * Sends a record, notice or heartbeat, or queues it behind the one that waits.
   * @throws EncodeError when the dialect does not know the command or a field is missing.
   */
  upload(upload: Upload, now: number): { readonly id: number; readonly actions: DeviceAction[] } {
    const id = ++this.#lastId
    const qn = upload.qn === undefined ? this.#qns.next(now) : upload.qn
    const input = this.#write(upload, qn)
    if (this.#waitsFor(upload)) {
      this.#waiting.push({ id, cn: upload.cn, qn, bytes: encodePacket(input, this.#options.encoding) })
      return { id, actions: this.#startNext(now) }
    }
    return { id, actions: [this.#send(input), { kind: 'delivered', id }] }
  }

  /** Answers a "get" request (1011, 1061, 3018…) with its own QN; the platform does not acknowledge it. */
  reply(
    request: Packet,
    parameters: Readonly<Record<string, string>>,
    groups: AreaGroups = [],
  ): DeviceAction[] {
    const upload: Upload = { cn: request.cn ?? '', parameters, groups, needsAnswer: false }
    return [this.#send({ ...this.#write(upload, request.qn), st: request.st ?? this.#options.st })]
  }

  /** Ends a request with its 9012; `code` is one of `exeReturns`. */
  result(request: Packet, code: number): DeviceAction[] {
    const input = requestResult(request, code)
    this.#requests.get(exchangeOf(request) ?? '')?.answers.push(input)
    return [this.#send(input)]
  }

  /** Takes a packet of the platform. */
  receive(packet: Packet, now: number): DeviceAction[] {
    if (packet.cn === '9013' || packet.cn === '9014') return this.#onAnswer(packet, now)
    const role = useOf(packet, 'down')?.role
    if (role === undefined && directionOf(packet) === 'up') return [{ kind: 'stray', why: 'unasked', packet }]
    if (role === 'answer') return [{ kind: 'stray', why: 'unasked', packet }]
    if (role === 'notice') return [this.#send(noticeAnswer(packet)), { kind: 'notice', packet }]
    return this.#onRequest(packet)
  }

  /** Sends again, or gives up, what waited too long. */
  tick(now: number): DeviceAction[] {
    const open = this.#open
    if (!open || now < open.exchange.deadline) return []
    if (open.exchange.retry(now)) return [{ kind: 'send', bytes: open.exchange.bytes }]
    this.#open = null
    return [{ kind: 'undelivered', id: open.id }, ...this.#startNext(now)]
  }

  #waitsFor(upload: Upload): boolean {
    return (upload.needsAnswer ?? true) || upload.cn === '1013' || upload.cn === '2072'
  }

  #write(upload: Upload, qn: string | null): PacketInput {
    return composePacket({
      dialect: this.#dialect,
      direction: 'up',
      cn: upload.cn,
      st: this.#options.st,
      pw: this.#options.pw,
      mn: this.#options.mn,
      qn,
      needsAnswer: upload.needsAnswer ?? true,
      parameters: upload.parameters ?? {},
      groups: upload.groups ?? [],
      resent: upload.resent ?? false,
    })
  }

  #startNext(now: number): DeviceAction[] {
    const next = this.#open ? undefined : this.#waiting.shift()
    if (!next) return []
    const { id, cn, qn, bytes } = next
    this.#open = { id, cn, qn, exchange: new Exchange(bytes, now, this.#timing) }
    return [{ kind: 'send', bytes }]
  }

  #onAnswer(packet: Packet, now: number): DeviceAction[] {
    const open = this.#open
    const qn = exchangeOf(packet)
    const answered = findParameter(packet, 'CN')
    const fits =
      open &&
      (qn === open.qn || (open.qn === null && qn === null)) &&
      (answered === null || answered === open.cn)
    if (!fits) return [{ kind: 'stray', why: 'unasked', packet }]
    this.#open = null
    return [{ kind: 'delivered', id: open.id }, ...this.#startNext(now)]
  }

  #onRequest(packet: Packet): DeviceAction[] {
    const { qn } = packet
    const known = qn === null ? undefined : this.#requests.get(qn)
    if (known) return known.answers.map((input) => this.#send(input))
    const code = this.#judge(packet)
    const answer = requestAnswer(packet, code)
    if (code !== qnReturns.ready || qn === null) return [this.#send(answer)]
    this.#remember(qn, { answers: [answer] })
    return [this.#send(answer), { kind: 'execute', packet, qn }]
  }

  #remember(qn: string, answered: Answered): void {
    this.#requests.set(qn, answered)
    const oldest = this.#requests.keys().next().value
    if (this.#requests.size > REMEMBERED_REQUESTS && oldest !== undefined) this.#requests.delete(oldest)
  }

  /** QnRtn for a request, in the order of HJ 212-2017 table 7. */
  #judge(packet: Packet): number {
    const { mn, pw, supports } = this.#options
    if (!samePassword(pw, packet.pw)) return qnReturns.wrongPassword
    if (packet.mn !== mn) return this.#dialect === '2005' ? qnReturns.refused : qnReturns.wrongMn
    if (packet.qn === null || !/^\d{17}$/.test(packet.qn)) {
      return this.#dialect === '2005' ? qnReturns.refused : qnReturns.wrongQn
    }
    const executable = useOf(packet, 'down') !== null && (supports?.(packet.cn ?? '') ?? true)
    if (!executable) return this.#dialect === '2005' ? qnReturns.refused : qnReturns.wrongCn
    return qnReturns.ready
  }

  #send(input: PacketInput): SendAction {
    return sendAction(input, this.#options.encoding)
  }
}
