import { connect, type Socket } from 'node:net'
import {
  DeviceSession,
  exeReturns,
  PacketDecoder,
  writeTimestamp,
  type DeviceAction,
  type Packet,
} from '@qinglan/hj212'
import type { Random } from '../monitoring/simulation/random.ts'
import { groupsOf, mnOf, profileOf, randomOfLogger, simulatedPassword, type Profile } from './profiles.ts'

/** What loggers do together, in numbers; `sent` counts every write of a record, `resent` those of them after the first. */
export interface FleetCounts {
  records: number
  sent: number
  resent: number
  acknowledged: number
  exceedances: number
  outages: number
  broken: number
  connectFailures: number
  commands: number
}

/** A record that the platform acknowledged. */
export interface Acknowledged {
  readonly mn: string
  readonly cn: string
  readonly dataTime: string
  /** CP as sent, without DataTime. */
  readonly values: Readonly<Record<string, string>>
}

/** How one logger plays. */
export interface LoggerSettings {
  readonly host: string
  readonly port: number
  readonly seed: number
  readonly faults: boolean
  /** How long it waits for an answer, and how often it sends again before it gives the line up. */
  readonly timeoutMs: number
  readonly counts: FleetCounts
  onAcknowledged(record: Acknowledged): void
}

interface Waiting extends Acknowledged {
  readonly parameters: Readonly<Record<string, string>>
  readonly groups: ReturnType<typeof groupsOf>
  tries: number
}

/** Faults come with these chances, per record. */
const chances = { exceed: 0.01, outage: 0.002, broken: 0.02 } as const
const outageMs = 3000
const reconnectMs = 500

/** One data logger (数采仪): measures, sends, keeps what is not acknowledged, and sends it again after the line was away. */
export class Logger {
  readonly #settings: LoggerSettings
  readonly #mn: string
  readonly #profile: Profile
  readonly #random: Random
  #session: DeviceSession
  #socket: Socket | undefined
  #connected = false
  /** Not yet acknowledged, oldest first: the storage that a real logger has. */
  #kept: Waiting[] = []
  #underWay: { readonly id: number; readonly record: Waiting } | undefined
  #lastTime = 0
  #over = 0
  #awayUntil = 0
  #retry: NodeJS.Timeout | undefined
  #stopped = false

  constructor(index: number, settings: LoggerSettings) {
    this.#settings = settings
    this.#mn = mnOf(index)
    this.#profile = profileOf(index)
    this.#random = randomOfLogger(settings.seed, index)
    this.#session = this.#newSession()
    this.#connect()
  }

  get waiting(): number {
    return this.#kept.length
  }

