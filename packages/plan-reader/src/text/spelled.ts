/** Characters of one number or name set apart in copying: 2 9 0 天, S O 2; a word of prose stands on either side. */
const SPELLED =
  /(?<=[\u4e00-\u9fff]) ?(?:[0-9A-Za-z０-９][ \u00a0\u3000]){1,6}[0-9A-Za-z０-９](?:[ \u00a0\u3000]?[.．][ \u00a0\u3000]?[0-9０-９])?(?= ?(?:[\u4e00-\u9fff%％‰℃]|[ugmk]{1,2}[/／]|μg|t\b))/g

/** 1 200吨: thousands set apart. */
const THOUSANDS = /(?<=[\u4e00-\u9fff])\d{1,3}(?:[ \u00a0]\d{3})+(?=[\u4e00-\u9fff%])/g

/** Where the blanks within such numbers and names stand. */
export function spelledGaps(source: string): Set<number> {
  const found = new Set<number>()
  for (const match of [...source.matchAll(SPELLED), ...source.matchAll(THOUSANDS)]) {
    for (let i = 0; i < match[0].length; i++)
      if (/[ \u00a0\u3000]/.test(match[0][i]!)) found.add(match.index + i)
  }
  return found
}
