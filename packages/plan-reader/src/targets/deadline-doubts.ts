import type { Deadline } from '../clauses/clause.ts'

/** What is uncertain of a deadline that words give only in part. */
export function deadlineDoubts(deadline: Deadline | null): string[] {
  if (deadline === null) return []
  const doubts: string[] = []
  if (deadline.acrossSemicolon) doubts.push('时限由分号前的分句沿用')
  if (deadline.beforeYear === true)
    doubts.push(`“${deadline.iso.slice(0, 4)}年前”未写明是否含当年,按当年年底理解`)
  return doubts
}
