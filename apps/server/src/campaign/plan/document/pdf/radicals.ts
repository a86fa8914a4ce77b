/** Simplified characters among the CJK radicals that have no compatibility mapping of their own. */
const simplified: Readonly<Record<string, string>> = {
  '⺠': '民',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
}

/**
 * The characters themselves where a PDF names radicals of the same look (⽅ for 方), as programs do that find the character by its
 * glyph. Nothing else is changed: ㎡ and full-width forms stay as they are written.
 */
export const withoutRadicals = (text: string): string =>
  text.replaceAll(/[\u2e80-\u2fdf\uf900-\ufaff]/g, (letter) => simplified[letter] ?? letter.normalize('NFKC'))
