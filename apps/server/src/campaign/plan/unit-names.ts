/** 市城管局 and 市城市管理局: plans drop the 市 of their own city and shorten names. */
const variants = (name: string): string[] => {
  const even = name.replace('委员会', '委').replace('人民政府', '政府')
  return even.startsWith('市') ? [even, even.slice(1)] : [even]
}

/** Shorter names than this shorten too many. */
const shortest = 3

function shortens(short: string, long: string): boolean {
  if (short.length < shortest || short[0] !== long[0] || short.at(-1) !== long.at(-1)) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at += 1
  return at === short.length
}

/** Does one name shorten the other: its characters in the same order, the first and the last kept. */
export const sameUnit = (one: string, other: string): boolean =>
  variants(one).some((a) => variants(other).some((b) => shortens(a, b) || shortens(b, a)))
