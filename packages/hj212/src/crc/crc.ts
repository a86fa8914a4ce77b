/** Table of polynomial 0xA001 (reflected), the ordinary 256 entries of CRC-16/ARC and MODBUS. */
const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let register = byte
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  return register
})

/**
 * STEPS[256 * (k - 1) + x] is what the high byte x has become k bytes later. HJ 212 throws the low byte
 * of the register away before each byte, and the step is linear, so eight bytes can be folded at once.
 */
const STEPS = new Uint8Array(256 * 8)
for (let x = 0; x < 256; x++) {
  let high = x
  for (let k = 0; k < 8; k++) {
    high = (TABLE[high] ?? 0) >> 8
    STEPS[256 * k + x] = high
  }
}

/**
 * Computes the CRC of HJ 212 over `bytes[start, end)`: not MODBUS, because the register's low byte is
 * discarded before each byte (HJ 212-2017 appendix A).
 * @returns 0..0xFFFF; 0xFFFF for no bytes. The low byte is always one of 00 01 40 41 80 81 C0 C1.
 */
export function crc212(bytes: Uint8Array, start = 0, end = bytes.length): number {
  if (end <= start) return 0xffff
  const last = end - 1
  let high = 0xff
  let i = start
  for (; i + 8 <= last; i += 8) {
    high =
      STEPS[1792 | (high ^ bytes[i]!)]! ^
      STEPS[1536 | bytes[i + 1]!]! ^
      STEPS[1280 | bytes[i + 2]!]! ^
      STEPS[1024 | bytes[i + 3]!]! ^
      STEPS[768 | bytes[i + 4]!]! ^
      STEPS[512 | bytes[i + 5]!]! ^
      STEPS[256 | bytes[i + 6]!]! ^
      STEPS[bytes[i + 7]!]!
  }
  for (; i < last; i++) high = STEPS[high ^ bytes[i]!]!
  return TABLE[high ^ bytes[last]!]!
}

/**
 * Computes CRC-16/MODBUS over `bytes[start, end)`, which many devices send by mistake. It is here to
 * recognise them; HJ 212 itself never uses it.
 */
export function crcModbus(bytes: Uint8Array, start = 0, end = bytes.length): number {
  let register = 0xffff
  for (let i = start; i < end; i++) register = (register >> 8) ^ TABLE[(register ^ bytes[i]!) & 0xff]!
  return register
}

/**
 * Says whether `crc` could have come from the HJ 212 algorithm at all: only 256 results exist, told by
 * their low byte. False means that the sender uses another algorithm or a constant.
 */
export function isPossibleCrc212(crc: number): boolean {
  return (crc & 0x3e) === 0
}

/** Writes a CRC as the four upper-case hexadecimal characters of the frame (HJ 212-2017 table 2). */
export function formatCrc(crc: number): string {
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
