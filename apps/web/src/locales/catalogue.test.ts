import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Tree = { readonly [key: string]: string | Tree }

const leaves = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : leaves(value, `${path}${key}.`),
  )

const holes = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1] ?? '').toSorted((a, b) => a.localeCompare(b))

const chinese = new Map(leaves(zh))
const english = new Map(leaves(en))

test('both catalogues have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
})

test('every key has text in both languages, with the same placeholders', () => {
  const differing = [...chinese].filter(([key, text]) => {
    const other = english.get(key) ?? ''
    return text.trim() === '' || other.trim() === '' || holes(other).join() !== holes(text).join()
  })
  expect(differing).toEqual([])
})

test('the English catalogue holds no Chinese', () => {
  expect([...english].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([])
})
