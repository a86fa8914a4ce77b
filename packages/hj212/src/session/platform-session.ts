import { directionOf, useOf } from '../commands/direction.ts'
import type { Dialect } from '../segment/dialect.ts'
import { wantsAnswer } from '../segment/dialect.ts'
import { findParameter, type Packet } from '../segment/parse-segment.ts'
import {
  dataAnswer,
  exchangeOf,
  exeReturns,
  heartbeatAnswer,
  type HeartbeatAnswer,
  noticeAnswer,
  qnReturns,
} from '../packet/answers.ts'
import { composePacket } from '../packet/compose-packet.ts'
import {
  type AreaGroups,
  encodePacket,
  type EncodeOptions,
  type PacketInput,
} from '../packet/encode-packet.ts'
import { writeTimestamp } from '../time/timestamp.ts'
import {
  Exchange,
  QnSource,
  samePassword,
  type SendAction,
  sendAction,
  type StrayAction,
  type Timing,
} from './exchange.ts'

/** How the platform talks with one device. */
export interface PlatformOptions extends Timing {
  readonly mn: string
  /** Written into requests; checked in uploads only when `checkPassword` is set, since many devices send none. */
  readonly pw: string
  readonly checkPassword?: boolean
  /** 系统编码 of requests, default that of the last upload, else 32. */
  readonly st?: string
  /** Dialect of requests until the device shows its own; default 2017. */
  readonly dialect?: Exclude<Dialect, 'unknown'>
  /** How long a command may run after its 9011, in milliseconds; default `timeoutMs`. */
  readonly executionTimeoutMs?: number
  /** Default `9013` (UNSURE, see {@link HeartbeatAnswer}). */
  readonly heartbeatAnswer?: HeartbeatAnswer
  /** Set the device's clock (1012) when it asks with 1013; default true. */
  readonly setsClock?: boolean
  readonly encoding?: EncodeOptions
}

/** A command for the device: a request (reverse control 反控 included) or a notice. */
export interface PlatformCommand {
  readonly cn: string
  readonly st?: string
  readonly parameters?: Readonly<Record<string, string>>
  readonly groups?: AreaGroups
  /** Overrides the session's; calibration and sampling are slow. */
  readonly executionTimeoutMs?: number
  /** 2005 stops realtime data (2012, 2022) with the QN that started it. */
  readonly qn?: string
}

/**
 * How a command ended. `refused`: 9011 with another QnRtn than 1. `failed`: 9012 with another ExeRtn than 1 and
 * 100. `unanswered`: no 9011 or 9013 after all retries. `no-result`: accepted, then silence.
 */
export type CommandOutcome = 'done' | 'refused' | 'failed' | 'no-data' | 'unanswered' | 'no-result'

/** What the caller must do. */
export type PlatformAction =
  | SendAction
  /** Make the packet durable, then write `answer` if there is one: it ends the device's duty to send again. */
  | {
      readonly kind: 'store'
      readonly packet: Packet
      readonly answer: Uint8Array | null
      readonly request: string | null
    }
  | { readonly kind: 'accepted'; readonly qn: string }
  | {
      readonly kind: 'ended'
      readonly qn: string
      readonly cn: string
      readonly outcome: CommandOutcome
      readonly code: number | null
    }
  | { readonly kind: 'heartbeat'; readonly packet: Packet }
  | { readonly kind: 'notice'; readonly packet: Packet }
  | StrayAction<Packet>

interface OpenCommand {
  readonly qn: string
  readonly cn: string
  readonly role: 'request' | 'notice'
  readonly executionTimeoutMs: number
  readonly exchange: Exchange
  accepted: boolean
}

interface WaitingCommand {
  readonly qn: string
  readonly command: PlatformCommand
  readonly bytes: Uint8Array
}

const INFINITE = Number.POSITIVE_INFINITY

/**
 * The platform's side of one device's exchanges (HJ 212-2017 6.1, 6.2 and 6.5), without sockets or timers: time
 * is passed in, actions come back. One command is open at a time; others wait their turn.
 */
