const side = '(?:[NSEW]|东经|西经|南纬|北纬)'
const amount = '(\\d+(?:\\.\\d+)?)'
const parts = new RegExp(
  `^(${side}?)\\s*([-+]?\\d+(?:\\.\\d+)?)(?:\\s*[°度º]\\s*(?:${amount}\\s*[′'’分]\\s*)?(?:${amount}\\s*[″"”秒]\\s*)?)?(${side}?)$`,
  'iu',
)

/**
 * A longitude or latitude in degrees from a cell: decimal degrees, or degrees, minutes and seconds with their signs (`120°54′30″E`,
 * `120度54.5分`). Null for what is neither; numbers without signs are never taken for minutes.
 */
export function readDegrees(cell: string): number | null {
  const text = cell.normalize('NFKC').replaceAll(/''|′′/gu, '″').trim()
  const found = parts.exec(text)
  if (!found) return null
  const [, before = '', degrees = '', minutes = '0', seconds = '0', after = ''] = found
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600
  const negative = degrees.startsWith('-') || /^(?:S|W|西经|南纬)$/iu.test(before || after)
  return negative ? -size : size
}
