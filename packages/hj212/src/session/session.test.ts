import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectPacket } from '../framing/inspect-packet.ts'
import { encodePacket, type PacketInput } from '../packet/encode-packet.ts'
import { factorGroup } from '../packet/factor-group.ts'
import { findParameter, type Packet } from '../segment/parse-segment.ts'
import { type DeviceAction, DeviceSession } from './device-session.ts'
import { type PlatformAction, PlatformSession } from './platform-session.ts'

const MN = '010000A8900016F000169DC0'
const NOW = Date.parse('2016-08-01T08:58:57.223+08:00')
const QN = '20160801085857223'

const read = (bytes: Uint8Array): Packet => inspectPacket(bytes).packet
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function packet(input: Partial<PacketInput>): Packet {
  return read(encodePacket({ qn: QN, st: '32', pw: '123456', mn: MN, flag: 5, area: '', ...input }))
}

const answer = (cn: string, area: string, more: Partial<PacketInput> = {}): Packet =>
  packet({ st: '91', cn, flag: 4, area, ...more })

/** Actions in short: what was sent by its CN and CP, the rest by kind and what tells it apart. */
function say(actions: readonly (PlatformAction | DeviceAction)[]): string[] {
  return actions.map((action) => {
    switch (action.kind) {
      case 'send': {
        const sent = read(action.bytes)
        return `send ${sent.cn} ${sent.area}`.trim()
      }
      case 'store':
        return `store ${action.packet.cn}${action.answer ? ` then ${read(action.answer).cn}` : ''}`
      case 'ended':
        return `ended ${action.outcome}${action.code === null ? '' : ` ${action.code}`}`
      case 'stray':
        return `stray ${action.why}`
      case 'delivered':
      case 'undelivered':
      case 'accepted':
      case 'heartbeat':
      case 'notice':
      case 'execute':
        return action.kind
    }
  })
}

const platform = (more: Partial<ConstructorParameters<typeof PlatformSession>[0]> = {}): PlatformSession =>
  new PlatformSession({ mn: MN, pw: '123456', ...more })
const device = (more: Partial<ConstructorParameters<typeof DeviceSession>[0]> = {}): DeviceSession =>
  new DeviceSession({ mn: MN, pw: '123456', st: '32', ...more })

