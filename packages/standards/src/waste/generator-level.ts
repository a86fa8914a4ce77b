import { StandardsError } from '../errors/standards-error.ts'
import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'

/**
 * Levels of units that produce hazardous waste, strictest first: key, simplified and registered management.
 *
 * Clause: HJ 1259-2022.
 */
export const wasteGeneratorLevels = ['危险废物环境重点监管单位', '简化管理单位', '登记管理单位'] as const
export type WasteGeneratorLevel = (typeof wasteGeneratorLevels)[number]

/** What decides the level of a unit at one site. */
export interface WasteGenerator {
  /** By `wasteTonnesForLevel`. */
  readonly annualTonnes: number
  /** Uses or disposes of hazardous waste in a facility of its own. */
  readonly ownFacility: boolean
  /** Holds a hazardous-waste operating licence. */
  readonly licence: boolean
}

/** From what the annual tonnage of a unit is taken. */
export interface WasteTonnage {
  /** Whole years of operation, oldest first; empty for a unit that is new, stands still or has cycles over three years. */
  readonly yearlyTonnes: readonly number[]
  readonly eiaTonnes?: number
  readonly permitTonnes?: number
}

const keyFromTonnes = 100
const simplifiedFromTonnes = 10

const wasteGenerator = want.fields({
  annualTonnes: want.finite,
  ownFacility: want.flag,
  licence: want.flag,
})
const wasteTonnage = want.fields({
  yearlyTonnes: want.numbers,
  eiaTonnes: want.optional(want.finite),
  permitTonnes: want.optional(want.finite),
})

/**
 * Level of a unit: key from 100 t a year, with a facility of its own or with a licence; simplified from 10 t; else
 * registered. A city may set a unit higher.
 *
 * Clause: HJ 1259-2022.
 * @throws InvalidInputError; StandardsError `invalid-number` below zero
 */
export function wasteGeneratorLevel(unit: WasteGenerator): WasteGeneratorLevel {
  checkInput('wasteGeneratorLevel', { unit }, { unit: wasteGenerator })
  const { annualTonnes, ownFacility, licence } = unit
  if (annualTonnes < 0) throw belowZero(annualTonnes)
  if (annualTonnes >= keyFromTonnes || ownFacility || licence) return '危险废物环境重点监管单位'
  return annualTonnes >= simplifiedFromTonnes ? '简化管理单位' : '登记管理单位'
}

/**
 * The annual tonnage a level is found by: the largest of the last three years, or of the years there are; without one the
 * larger of the figures of the environmental impact assessment and of the permit.
 *
 * Clause: HJ 1259-2022.
 * @throws InvalidInputError; StandardsError `invalid-input` without any figure, `invalid-number` below zero
 */
export function wasteTonnesForLevel(tonnage: WasteTonnage): number {
  checkInput('wasteTonnesForLevel', { tonnage }, { tonnage: wasteTonnage })
  const { yearlyTonnes, eiaTonnes, permitTonnes } = tonnage
  const planned = [eiaTonnes, permitTonnes].filter((tonnes) => tonnes !== undefined)
  const figures = yearlyTonnes.length > 0 ? yearlyTonnes.slice(-3) : planned
  if (figures.length === 0) {
    throw new StandardsError('invalid-input', '没有产生量', 'there is no figure of waste produced')
  }
  const negative = figures.find((tonnes) => tonnes < 0)
  if (negative !== undefined) throw belowZero(negative)
  return Math.max(...figures)
}

function belowZero(tonnes: number): StandardsError {
  return new StandardsError('invalid-number', `产生量${tonnes}为负`, `${tonnes} t of waste is below zero`)
}
