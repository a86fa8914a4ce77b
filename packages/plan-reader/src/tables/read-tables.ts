import type { NumeralRole } from '../contract.ts'
import type { Line } from '../sections/lines.ts'
import type { SectionNode } from '../sections/outline.ts'
import type { TargetDraft } from '../targets/draft.ts'
import type { TaskDraft } from '../tasks/read-tasks.ts'
import type { Token } from '../tokens/token.ts'

export interface TableReading {
  isTable: (line: number) => boolean
  targets: (sections: readonly SectionNode[]) => TargetDraft[]
  tasks: (sections: readonly SectionNode[]) => TaskDraft[]
  roles: { start: number; end: number; role: NumeralRole }[]
}

export function readTables(
  _norm: string,
  _lines: readonly Line[],
  _from: number,
  _to: number,
  _tokens: readonly Token[],
  _planYear: number | null,
): TableReading {
  return { isTable: () => false, targets: () => [], tasks: () => [], roles: [] }
}
