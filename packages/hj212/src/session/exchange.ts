import { encodePacket, type EncodeOptions, type PacketInput } from '../packet/encode-packet.ts'
import { writeQn } from '../time/timestamp.ts'

/** Waiting times of both sides; 1000 sets the first two (HJ 212-2017 6.2 and table 1). */
export interface Timing {
  /** 超时时间: how long to wait for an answer, in milliseconds; default 10 000. */
  readonly timeoutMs?: number
  /** 重发次数: how often to send again; default 3. */
  readonly retries?: number
}

export const DEFAULT_TIMEOUT_MS = 10_000
export const DEFAULT_RETRIES = 3

/** Bytes to write to the connection, now. */
export interface SendAction {
  readonly kind: 'send'
  readonly bytes: Uint8Array
}

/** A packet that belongs to nothing this side waits for, and why. */
export interface StrayAction<Packet> {
  readonly kind: 'stray'
  readonly why: 'other-mn' | 'wrong-password' | 'unasked'
  readonly packet: Packet
}

/** Something sent that waits for its answer: when to send it again, when to give up (HJ 212-2017 6.2.1). */
export class Exchange {
  readonly bytes: Uint8Array
  readonly timeoutMs: number
  deadline: number
  #retriesLeft: number

  constructor(bytes: Uint8Array, now: number, timing: Timing) {
    this.bytes = bytes
    this.timeoutMs = timing.timeoutMs ?? DEFAULT_TIMEOUT_MS
    this.#retriesLeft = timing.retries ?? DEFAULT_RETRIES
    this.deadline = now + this.timeoutMs
  }

  /** At the deadline: true when the same bytes must go out again, false when the retries are used up. */
  retry(now: number): boolean {
    if (this.#retriesLeft <= 0) return false
    this.#retriesLeft--
    this.deadline = now + this.timeoutMs
    return true
  }
}

/** Makes QNs from the clock that never repeat: two in one millisecond are a millisecond apart. */
export class QnSource {
  #last = Number.NEGATIVE_INFINITY

  next(now: number): string {
    this.#last = Math.max(Math.floor(now), this.#last + 1)
    return writeQn(this.#last)
  }
}

/** Writes a packet as an action. */
export function sendAction(input: PacketInput, options?: EncodeOptions): SendAction {
  return { kind: 'send', bytes: encodePacket(input, options) }
}

/** Compares passwords in a time that does not tell how much of them is right. */
export function samePassword(expected: string, given: string | null): boolean {
  if (given === null) return false
  let difference = expected.length ^ given.length
  for (let i = 0; i < expected.length; i++) difference |= expected.charCodeAt(i) ^ given.charCodeAt(i)
  return difference === 0
}
