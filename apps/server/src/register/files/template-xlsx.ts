import { writeXlsx } from 'hucre/xlsx'
import type { KindDefinition } from '../definitions/kind.ts'
import { choicesOf, templateHeading, type Language } from './sheet-columns.ts'

/** Rows of a template that offer their choices in a list. */
const offered = 2000

const words = {
  zh: { sheet: '可选值', column: '列', value: '可填' },
  en: { sheet: 'Choices', column: 'Column', value: 'May be' },
}

/** The letters of a column: 0 is A, 26 is AA. */
const lettersOf = (i: number): string =>
  (i >= 26 ? lettersOf(Math.floor(i / 26) - 1) : '') + String.fromCodePoint(65 + (i % 26))

/** A name that a spreadsheet takes for a sheet. */
export const sheetName = (title: string): string => title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)

/** The empty table of a register to fill in; what its columns may hold is offered in their cells and listed on a sheet of its own. */
export function templateXlsx(kind: KindDefinition, lang: Language): Promise<Uint8Array> {
  const heading = templateHeading(kind, lang)
  const choices = choicesOf(kind, lang)
  const dataValidations = choices
    // a spreadsheet's own list holds 255 characters
    .filter(({ titles }) => titles.join(',').length <= 255 && titles.every((title) => !title.includes(',')))
    .map(({ heading: name, titles }) => {
      const column = lettersOf(heading.indexOf(name))
      return {
        type: 'list' as const,
        values: titles,
        range: `${column}2:${column}${offered}`,
        allowBlank: true,
      }
    })
  const { sheet, column, value } = words[lang]
  const rows = choices.flatMap(({ heading: name, titles }) => titles.map((title) => [name, title]))
  return writeXlsx({
    sheets: [
      { name: sheetName(kind.title[lang]), rows: [heading], dataValidations },
      ...(rows.length > 0 ? [{ name: sheet, rows: [[column, value], ...rows] }] : []),
    ],
  })
}
