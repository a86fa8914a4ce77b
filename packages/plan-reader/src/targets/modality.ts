const WORDS =
  /奋斗目标|力争|争取|确保|基本(?!农田|建设|要求|公共|原则|制度|任务|情况|单元|水质|形成)|初步|鼓励|原则上|努力/

/** What must hold first says nothing of how firmly the rest is meant: 在确保供应的前提下. */
export const CONDITION = /在[^,;。]{2,40}?(?:前提|条件|情形)之?下,?/g

/** The word that says how firmly a promise is meant; null when it is plain. */
export function modalityOf(text: string): string | null {
  return WORDS.exec(text.replaceAll(CONDITION, ''))?.[0] ?? null
}

/** A modal word at the head of a dated sentence governs the clauses that share its date. */
export function governingModality(text: string): string | null {
  return /^(确保|力争|争取)(?:到|至|20|\d{1,2}月|年底)/.exec(text)?.[1] ?? null
}
