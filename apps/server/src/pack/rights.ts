import { nobody, type RoomRights } from '../database/table-rights.ts'

/** Who may read and write the tables of packs. */
export const rights: RoomRights = [{ table: 'pack_loads', read: nobody, audit: 'none' }]