describe('HJ 212-2017 6.5.1, request', () => {
  it('is sent, accepted and ends with its result', () => {
    const session = platform()
    const { qn, actions } = session.command({ cn: '1062', parameters: { RtdInterval: '30' } }, NOW)
    expect(qn).toBe(QN)
    expect(actions.map((action) => action.kind === 'send' && textOf(action.bytes))).toEqual([
      `##0101QN=${QN};ST=32;CN=1062;PW=123456;MN=${MN};Flag=5;CP=&&RtdInterval=30&&4400\r\n`,
    ])
    expect(say(session.receive(answer('9011', 'QnRtn=1'), NOW + 10))).toEqual(['accepted'])
    expect(say(session.receive(answer('9012', 'ExeRtn=1'), NOW + 20))).toEqual(['ended done 1'])
    expect(session.nextDeadline).toBe(Number.POSITIVE_INFINITY)
  })

  it.each([
    ['9011', 'QnRtn=3', ['ended refused 3']],
    ['9012', 'ExeRtn=100', ['ended no-data 100']],
    ['9012', 'ExeRtn=2', ['ended failed 2']],
  ])('ends by %s with %s', (cn, area, expected) => {
    const session = platform()
    session.command({ cn: '1061' }, NOW)
    expect(say(session.receive(answer(cn, area), NOW))).toEqual(expected)
  })

  it('takes no answer with another QN', () => {
    const session = platform()
    session.command({ cn: '1061' }, NOW)
    expect(say(session.receive(answer('9011', 'QnRtn=1', { qn: '20101110010101001' }), NOW))).toEqual([
      'stray unasked',
    ])
  })

  it('gives back the records it asked for, and waits longer with each', () => {
    const session = platform({ timeoutMs: 1000 })
    const parameters = { BeginTime: '20160801080000', EndTime: '20160801090000' }
    const { qn } = session.command({ cn: '2061', parameters }, NOW)
    session.receive(answer('9011', 'QnRtn=1'), NOW)
    const record = packet({
      cn: '2061',
      qn: '20160801085857534',
      area: 'DataTime=20160801080000;w01018-Avg=1',
    })
    expect(session.receive(record, NOW + 900)).toMatchObject([{ kind: 'store', request: qn }])
    expect(session.nextDeadline).toBe(NOW + 1900)
    expect(say(session.tick(NOW + 1900))).toEqual(['ended no-result'])
  })

  it('sends again with the same QN, then gives up (6.2.1)', () => {
    const session = platform({ retries: 2 })
    const first = session.command({ cn: '1061' }, NOW).actions
    expect(session.tick(NOW + 9999)).toEqual([])
    expect(session.tick(NOW + 10_000)).toEqual(first)
    expect(session.tick(NOW + 20_000)).toEqual(first)
    expect(say(session.tick(NOW + 30_000))).toEqual(['ended unanswered'])
  })

  it('waits its turn behind the open one', () => {
    const session = platform()
    session.command({ cn: '1061' }, NOW)
    const second = session.command({ cn: '1063' }, NOW)
    expect(second).toEqual({ qn: '20160801085857224', actions: [] })
    expect(say(session.receive(answer('9011', 'QnRtn=2'), NOW))).toEqual(['ended refused 2', 'send 1063'])
  })

  it('of realtime data ends with 9011 in 2005, and is stopped with its own QN', () => {
    const session = platform({ dialect: '2005' })
    const { qn } = session.command({ cn: '2011' }, NOW)
    const accepted = packet({ qn: null, st: '91', cn: '9011', flag: 1, area: `QN=${qn};QnRtn=1` })
    expect(say(session.receive(accepted, NOW))).toEqual(['accepted', 'ended done'])
    session.command({ cn: '2012', qn }, NOW)
    const stopped = packet({ qn: null, st: '91', cn: '9013', flag: null, area: `QN=${qn}` })
    expect(say(session.receive(stopped, NOW))).toEqual(['ended done'])
  })

  it('confirms a 9012 of 2005 that asks for it', () => {
    const session = platform({ dialect: '2005' })
    const { qn } = session.command({ cn: '1061' }, NOW)
    const result = packet({ qn: null, st: '91', cn: '9012', flag: 1, area: `QN=${qn};ExeRtn=1` })
    expect(say(session.receive(result, NOW))).toEqual([`send 9014 QN=${qn};CN=9012`, 'ended done 1'])
  })
})

