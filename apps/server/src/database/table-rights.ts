/** An SQL condition over the row of a table; `everyone` and `nobody` stand for true and false. */
export type Condition = string

/**
 * Who sees and who writes the rows of one table, as the database itself enforces it on the role of requests. A table that no
 * room declares is closed to requests. Conditions may call the functions of schema `rights` (identity/migrations/0501).
 */
export interface TableRights {
  readonly table: string
  readonly read: Condition
  readonly insert?: Condition
  readonly update?: Condition
  readonly delete?: Condition
  /** `rows`: every change is written to the audit trail. `none`: derived or bulk data, covered by what caused it. */
  readonly audit: 'rows' | 'none'
  /** What background work and imports do with the table. Unset: they read and write its rows, as with any business data. */
  readonly worker?: readonly Verb[]
  /** What the account of signing in does with the table. Unset: nothing. */
  readonly account?: readonly Verb[]
  /** Columns whose content stays out of the audit trail: secrets, and documents that have their own copy. */
  readonly hidden?: readonly string[]
  /** Columns that change by themselves (last seen, last used) and are left out of the audit trail. */
  readonly unrecorded?: readonly string[]
}

/** What may be done to a row. */
export type Verb = 'select' | 'insert' | 'update' | 'delete'

/** The rights of one room's tables, in `<room>/rights.ts`. */
export type RoomRights = readonly TableRights[]

/** Everything that may be done to a row. */
export const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete']
/** For tables that only the owner writes. */
export const none: readonly Verb[] = []
/** For tables that are read and never written. */
export const readOnly: readonly Verb[] = ['select']

/** Every row, whoever asks. */
export const everyone: Condition = 'true'
/** No row. */
export const nobody: Condition = 'false'

/** Rows for which every condition holds. */
export const all = (...conditions: readonly Condition[]): Condition => `(${conditions.join(' and ')})`
/** Rows for which one of the conditions holds. */
export const any = (...conditions: readonly Condition[]): Condition => `(${conditions.join(' or ')})`

/** The person acts in one of these roles. */
export const hasRole = (...roles: readonly string[]): Condition =>
  `(select rights.has(${roles.map((role) => `'${role}'`).join(', ')}))`

/** The column names a region inside the officer's own. */
export const inOwnRegion = (column: string): Condition => `${column} in (select rights.regions())`

/** The officer's region is the topmost one in use. */
export const everywhere: Condition = '(select rights.everywhere())'

/** The column names the unit the person acts for. */
export const ownUnit = (column: string): Condition => `${column} = (select rights.unit())`

/** The column names a row of another table that the person sees. */
export const seen = (column: string, table: string, key = 'id'): Condition =>
  `${column} in (select ${key} from ${table})`

/** One condition for every kind of writing. */
export const writtenBy = (condition: Condition): Pick<TableRights, 'insert' | 'update' | 'delete'> => ({
  insert: condition,
  update: condition,
  delete: condition,
})
