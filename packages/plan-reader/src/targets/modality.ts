const WORDS =
  /奋斗目标|力争|争取|确保|基本(?!农田|建设|要求|公共|原则|制度|任务|情况|单元|水质|形成)|初步|鼓励|原则上|努力/

/** The word that says how firmly a promise is meant; null when it is plain. */
export function modalityOf(text: string): string | null {
  return WORDS.exec(text)?.[0] ?? null
}
