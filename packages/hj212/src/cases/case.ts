import packets from './packets.json' with { type: 'json' }

/** A packet from public material or a standard's examples, with what two other programs found in it. */
export interface PacketCase {
  readonly id: string
  readonly packet: string
  readonly origin: string
  readonly version: string
  readonly direction: string
  readonly valid: boolean
  readonly length_ok: boolean
  readonly crc_ok: boolean
  readonly crc_modbus_ok: boolean
  readonly declared_length: number | null
  readonly length_digits: number
  readonly actual_bytes: number
  readonly actual_chars: number
  readonly crc_field: string | null
  readonly crc_expected: string
  readonly crlf: boolean
  readonly flag: number | null
  readonly flag_version_bits: number | null
}

export const CASES: readonly PacketCase[] = packets
