/** Signs that begin a paragraph of an official document: 第一章, 一、, （一）, 1., ①. */
const sign =
  /^(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}(?:[、．]|\.(?!\d))|[①-⑳])/u

export const opensAnew = (text: string): boolean => sign.test(text.trimStart())
