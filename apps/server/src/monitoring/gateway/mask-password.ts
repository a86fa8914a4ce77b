/** A packet as text without the password in it (HJ 212 writes it in clear). */
export const maskPassword = (packet: string): string => packet.replaceAll(/PW\s*=[^;&]*/gi, 'PW=***')
