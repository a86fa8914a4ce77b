const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const STEPS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const BIG_STEPS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** Reads a Chinese numeral such as 两百三十, 十二 or 二〇二一; null when it is none. */
export function chineseNumber(text: string): number | null {
  if (text === '') return null
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text))
    return Number(text.replaceAll(/./g, (digit) => String(DIGITS[digit])))
  let total = 0
  let section = 0
  let digit = -1
  for (const char of text) {
    const value = DIGITS[char]
    const step = STEPS[char]
    const big = BIG_STEPS[char]
    if (value !== undefined) digit = value
    else if (step !== undefined) {
      section += (digit < 0 ? 1 : digit) * step
      digit = -1
    } else if (big !== undefined) {
      total = (total + section + Math.max(digit, 0)) * big
      section = 0
      digit = -1
    } else return null
  }
  return total + section + Math.max(digit, 0)
}
