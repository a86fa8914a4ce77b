import { leadingRegions } from '../clauses/places.ts'

const COLLECTIVE =
  /^((?:市、)?(?:各级(?:党委、?政府|人民政府|政府|部门)|各县\(市、区\)|各县区(?:\([^)]{1,6}\))?|各区县(?:\([^)]{1,6}\))?|各区\(县\)|各市县|各县|各市|各区|各乡镇|各镇|各地区?|各有关部门|各部门|各单位)(?:(?:、|和|及)?(?:各?[\u4e00-\u9fff]{2,8}(?:部门|单位|政府|管委会)))*)/
const BODIES =
  /^([\u4e00-\u9fff、]{2,60}?(?:局|委|办|厅|部门|政府|管委会))(?=要|应当|应|须|负责|继续|牵头|会同)/
const DOES =
  /^(?:要|应当|应|须|负责|继续|进一步|牵头|会同|出台|完成|开展|制定|建成|建立|落实|组织|结合|加强|加快|启动|扩大)/

const namesIn = (text: string): string[] =>
  text.split(/[、和及](?![^(]*\))/).filter((name) => name.length >= 1 && name.length <= 20)

/** The doers a clause itself names before its verb: 各级党委政府要…, 甲区、乙县进一步…. */
export function doersOf(text: string): string[] {
  const collective = COLLECTIVE.exec(text)?.[1]
  if (collective !== undefined && DOES.test(text.slice(collective.length))) return namesIn(collective)
  const bodies = BODIES.exec(text)?.[1]
  if (bodies !== undefined) return namesIn(bodies)
  // 在甲地区开展: where, and not who.
  const places = text.startsWith('在') ? [] : leadingRegions(text)
  if (places.length === 0) return []
  const rest = text.slice(text.indexOf(places.at(-1)!) + places.at(-1)!.length)
  return DOES.test(rest) ? places : []
}

/** Who is named at the head of a sentence does what its later clauses say too. */
export function carryDoers<T extends { lead: string[]; clause: { sentence: number } }>(tasks: T[]): T[] {
  tasks.forEach((task, i) => {
    const before = tasks[i - 1]
    if (task.lead.length === 0 && before?.clause.sentence === task.clause.sentence) task.lead = before.lead
  })
  return tasks
}
