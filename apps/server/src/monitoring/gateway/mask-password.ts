/** A packet as text without the password in it (HJ 212 writes it in clear). */
export const maskPassword = (packet: string): string => packet.replaceAll(/PW\s*=[^;&]*/gi, 'PW=***')

const stars = (name: string, value: string): string => name + '*'.repeat(value.length)

/**
 * A packet with stars for the password in its header, each byte else as it came, so that its length still holds (its CRC does not). A
 * packet without a password, or with an empty one, stays as it is.
 */
export function maskInPlace(packet: Uint8Array): Buffer {
  const masked = Buffer.from(packet)
  const cp = masked.indexOf('CP=')
  const header = masked.toString('latin1', 0, cp < 0 ? masked.length : cp)
  masked.write(
    header.replaceAll(/(PW\s*=)([^;,]*)/gi, (_, name: string, value: string) => stars(name, value)),
    'latin1',
  )
  return masked
}
