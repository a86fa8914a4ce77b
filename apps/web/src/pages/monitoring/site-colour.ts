import type { Bilingual, SiteKind } from '@qinglan/contract'
import { aqiClasses, surfaceWaterClasses } from '@qinglan/standards'

/** A step of the legend: the grade of a site, its colour and its name. */
export interface GradeLook {
  readonly grade: number
  readonly colour: string
  readonly name: Bilingual
}

/** Colours of HJ 633 for air. */
const airGrades: readonly GradeLook[] = aqiClasses.map(({ level, hex, zh, en }) => ({
  grade: level,
  colour: hex,
  name: { zh, en },
}))

/** Six steps from blue to red for the classes of GB 3838-2002; the standard prints no colours of its own. */
const waterColours = ['#8ee0f5', '#00b3ee', '#35b34a', '#ffe000', '#ff9500', '#e60000']

const waterGrades: readonly GradeLook[] = surfaceWaterClasses.map((name, rank) => ({
  grade: rank + 1,
  colour: waterColours[rank] ?? '#e60000',
  name: { zh: `${name}类`, en: name === '劣Ⅴ' ? 'worse than Ⅴ' : `Class ${name}` },
}))

export const noGradeColour = '#bfbfbf'

/** The legend of a kind of site. */
export function gradesOf(kind: SiteKind): readonly GradeLook[] {
  switch (kind) {
    case 'air-station':
      return airGrades
    case 'water-section':
    case 'water-source':
      return waterGrades
    case 'source-outlet':
      return []
  }
}

/** The colour of a grade, grey where there is none. */
export const colourOf = (kind: SiteKind, grade: number | undefined): string =>
  gradesOf(kind).find((look) => look.grade === grade)?.colour ?? noGradeColour

/** The colour and place of a water class such as `Ⅲ`. */
export function lookOfClass(waterClass: string | null): GradeLook | undefined {
  const rank = surfaceWaterClasses.findIndex((name) => name === waterClass)
  return waterGrades[rank]
}

/** Black or white, whichever reads better on a colour (relative luminance of WCAG). */
export function inkOn(hex: string): string {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000000' : '#ffffff'
}
