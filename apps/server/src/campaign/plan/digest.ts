import type { BoardRow, PlanPage } from '@qinglan/contract'
import { comparatorText, themeNames } from '../board/words.ts'

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一']

type Digest = Pick<PlanPage, 'text' | 'sections'> & {
  /** Where each target stands in the digest, by its id. */
  readonly places: ReadonlyMap<string, { readonly start: number; readonly end: number }>
}

const demand = (row: BoardRow): string => {
  const high = row.valueHigh === null ? '' : `~${row.valueHigh.toFixed(row.decimals)}`
  const number = row.value === null ? '' : `${row.value.toFixed(row.decimals)}${high}${row.unit ?? ''}`
  const words =
    row.value === null && row.comparator !== 'none'
      ? '数值另行下达'
      : `${comparatorText(row.comparator).zh}${number}`
  const by = row.deadline === null ? '' : `,${row.deadline} 前`
  const effort = row.modality === null ? '' : `(${row.modality})`
  return `${words}${effort}${by}`
}

/**
 * The promises of a campaign as a text of our own, by theme, for a campaign whose document is not held: so that a person still
 * reads the plan and finds each target in it. It is marked as no original.
 */
export function digestOf(rows: readonly BoardRow[]): Digest {
  let text = '要点(按本攻坚战的目标整理,不是计划原文)\n'
  const sections: PlanPage['sections'][number][] = []
  const places = new Map<string, { start: number; end: number }>()
  const byTheme = Map.groupBy(rows, (row) => row.theme)
  let index = 0
  for (const [theme, ofTheme] of byTheme) {
    const heading = `${numerals[index] ?? index + 1}、${themeNames[theme].zh}`
    index += 1
    text += '\n'
    const start = text.length
    text += `${heading}\n`
    for (const row of ofTheme) {
      const from = text.length
      text += `${row.code} ${row.subject.zh}:${demand(row)}`
      places.set(row.targetId, { start: from, end: text.length })
      text += '。\n'
    }
    sections.push({ path: [heading], level: 1, start, end: text.length })
  }
  return { text, sections, places }
}