export class PlatformSession {
  readonly #options: PlatformOptions
  readonly #qns = new QnSource()
  readonly #waiting: WaitingCommand[] = []
  #open: OpenCommand | null = null
  #dialect: Exclude<Dialect, 'unknown'>
  #st: string

  constructor(options: PlatformOptions) {
    this.#options = options
    this.#dialect = options.dialect ?? '2017'
    this.#st = options.st ?? '32'
  }

  /** The next instant at which `tick` has something to do; infinity when nothing waits. */
  get nextDeadline(): number {
    return this.#open?.exchange.deadline ?? INFINITE
  }

  /**
   * Sends a command, or queues it behind the open one.
   * @returns its QN, by which `accepted` and `ended` name it, and what to do now.
   * @throws EncodeError when the dialect does not know the command or a field is missing.
   */
  command(
    command: PlatformCommand,
    now: number,
  ): { readonly qn: string; readonly actions: PlatformAction[] } {
    const qn = command.qn ?? this.#qns.next(now)
    this.#waiting.push({ qn, command, bytes: encodePacket(this.#write(command, qn), this.#options.encoding) })
    return { qn, actions: this.#startNext(now) }
  }

  /** Takes a packet of the device. */
  receive(packet: Packet, now: number): PlatformAction[] {
    if (packet.mn !== null && packet.mn !== this.#options.mn)
      return [{ kind: 'stray', why: 'other-mn', packet }]
    if (packet.dialect !== 'unknown' && packet.flag !== null) this.#dialect = packet.dialect
    switch (packet.cn ?? '') {
      case '9011':
        return this.#onAccepted(packet, now)
      case '9012':
        return this.#onResult(packet, now)
      case '9013':
      case '9014':
        return this.#onNoticeAnswer(packet, now)
      case '9015':
        return this.#onHeartbeat(packet)
      default:
        // Other interactions, such as the login 9021, are a vendor's own; their answers are not known.
        if (packet.cn === null || packet.cn.startsWith('9'))
          return [{ kind: 'stray', why: 'unasked', packet }]
        return this.#onUpload(packet, now)
    }
  }

  /** Sends again, or gives up, what waited too long. */
  tick(now: number): PlatformAction[] {
    const open = this.#open
    if (!open || now < open.exchange.deadline) return []
    if (open.accepted) return this.#end(open, 'no-result', null, now)
    if (open.exchange.retry(now)) return [{ kind: 'send', bytes: open.exchange.bytes }]
    return this.#end(open, 'unanswered', null, now)
  }

  #write(command: PlatformCommand, qn: string): PacketInput {
    return composePacket({
      dialect: this.#dialect,
      direction: 'down',
      cn: command.cn,
      st: command.st ?? this.#st,
      pw: this.#options.pw,
      mn: this.#options.mn,
      qn,
      parameters: command.parameters ?? {},
      groups: command.groups ?? [],
    })
  }

  #startNext(now: number): PlatformAction[] {
    const next = this.#open ? undefined : this.#waiting.shift()
    if (!next) return []
    const { qn, command, bytes } = next
    const role = command.cn === '2012' || command.cn === '2022' ? 'notice' : 'request'
    const { executionTimeoutMs = this.#options.executionTimeoutMs } = command
    const exchange = new Exchange(bytes, now, this.#options)
    this.#open = {
      qn,
      cn: command.cn,
      role,
      exchange,
      executionTimeoutMs: executionTimeoutMs ?? exchange.timeoutMs,
      accepted: false,
    }
    return [{ kind: 'send', bytes }]
  }

  #end(open: OpenCommand, outcome: CommandOutcome, code: number | null, now: number): PlatformAction[] {
    this.#open = null
    return [{ kind: 'ended', qn: open.qn, cn: open.cn, outcome, code }, ...this.#startNext(now)]
  }

  #openFor(packet: Packet, role: OpenCommand['role']): OpenCommand | null {
    const open = this.#open
    return open && open.role === role && exchangeOf(packet) === open.qn ? open : null
  }

