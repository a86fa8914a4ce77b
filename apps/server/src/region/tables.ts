/** The tree of regions, with outlines in WGS 84. */
export interface RegionsTable {
  id: string
  parent_id: string | null
  kind: 'country' | 'province' | 'city' | 'county' | 'town' | 'park'
  name_zh: string
  name_en: string
  geometry: unknown
  sort: number
}

/** Bureaus, departments, parks and enterprises, each in a region. */
export interface UnitsTable {
  id: string
  region_id: string | null
  kind: 'government' | 'bureau' | 'department' | 'park' | 'enterprise' | 'other'
  name_zh: string
  name_en: string
}

declare module '../database/tables.ts' {
  interface Tables {
    regions: RegionsTable
    units: UnitsTable
  }
}
