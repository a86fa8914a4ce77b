import type { Theme } from '@qinglan/contract'

/** The reader's finer themes, as the platform groups them. */
const themes: Readonly<Record<string, Theme>> = {
  noise: 'noise',
  carbon: 'carbon',
  energy: 'carbon',
  transport: 'carbon',
  industry: 'carbon',
  air: 'air',
  solid_waste: 'waste',
  soil: 'soil',
  water: 'water',
  agriculture: 'water',
  ecology: 'ecology',
  monitoring: 'governance',
  risk: 'risk',
  enforcement: 'governance',
  governance: 'governance',
}

export const platformTheme = (readTheme: string): Theme => themes[readTheme] ?? 'other'