  #onAccepted(packet: Packet, now: number): PlatformAction[] {
    const open = this.#openFor(packet, 'request')
    if (!open) return [{ kind: 'stray', why: 'unasked', packet }]
    const code = Number(findParameter(packet, 'QnRtn') ?? qnReturns.unknown)
    if (code !== qnReturns.ready) return this.#end(open, 'refused', code, now)
    if (open.accepted) return []
    open.accepted = true
    open.exchange.deadline = now + open.executionTimeoutMs
    const accepted: PlatformAction = { kind: 'accepted', qn: open.qn }
    // 2005 has no 9012 for the start of realtime data or state (HJ/T 212-2005 appendix C 4 and 5).
    const endsHere = packet.dialect === '2005' && (open.cn === '2011' || open.cn === '2021')
    return endsHere ? [accepted, ...this.#end(open, 'done', null, now)] : [accepted]
  }

  #onResult(packet: Packet, now: number): PlatformAction[] {
    const answers = wantsAnswer(packet.flag) ? [this.#send({ ...dataAnswer(packet) })] : []
    const open = this.#openFor(packet, 'request')
    if (!open) return [...answers, { kind: 'stray', why: 'unasked', packet }]
    const code = Number(findParameter(packet, 'ExeRtn') ?? qnReturns.unknown)
    const outcome = code === exeReturns.done ? 'done' : code === exeReturns.noData ? 'no-data' : 'failed'
    return [...answers, ...this.#end(open, outcome, code, now)]
  }

  #onNoticeAnswer(packet: Packet, now: number): PlatformAction[] {
    const open = this.#openFor(packet, 'notice')
    return open ? this.#end(open, 'done', null, now) : [{ kind: 'stray', why: 'unasked', packet }]
  }

  #onHeartbeat(packet: Packet): PlatformAction[] {
    const beat: PlatformAction = { kind: 'heartbeat', packet }
    if (!wantsAnswer(packet.flag)) return [beat]
    return [beat, this.#send(heartbeatAnswer(packet, this.#options.heartbeatAnswer ?? '9013'))]
  }

  #onUpload(packet: Packet, now: number): PlatformAction[] {
    const { checkPassword, pw } = this.#options
    if (checkPassword && !samePassword(pw, packet.pw))
      return [{ kind: 'stray', why: 'wrong-password', packet }]
    if (packet.st !== null && packet.st !== '91' && this.#options.st === undefined) this.#st = packet.st
    const role = useOf(packet, directionOf(packet) ?? 'up')?.role
    if (role === 'notice' && packet.cn !== '2072') return this.#onNotice(packet, now)
    const open = this.#open
    const belongs = open?.role === 'request' && open.cn === packet.cn
    // Each record restarts the wait for the next (HJ 212-2017 6.2.2).
    if (belongs && open.accepted) open.exchange.deadline = now + open.executionTimeoutMs
    const answer =
      role === 'notice' ? noticeAnswer(packet) : wantsAnswer(packet.flag) ? dataAnswer(packet) : null
    const bytes = answer && encodePacket(answer, this.#options.encoding)
    return [{ kind: 'store', packet, answer: bytes, request: belongs ? open.qn : null }]
  }

  #onNotice(packet: Packet, now: number): PlatformAction[] {
    const actions: PlatformAction[] = [this.#send(noticeAnswer(packet)), { kind: 'notice', packet }]
    if (packet.cn !== '1013' || this.#options.setsClock === false) return actions
    const polId = findParameter(packet, 'PolId')
    const parameters = { ...(polId === null ? {} : { PolId: polId }), SystemTime: writeTimestamp(now) }
    return [...actions, ...this.command({ cn: '1012', parameters }, now).actions]
  }

  #send(input: PacketInput): SendAction {
    return sendAction(input, this.#options.encoding)
  }
}
