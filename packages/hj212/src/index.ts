export { crc212, crcModbus, formatCrc, isPossibleCrc212 } from './crc/crc.ts'
export { readTimestamp, writeQn, writeTimestamp } from './time/timestamp.ts'

export {
  type Absence,
  type Field,
  type Measurement,
  type Statistic,
  statistics,
} from './segment/measurement.ts'
export { defaultSentinels, readNumber } from './segment/number.ts'
export type { Charset, CharsetChoice } from './segment/charset.ts'
export type { Header } from './segment/parse-header.ts'
export { type Dialect, saysSubPacket, versionBits, wantsAnswer } from './segment/dialect.ts'
export {
  findParameter,
  type Packet,
  parseSegment,
  type SegmentOptions,
  type SegmentSlip,
} from './segment/parse-segment.ts'

export type {
  DecodeEvent,
  DecoderOptions,
  PacketEvent,
  RejectedEvent,
  RejectReason,
  SegmentDecipher,
} from './framing/decode-event.ts'
export { type Inspection, inspectPacket } from './framing/inspect-packet.ts'
export { PacketDecoder } from './framing/packet-decoder.ts'

export {
  type AreaGroups,
  EncodeError,
  type EncodeOptions,
  encodePacket,
  type PacketInput,
  writeArea,
  writeSegment,
} from './packet/encode-packet.ts'
export { factorGroup, type FactorValues, writeValue } from './packet/factor-group.ts'

export {
  type Command,
  type CommandRole,
  type CommandUse,
  commands,
  type Direction,
  findCommand,
} from './commands/command-table.ts'
export { directionOf, useOf } from './commands/direction.ts'
export { meaningOf } from './factors/device-states.ts'
export { defaultUnit, type Factor, type FactorMedium, factors, findFactor } from './factors/find-factor.ts'

export { type DescribedMeasurement, type DescribedPacket, describePacket } from './report/describe-packet.ts'
export { type Deviation, deviationsOf } from './report/deviations.ts'

export {
  dataAnswer,
  exchangeOf,
  exeReturns,
  heartbeatAnswer,
  type HeartbeatAnswer,
  noticeAnswer,
  qnReturns,
  requestAnswer,
  requestResult,
} from './packet/answers.ts'
export { type Composition, composePacket } from './packet/compose-packet.ts'
export { type SplitOptions, splitPacket } from './packet/split-packet.ts'
export {
  type JoinedRecord,
  joinParts,
  PartCollector,
  type PartNumber,
  partNumberOf,
} from './packet/join-parts.ts'

export { areaCipher, type BlockCipher, isEnciphered } from './cipher/area-cipher.ts'

export type { SendAction, StrayAction, Timing } from './session/exchange.ts'
export { QnSource } from './session/exchange.ts'
export {
  type DeviceAction,
  type DeviceOptions,
  DeviceSession,
  type Upload,
} from './session/device-session.ts'
export {
  type CommandOutcome,
  type PlatformAction,
  type PlatformCommand,
  type PlatformOptions,
  PlatformSession,
} from './session/platform-session.ts'
