import type { StandardEdition } from './edition.ts'

/** The editions behind the water, noise and soil modules. */
export const waterEditions: readonly StandardEdition[] = [
  {
    standard: 'GB 3838',
    titleZh: '地表水环境质量标准',
    titleEn: 'Environmental quality standards for surface water',
    edition: 'GB 3838-2002',
    effectiveFrom: '2002-06-01',
    effectiveTo: null,
    confidence: 'secondary',
  },
]
