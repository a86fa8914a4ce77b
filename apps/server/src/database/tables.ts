/**
 * Every table of the database, by name. Each room adds its own with
 * `declare module '../database/tables.ts' { interface Tables { … } }` beside its migrations.
 */
// oxlint-disable-next-line typescript/no-empty-interface -- filled by the rooms
export interface Tables {}
