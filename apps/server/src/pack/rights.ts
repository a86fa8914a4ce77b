import { nobody, type RoomRights } from '../database/table-rights.ts'

export const rights: RoomRights = [{ table: 'pack_loads', read: nobody, audit: 'none' }]