describe('HJ 212-2017 6.5.2, upload', () => {
  it('is answered by 9014 only when bit A is set, in the version of the packet', () => {
    const session = platform()
    const area = 'DataTime=20160801084000;w01018-Rtd=1'
    const [asked] = session.receive(packet({ cn: '2051', qn: '20160801085000001', area }), NOW)
    expect(asked?.kind === 'store' && asked.answer && textOf(asked.answer)).toBe(
      `##0087QN=20160801085000001;ST=91;CN=9014;PW=123456;MN=${MN};Flag=4;CP=&&&&C241\r\n`,
    )
    expect(say(session.receive(packet({ cn: '2011', area, flag: 4 }), NOW))).toEqual(['store 2011'])
    const [surface] = session.receive(packet({ cn: '2011', area, flag: 9 }), NOW)
    expect(surface?.kind === 'store' && surface.answer && read(surface.answer).flag).toBe(8)
  })

  it('of 2005 is answered without PW and MN (HJ/T 212-2005 appendix C)', () => {
    const upload = packet({
      cn: '2051',
      qn: '20040516010101001',
      flag: 1,
      area: 'DataTime=20040516021000;011-Avg=1',
    })
    const [action] = platform().receive(upload, NOW)
    expect(action?.kind === 'store' && action.answer && textOf(action.answer)).toBe(
      '##0049ST=91;CN=9014;CP=&&QN=20040516010101001;CN=2051&&5F00\r\n',
    )
  })

  it('of another device or with a wrong password is told apart', () => {
    const session = platform({ checkPassword: true })
    expect(say(session.receive(packet({ cn: '2011', mn: 'OTHER' }), NOW))).toEqual(['stray other-mn'])
    expect(say(session.receive(packet({ cn: '2011', pw: '123457' }), NOW))).toEqual(['stray wrong-password'])
    expect(say(session.receive(packet({ cn: '2011', pw: '' }), NOW))).toEqual(['stray wrong-password'])
  })

  it('of an unknown command is answered like any, a vendor login is not', () => {
    const session = platform()
    expect(say(session.receive(packet({ cn: '2999', area: 'DataTime=20160801084000' }), NOW))).toEqual([
      'store 2999 then 9014',
    ])
    expect(say(session.receive(packet({ cn: '9021', st: '91' }), NOW))).toEqual(['stray unasked'])
    expect(say(session.receive(packet({ cn: null }), NOW))).toEqual(['stray unasked'])
  })

  it('is sent by the device until it is answered', () => {
    const session = device({ timeoutMs: 500, retries: 1 })
    const groups = [factorGroup('w01018', { values: { Rtd: 12.5 }, flag: 'N' })]
    const { actions } = session.upload(
      { cn: '2011', parameters: { DataTime: '20160801085857' }, groups },
      NOW,
    )
    expect(say(actions)).toEqual(['send 2011 DataTime=20160801085857;w01018-Rtd=12.5,w01018-Flag=N'])
    expect(session.tick(NOW + 500)).toEqual(actions)
    expect(say(session.receive(answer('9014', ''), NOW + 600))).toEqual(['delivered'])
    expect(say(session.receive(answer('9014', ''), NOW + 700))).toEqual(['stray unasked'])
    session.upload(
      { cn: '2081', parameters: { DataTime: '20160801085857', RestartTime: '20160801085624' } },
      NOW,
    )
    session.tick(NOW + 500)
    expect(say(session.tick(NOW + 1000))).toEqual(['undelivered'])
  })

  it('without bit A waits for nothing', () => {
    const session = device()
    const upload = { cn: '2011', parameters: { DataTime: '20160801085857' }, needsAnswer: false }
    expect(say(session.upload(upload, NOW).actions)).toEqual([
      'send 2011 DataTime=20160801085857',
      'delivered',
    ])
  })
})

describe('HJ 212-2017 6.5.3, notice', () => {
  it('1013 is answered and the clock is set', () => {
    const actions = platform().receive(packet({ cn: '1013', area: 'PolId=w01018' }), NOW)
    expect(say(actions)).toEqual(['send 9013', 'notice', 'send 1012 PolId=w01018;SystemTime=20160801085857'])
    expect(say(platform({ setsClock: false }).receive(packet({ cn: '1013' }), NOW))).toEqual([
      'send 9013',
      'notice',
    ])
  })

  it('2072 of 2005 is stored, then answered, whatever its Flag', () => {
    const alarm = packet({ cn: '2072', flag: 0, area: 'AlarmTime=20040516021000;011-Ala=9.9,AlarmType=1' })
    expect(say(platform().receive(alarm, NOW))).toEqual(['store 2072 then 9013'])
  })

  it('2012 is answered by the device', () => {
    expect(say(device().receive(packet({ cn: '2012' }), NOW))).toEqual(['send 9013', 'notice'])
  })
})

describe('heartbeat 9015 (UNSURE)', () => {
  it.each([
    [undefined, ['heartbeat', 'send 9013']],
    ['9014' as const, ['heartbeat', 'send 9014']],
    ['9014-with-QnRtn' as const, ['heartbeat', 'send 9014 QnRtn=1']],
  ])('is answered as set: %s', (heartbeatAnswer, expected) => {
    const session = platform(heartbeatAnswer ? { heartbeatAnswer } : {})
    expect(say(session.receive(packet({ cn: '9015', flag: 9 }), NOW))).toEqual(expected)
    expect(say(session.receive(packet({ cn: '9015', flag: 8 }), NOW))).toEqual(['heartbeat'])
  })

  it('is sent by the device and ends with either answer', () => {
    const session = device({ dialect: '2025' })
    const { actions } = session.upload({ cn: '9015' }, NOW)
    expect(say(actions)).toEqual(['send 9015'])
    expect(say(session.receive(answer('9013', '', { flag: 8 }), NOW))).toEqual(['delivered'])
  })
})

