import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'

/** Gases whose ppm turn into mass here. */
export type FlueGas = 'SO2' | 'NO' | 'NO2' | 'CO'

/**
 * Molar masses used by HJ 75-2017 Appendix C, g/mol.
 *
 * Clause: HJ 75-2017 Appendix C.
 */
export const flueGasGramsPerMole: Readonly<Record<FlueGas, number>> = {
  SO2: 64.06,
  NO: 30.006,
  NO2: 46.005,
  CO: 28.01,
}

const standardPascal = 101_325
const standardKelvin = 273 // the formulas of HJ 75 use 273, not 273.15
const litresPerMole = 22.4
const oxygenOfAirPercent = 21

/** Gas temperature and pressures in the duct. */
export interface DuctState {
  readonly celsius: number
  /** Atmospheric pressure. */
  readonly atmosphericPascal: number
  /** Static pressure in the duct, against the atmosphere. */
  readonly staticPascal: number
}

const ductState = want.fields({
  celsius: want.finite,
  atmosphericPascal: want.finite,
  staticPascal: want.finite,
})
const flueGas = want.oneOf(Object.keys(flueGasGramsPerMole))

/** Concentration at duct conditions to 273 K and 101,325 Pa, same moisture (HJ 75-2017 Appendix C). */
export function toStandardStateMgPerM3(mgPerM3: number, state: DuctState): number {
  checkInput('toStandardStateMgPerM3', { mgPerM3, state }, { mgPerM3: want.finite, state: ductState })
  const pressure = state.atmosphericPascal + state.staticPascal
  return mgPerM3 * (standardPascal / pressure) * ((standardKelvin + state.celsius) / standardKelvin)
}

/** Wet concentration to dry: `C / (1 − Xsw)` (HJ 75-2017 Appendix C). `over-range` for gas that is all water. */
export function toDryMgPerM3(wetMgPerM3: number, moisturePercent: number): Reading {
  checkInput(
    'toDryMgPerM3',
    { wetMgPerM3, moisturePercent },
    { wetMgPerM3: want.finite, moisturePercent: want.finite },
  )
  return moisturePercent >= 100 ? 'over-range' : wetMgPerM3 / (1 - moisturePercent / 100)
}

/** Volume ratio to mass at the standard state: `ppm · M / 22.4` (HJ 75-2017 Appendix C). */
export function ppmToMgPerM3(ppm: number, gas: FlueGas): number {
  checkInput('ppmToMgPerM3', { ppm, gas }, { ppm: want.finite, gas: flueGas })
  return (ppm * flueGasGramsPerMole[gas]) / litresPerMole
}

/** NOx as NO2 from masses of NO and NO2 (HJ 75-2017 Appendix C). */
export function noxAsNo2MgPerM3(noMgPerM3: number, no2MgPerM3: number): number {
  checkInput(
    'noxAsNo2MgPerM3',
    { noMgPerM3, no2MgPerM3 },
    { noMgPerM3: want.finite, no2MgPerM3: want.finite },
  )
  return (noMgPerM3 * flueGasGramsPerMole.NO2) / flueGasGramsPerMole.NO + no2MgPerM3
}

/** NOx as NO2 from volume ratios of NO and NO2 (HJ 75-2017 Appendix C). */
export function noxFromPpmAsNo2MgPerM3(noPpm: number, no2Ppm: number): number {
  checkInput('noxFromPpmAsNo2MgPerM3', { noPpm, no2Ppm }, { noPpm: want.finite, no2Ppm: want.finite })
  return ((noPpm + no2Ppm) * flueGasGramsPerMole.NO2) / litresPerMole
}

/**
 * A dry concentration at the reference oxygen of the emission standard: `C · (21 − O2ref)/(21 − O2)` (HJ 75-2017 Appendix
 * C). Start-up air near 21 % gives huge values: leave such hours out by operating state, not by value.
 *
 * @returns `over-range` when the measured oxygen is 21 % or more
 */
export function atReferenceOxygenMgPerM3(
  dryMgPerM3: Reading,
  oxygenPercent: Reading,
  referenceOxygenPercent: number,
): Reading {
  checkInput(
    'atReferenceOxygenMgPerM3',
    { dryMgPerM3, oxygenPercent, referenceOxygenPercent },
    { dryMgPerM3: want.reading, oxygenPercent: want.reading, referenceOxygenPercent: want.finite },
  )
  if (!isMeasured(dryMgPerM3)) return dryMgPerM3
  if (!isMeasured(oxygenPercent)) return oxygenPercent
  if (oxygenPercent >= oxygenOfAirPercent) return 'over-range'
  return (dryMgPerM3 * (oxygenOfAirPercent - referenceOxygenPercent)) / (oxygenOfAirPercent - oxygenPercent)
}

/** Dry flow at the standard state in m³/h from velocity and section (HJ 75-2017 Appendix C, unverified). */
export function dryStandardFlowM3PerH(
  metresPerSecond: number,
  sectionM2: number,
  state: DuctState,
  moisturePercent: number,
): number {
  checkInput(
    'dryStandardFlowM3PerH',
    { metresPerSecond, sectionM2, state, moisturePercent },
    { metresPerSecond: want.finite, sectionM2: want.finite, state: ductState, moisturePercent: want.finite },
  )
  const pressure = (state.atmosphericPascal + state.staticPascal) / standardPascal
  const temperature = standardKelvin / (standardKelvin + state.celsius)
  return 3600 * sectionM2 * metresPerSecond * temperature * pressure * (1 - moisturePercent / 100)
}

/**
 * Emission rate in kg/h from the measured dry concentration, not the one at reference oxygen (HJ 75-2017 Appendix C,
 * unverified).
 */
export function emissionRateKgPerH(dryMgPerM3: number, dryStandardFlow: number): number {
  checkInput(
    'emissionRateKgPerH',
    { dryMgPerM3, dryStandardFlow },
    { dryMgPerM3: want.finite, dryStandardFlow: want.finite },
  )
  return dryMgPerM3 * dryStandardFlow * 1e-6
}
