import type { DeadlineRole } from '../contract.ts'
import type { Token } from '../tokens/token.ts'

export interface Deadline {
  iso: string
  role: DeadlineRole
  /** True when an earlier clause of the sentence gave it, and true again when a semicolon lies between. */
  inherited: boolean
  acrossSemicolon: boolean
  /** True when a sentence before gave it: a paragraph of goals for one year. */
  acrossSentence: boolean
  /** The words are 2030年前, which leave open whether the year itself is meant. */
  beforeYear?: true
}

/** A clause: one promise or one action, with what its sentence lends it. */
export interface Clause {
  start: number
  end: number
  /** Where the content begins, after a lead-in that ends in a colon. */
  contentStart: number
  /** The words before the colon, where the clause has such a lead-in. */
  leadIn: string | null
  sectionPath: string[]
  item: string | null
  sentence: number
  /** Position within the sentence. */
  index: number
  /** True when the clause is the whole first sentence of an item. */
  opensItem: boolean
  /** True when nothing but this clause stands in its sentence, and more of the same item follows. */
  leads: boolean
  tokens: Token[]
  deadline: Deadline | null
  heading: boolean
  /** Number of the paragraph, for what its tail says of all its clauses. */
  paragraph: number
}