  /** Measures once: realtime data of now, or of the next second when that is taken. */
  measure(now: number): void {
    const { counts, faults } = this.#settings
    this.#lastTime = Math.max(Math.floor(now / 1000) * 1000, this.#lastTime + 1000)
    if (faults && this.#over === 0 && this.#random.uniform() < chances.exceed) {
      this.#over = 5
      counts.exceedances += 1
    }
    this.#keep('2011', this.#lastTime, 'Rtd', this.#over > 0)
    if (this.#over > 0) this.#over -= 1
    if (faults && this.#random.uniform() < chances.outage) this.#goAway(now)
    this.#sendNext(now)
  }

  /** Records of past hours, sent as after a long outage (补传); each hour by the time it began. */
  measureHours(hours: number, now: number): void {
    const hourMs = 3_600_000
    const current = Math.floor(now / hourMs) * hourMs
    for (let back = hours; back >= 1; back--) {
      const over = this.#settings.faults && this.#random.uniform() < 0.02
      this.#keep('2061', current - back * hourMs, 'Avg', over)
    }
    this.#sendNext(now)
  }

  tick(now: number): void {
    if (this.#connected && now >= this.#session.nextDeadline) this.#do(this.#session.tick(now), now)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#retry)
    this.#socket?.destroy()
  }

  #newSession(): DeviceSession {
    const { timeoutMs } = this.#settings
    return new DeviceSession({
      mn: this.#mn,
      pw: simulatedPassword,
      st: this.#profile.st,
      timeoutMs,
      retries: 1,
      supports: (cn) => ['1000', '1011', '1012', '2061', '3012'].includes(cn),
    })
  }

  #connect(): void {
    const socket = connect(this.#settings.port, this.#settings.host)
    this.#socket = socket
    const decoder = new PacketDecoder()
    socket.on('connect', () => {
      this.#connected = true
      this.#session = this.#newSession()
      this.#sendNext(Date.now())
    })
    socket.on('data', (chunk) => {
      const now = Date.now()
      for (const event of decoder.push(chunk))
        if (event.kind === 'packet') this.#do(this.#session.receive(event.packet, now), now)
    })
    socket.on('error', () => {
      if (!this.#connected) this.#settings.counts.connectFailures += 1
    })
    socket.on('close', () => {
      this.#connected = false
      this.#underWay = undefined
      if (this.#stopped) return
      const wait = Math.max(this.#awayUntil - Date.now(), reconnectMs * (0.5 + this.#random.uniform()))
      this.#retry = setTimeout(() => this.#connect(), wait)
    })
  }

  #goAway(now: number): void {
    this.#settings.counts.outages += 1
    this.#awayUntil = now + outageMs
    this.#socket?.destroy()
  }

  #keep(cn: string, at: number, statistic: 'Rtd' | 'Avg', over: boolean): void {
    const groups = groupsOf(this.#profile, statistic, this.#random, over)
    const dataTime = writeTimestamp(at)
    const values = Object.fromEntries(
      groups.flatMap((group) =>
        group.filter(({ name }) => name.endsWith(statistic)).map((f) => [f.name, f.text]),
      ),
    )
    this.#settings.counts.records += 1
    this.#kept.push({
      mn: this.#mn,
      cn,
      dataTime,
      values,
      groups,
      parameters: { DataTime: dataTime },
      tries: 0,
    })
  }

  #sendNext(now: number): void {
    const record = this.#kept[0]
    if (!record || !this.#connected || this.#underWay) return
    const { counts, faults } = this.#settings
    if (faults && this.#random.uniform() < chances.broken) this.#sendBroken()
    const upload = {
      cn: record.cn,
      parameters: record.parameters,
      groups: record.groups,
      resent: record.tries > 0,
    }
    const { id, actions } = this.#session.upload(upload, now)
    this.#underWay = { id, record }
    if (record.tries++ > 0) counts.resent += 1
    this.#do(actions, now)
  }

  /** Line noise: half a packet and some garbage. */
  #sendBroken(): void {
    this.#settings.counts.broken += 1
    this.#write(Buffer.from(`##0099ST=32;CN=2011;MN=${this.#mn};CP=&&DataTime=\u0000\u00ff0\r\n`, 'latin1'))
  }

  #write(bytes: Uint8Array): void {
    if (this.#socket?.writable) this.#socket.write(bytes)
  }

  #do(actions: readonly DeviceAction[], now: number): void {
    for (const action of actions) {
      switch (action.kind) {
        case 'send':
          if (this.#underWay) this.#settings.counts.sent += 1
          this.#write(action.bytes)
          break
        case 'delivered':
          this.#delivered(action.id, now)
          break
        case 'undelivered':
          // the line is dead: a new connection sends it again
          this.#socket?.destroy()
          break
        case 'execute':
          this.#settings.counts.commands += 1
          this.#execute(action.packet, now)
          break
        case 'notice':
        case 'stray':
          break
      }
    }
  }

  #delivered(id: number, now: number): void {
    if (this.#underWay?.id !== id) return
    const { mn, cn, dataTime, values } = this.#underWay.record
    this.#underWay = undefined
    this.#kept.shift()
    this.#settings.counts.acknowledged += 1
    this.#settings.onAcknowledged({ mn, cn, dataTime, values })
    this.#sendNext(now)
  }

  #execute(packet: Packet, now: number): void {
    if (packet.cn === '1011') this.#do(this.#session.reply(packet, { SystemTime: writeTimestamp(now) }), now)
    if (packet.cn === '2061') {
      const groups = groupsOf(this.#profile, 'Avg', this.#random, false)
      const DataTime = writeTimestamp(Math.floor(now / 3_600_000) * 3_600_000 - 3_600_000)
      this.#do(this.#session.reply(packet, { DataTime }, groups), now)
    }
    this.#do(this.#session.result(packet, exeReturns.done), now)
  }
}
