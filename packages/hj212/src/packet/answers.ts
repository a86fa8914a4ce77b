import { versionBits } from '../segment/dialect.ts'
import type { Field } from '../segment/measurement.ts'
import { findParameter, type Packet } from '../segment/parse-segment.ts'
import type { PacketInput } from './encode-packet.ts'

/** QnRtn, the answer to a request (HJ 212-2017 table 7; 2005 knows the first three). */
export const qnReturns = {
  ready: 1,
  refused: 2,
  wrongPassword: 3,
  wrongMn: 4,
  wrongSt: 5,
  wrongFlag: 6,
  wrongQn: 7,
  wrongCn: 8,
  wrongCrc: 9,
  unknown: 100,
} as const

/** ExeRtn, the result of a request (HJ 212-2017 table 6; 2005 knows 1, 2 and 100). */
export const exeReturns = {
  done: 1,
  failed: 2,
  wrongCondition: 3,
  timeout: 4,
  busy: 5,
  systemFault: 6,
  noData: 100,
} as const

/** How to answer a heartbeat 9015; the sources of HJ 212-2025 and surface water differ, so it is a setting (UNSURE). */
export type HeartbeatAnswer = '9013' | '9014' | '9014-with-QnRtn'

/** The QN that names a packet's exchange: of the header, or for answers of 2005 of the CP. */
export function exchangeOf(packet: Packet): string | null {
  const isAnswer = packet.st === '91' || packet.cn?.startsWith('9') === true
  return (isAnswer ? findParameter(packet, 'QN') : null) ?? packet.qn ?? findParameter(packet, 'QN')
}

/** Answers speak the version of the packet: its version bits, no bit A (HJ 212-2017 6.5 and appendix C). */
function answerFlag(packet: Packet): number | null {
  return packet.flag === null ? null : versionBits(packet.flag) << 2
}

function answer(packet: Packet, cn: string, fields: readonly Field[]): PacketInput {
  const is2005 = packet.dialect === '2005'
  const qn = exchangeOf(packet)
  const named = is2005 && qn !== null ? [{ name: 'QN', text: qn }, ...fields] : fields
  return {
    qn: is2005 ? null : qn,
    st: '91',
    cn,
    pw: packet.pw,
    mn: packet.mn,
    flag: answerFlag(packet),
    area: named.map((field) => [field]),
  }
}

/**
 * Makes the 9014 for an upload (HJ 212-2017 6.5.2). In 2005 its CP names QN, CN and the part, and PW and MN
 * are left out (HJ/T 212-2005 appendix C). Send it only when the data is durable.
 */
export function dataAnswer(packet: Packet): PacketInput {
  if (packet.dialect !== '2005') return answer(packet, '9014', [])
  const fields: Field[] = []
  const add = (name: string, value: string | number | null): void => {
    if (value !== null) fields.push({ name, text: String(value) })
  }
  add('CN', packet.cn)
  add('PNO', packet.pno)
  add('PNUM', packet.pnum)
  return { ...answer(packet, '9014', fields), pw: null, mn: null, flag: null }
}

/** Makes the 9013 for a notice (HJ 212-2017 6.5.3). */
export function noticeAnswer(packet: Packet): PacketInput {
  return answer(packet, '9013', [])
}

/** Makes the 9011 for a request; `code` is one of {@link qnReturns}. */
export function requestAnswer(packet: Packet, code: number): PacketInput {
  return answer(packet, '9011', [{ name: 'QnRtn', text: String(code) }])
}

/** Makes the 9012 that ends a request; `code` is one of {@link exeReturns}. */
export function requestResult(packet: Packet, code: number): PacketInput {
  return answer(packet, '9012', [{ name: 'ExeRtn', text: String(code) }])
}

/** Makes the answer to a heartbeat 9015 (UNSURE which one is right). */
export function heartbeatAnswer(packet: Packet, style: HeartbeatAnswer): PacketInput {
  if (style === '9013') return answer(packet, '9013', [])
  return answer(packet, '9014', style === '9014' ? [] : [{ name: 'QnRtn', text: '1' }])
}
