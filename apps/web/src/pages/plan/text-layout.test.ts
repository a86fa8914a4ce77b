import { expect, test } from 'vitest'
import { layoutText } from './text-layout.ts'

const text = '一、目标\n甲达90%,乙达33。\n\n丙全覆盖'
const at = (quote: string) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length })

test('the pieces make the text again, without its line breaks', () => {
  const lines = layoutText(text, [], [{ id: 'a', ...at('甲达90%') }])
  const joined = lines.map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('\n')
  expect(joined).toBe('一、目标\n甲达90%,乙达33。\n丙全覆盖')
})

test('a section begins the line it starts on; its title may be all of the line', () => {
  const lines = layoutText(text, [{ start: 0, level: 1, path: ['一、目标'] }], [])
  expect(lines.map(({ heading }) => heading)).toEqual([
    { index: 0, level: 1, end: 4, alone: true },
    null,
    null,
  ])
})

test('a title that is the first sentence of a paragraph is a piece of its own', () => {
  const paragraph = '推进扬尘管控。一是机扫率达90%以上。'
  const [line] = layoutText(paragraph, [{ start: 0, level: 3, path: ['推进扬尘管控'] }], [])
  expect(line?.heading).toEqual({ index: 0, level: 3, end: 6, alone: false })
  expect(line?.pieces[0]?.text).toBe('推进扬尘管控')
})

test('overlapping promises share a piece', () => {
  const lines = layoutText(
    text,
    [],
    [
      { id: 'a', ...at('甲达90%,乙') },
      { id: 'b', ...at('90%,乙达33') },
    ],
  )
  expect(lines[1]?.pieces.map((piece) => [piece.text, piece.ids])).toEqual([
    ['甲达', ['a']],
    ['90%,乙', ['a', 'b']],
    ['达33', ['b']],
    ['。', []],
  ])
})

test('a promise across lines marks each of them; one without a place marks nothing', () => {
  const lines = layoutText(
    text,
    [],
    [
      { id: 'a', start: text.indexOf('33'), end: text.indexOf('全') },
      { id: 'b', start: null, end: null },
    ],
  )
  const marked = lines.flatMap(({ pieces }) => pieces.filter(({ ids }) => ids.length > 0))
  expect(marked.map((piece) => piece.text)).toEqual(['33。', '丙'])
})