describe('HJ 212-2017 table 7, what a device refuses', () => {
  it.each([
    [{ pw: '000000' }, 3],
    [{ mn: 'OTHER' }, 4],
    [{ qn: '2016' }, 7],
    [{ qn: null }, 7],
    [{ cn: '3014' }, 8],
    [{ cn: '7777' }, 8],
  ])('%j gets QnRtn %i', (wrong, code) => {
    const session = device({ supports: (cn) => cn !== '3014' })
    const [action, ...rest] = session.receive(packet({ cn: '1061', ...wrong }), NOW)
    expect(rest).toEqual([])
    expect(action?.kind === 'send' && findParameter(read(action.bytes), 'QnRtn')).toBe(String(code))
  })

  it('executes a request once and answers it as often as it comes', () => {
    const session = device()
    const request = packet({ cn: '1061' })
    expect(say(session.receive(request, NOW))).toEqual(['send 9011 QnRtn=1', 'execute'])
    expect(say(session.reply(request, { RtdInterval: '30' }))).toEqual(['send 1061 RtdInterval=30'])
    expect(say(session.receive(request, NOW))).toEqual(['send 9011 QnRtn=1'])
    expect(say(session.result(request, 1))).toEqual(['send 9012 ExeRtn=1'])
    expect(say(session.receive(request, NOW))).toEqual(['send 9011 QnRtn=1', 'send 9012 ExeRtn=1'])
  })
})

/** Both sides over a line that loses what `lost` says; the device does what it is asked. */
function converse(lost: readonly boolean[], dialect: '2005' | '2017' | '2025'): string[] {
  const host = platform({ dialect, timeoutMs: 100 })
  const logger = device({ dialect, timeoutMs: 100 })
  const log: string[] = []
  let passed = 0
  let now = NOW
  const toHost: Packet[] = []
  const toDevice: Packet[] = []
  const carry = (line: Packet[], bytes: Uint8Array): void => {
    if (!lost[passed++ % Math.max(1, lost.length)]) line.push(read(bytes))
  }
  const ofHost = (actions: readonly PlatformAction[]): void => {
    for (const action of actions) {
      if (action.kind === 'send') carry(toDevice, action.bytes)
      else log.push(`host ${say([action]).join('')}`)
      if (action.kind === 'store' && action.answer) carry(toDevice, action.answer)
    }
  }
  const ofDevice = (actions: readonly DeviceAction[]): void => {
    for (const action of actions) {
      if (action.kind === 'send') carry(toHost, action.bytes)
      else log.push(`device ${say([action]).join('')}`)
      if (action.kind === 'execute') ofDevice(logger.result(action.packet, 1))
    }
  }
  ofHost(host.command({ cn: '1062', parameters: { RtdInterval: '30' } }, now).actions)
  for (const DataTime of ['20160801084000', '20160801085000']) {
    ofDevice(logger.upload({ cn: '2051', parameters: { DataTime } }, now).actions)
  }
  for (let round = 0; round < 40; round++, now += 50) {
    for (const each of toDevice.splice(0)) ofDevice(logger.receive(each, now))
    for (const each of toHost.splice(0)) ofHost(host.receive(each, now))
    ofHost(host.tick(now))
    ofDevice(logger.tick(now))
  }
  expect([host.nextDeadline, logger.nextDeadline]).toEqual([
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ])
  return log
}

describe('both sides together', () => {
  it.each(['2005' as const, '2017' as const, '2025' as const])('agree in %s over a good line', (dialect) => {
    expect(converse([], dialect).toSorted()).toEqual([
      'device delivered',
      'device delivered',
      'device execute',
      'host accepted',
      'host ended done 1',
      'host store 2051 then 9014',
      'host store 2051 then 9014',
    ])
  })

  it('end every exchange once, and execute once, over any line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 30 }),
        fc.constantFrom('2005' as const, '2017' as const),
        (lost, dialect) => {
          const log = converse(lost, dialect)
          const count = (start: string): number => log.filter((line) => line.startsWith(start)).length
          expect(count('device delivered') + count('device undelivered')).toBe(2)
          expect(count('host ended')).toBe(1)
          expect(count('device execute')).toBeLessThanOrEqual(1)
          expect(count('host store')).toBeGreaterThanOrEqual(count('device delivered'))
        },
      ),
    )
  })
})
