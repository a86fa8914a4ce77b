import type { MissingReason, Reading } from '@qinglan/contract'

/**
 * The letters of `observations.flags`, one per value. Where HJ 212 has a letter for it, it is that letter, so that a packet's
 * flag is stored as it came. A letter that names a reason hides the number beside it, which stays as evidence.
 *
 * | letter | meaning |
 * | --- | --- |
 * | `.` | an ordinary number (HJ 212 `N`) |
 * | `S` | a number entered by hand |
 * | `<` | below the detection limit; the number is the limit (null when nobody said which) |
 * | `-` | not measured, or the source left a blank |
 * | `D` device fault, `B` line, `V` server, `C` calibration, `M` maintenance, `F` stopped, `T` over range, `X` rejected by review, `I` too few values |
 */
const reasonOfFlag: Readonly<Record<string, MissingReason>> = {
  '<': 'below-detection',
  '-': 'not-measured',
  D: 'device',
  B: 'line',
  V: 'server',
  C: 'calibration',
  M: 'maintenance',
  F: 'stopped',
  T: 'over-range',
  X: 'rejected',
  I: 'insufficient',
}

const flagsOfFiles: Record<string, string> = {
  '': '.',
  '.': '.',
  N: '.',
  正常: '.',
  有效: '.',
  OK: '.',
  VALID: '.',
  NORMAL: '.',
  P: '.',
  S: 'S',
  手工: 'S',
  手工输入: 'S',
  '<': '<',
  L: '<',
  ND: '<',
  未检出: '<',
  低于检出限: '<',
  '-': '-',
  未监测: '-',
  D: 'D',
  故障: 'D',
  B: 'B',
  通讯异常: 'B',
  通信异常: 'B',
  V: 'V',
  C: 'C',
  校准: 'C',
  M: 'M',
  维护: 'M',
  F: 'F',
  停运: 'F',
  停站: 'F',
  停机: 'F',
  不具备运行条件: 'F',
  T: 'T',
  超上限: 'T',
  超量程: 'T',
  X: 'X',
  无效: 'X',
  剔除: 'X',
  极值过滤: 'X',
  INVALID: 'X',
  I: 'I',
}
for (const [letter, reason] of Object.entries(reasonOfFlag)) flagsOfFiles[reason.toUpperCase()] = letter

/** The letter for a flag as files write it (letters of HJ 212, Chinese words, the named reasons); undefined when it is unknown. */
export const readFlag = (text: string): string | undefined => {
  const key = text.trim().toUpperCase()
  return Object.hasOwn(flagsOfFiles, key) ? flagsOfFiles[key] : undefined
}

/** One stored value as a number or a named reason for its absence. */
export function readingAt(
  values: readonly (number | null)[],
  flags: string | null,
  position: number,
): Reading {
  const value = values[position] ?? null
  const flag = flags?.[position] ?? (value === null ? '-' : '.')
  const reason = reasonOfFlag[flag]
  if (reason !== undefined) return { missing: reason }
  return value === null ? { missing: 'not-measured' } : value
}
