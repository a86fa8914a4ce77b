import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'
import { vocCompound, type VocCompound, type VocGroup } from './compounds.ts'

/** Temperature and pressure a mixing ratio is turned into mass at. */
export interface GasState {
  readonly kelvin: number
  readonly kilopascal: number
}

/**
 * 25 °C and 101.325 kPa, where a mole of gas takes 24.4654 L.
 *
 * Clause: GB 3095-2026 §3.14.
 */
export const ambientState: GasState = { kelvin: 298.15, kilopascal: 101.325 }

const gasConstant = 8.314_462_618 // J/(mol·K) = L·kPa/(mol·K)

const gasState = want.fields({ kelvin: want.finite, kilopascal: want.finite })
const vocSample = want.listOf(want.fields({ cas: want.text, ppbv: want.reading }))
const mirScale = want.oneOf(['MIR SAPRC-07', 'MIR China 2021'])

/**
 * Litres that a mole of ideal gas takes.
 *
 * Clause: none; the ideal gas law.
 */
export function litresPerMole(state: GasState = ambientState): number {
  checkInput('litresPerMole', { state }, { state: gasState })
  return (gasConstant * state.kelvin) / state.kilopascal
}

/**
 * Mixing ratio in ppbv to µg/m³: `C = ppbv · M / Vm`.
 *
 * Clause: none; the ideal gas law at the state of GB 3095-2026 §3.14.
 */
export function ppbvToUgPerM3(ppbv: number, gramsPerMole: number, state: GasState = ambientState): number {
  checkInput(
    'ppbvToUgPerM3',
    { ppbv, gramsPerMole, state },
    { ppbv: want.finite, gramsPerMole: want.finite, state: gasState },
  )
  return (ppbv * gramsPerMole) / litresPerMole(state)
}

/**
 * µg/m³ to mixing ratio in ppbv.
 *
 * Clause: none; the ideal gas law at the state of GB 3095-2026 §3.14.
 */
export function ugPerM3ToPpbv(ugPerM3: number, gramsPerMole: number, state: GasState = ambientState): number {
  checkInput(
    'ugPerM3ToPpbv',
    { ugPerM3, gramsPerMole, state },
    { ugPerM3: want.finite, gramsPerMole: want.finite, state: gasState },
  )
  return (ugPerM3 * litresPerMole(state)) / gramsPerMole
}

/**
 * Mixing ratio by molecule to mixing ratio by carbon atom.
 *
 * Clause: none; a count of atoms.
 */
export function ppbvToPpbc(ppbv: number, carbons: number): number {
  checkInput('ppbvToPpbc', { ppbv, carbons }, { ppbv: want.finite, carbons: want.finite })
  return ppbv * carbons
}

/** What one compound can form. */
export interface CompoundOzone {
  readonly compound: VocCompound
  readonly ppbv: Reading
  readonly ugPerM3: Reading
  /** Ozone formation potential; 0 where no MIR is assigned, below zero for benzaldehyde. */
  readonly ofpUgPerM3: Reading
}

/** Ozone formation potential of a sample. */
export interface OzoneFormation {
  readonly totalUgPerM3: number
  readonly ofpUgPerM3: number
  /** Largest potential first; absences last. */
  readonly compounds: readonly CompoundOzone[]
  readonly ofpByGroup: Readonly<Record<VocGroup, number>>
  /** Measured compounds that count 0 because no MIR is assigned. */
  readonly withoutMir: readonly VocCompound[]
  readonly validCount: number
  readonly expectedCount: number
  readonly scale: 'MIR SAPRC-07' | 'MIR China 2021'
}

/**
 * Ozone formation potential of a sample: `OFP = Σ C[µg/m³] · MIR` (Carter's maximum incremental reactivity).
 *
 * @param sample mixing ratios by CAS number; m/p-xylene as one peak is 179601-23-1
 * @param scale which MIR to use; a compound without one counts 0 and is named
 * @throws StandardsError `invalid-input` for a CAS number that is no target compound or stands twice
 */
export function ozoneFormation(
  sample: readonly { readonly cas: string; readonly ppbv: Reading }[],
  scale: OzoneFormation['scale'] = 'MIR SAPRC-07',
  state: GasState = ambientState,
): OzoneFormation {
  checkInput(
    'ozoneFormation',
    { sample, scale, state },
    { sample: vocSample, scale: mirScale, state: gasState },
  )
  if (new Set(sample.map(({ cas }) => cas)).size !== sample.length) {
    throw new StandardsError('invalid-input', '同一CAS号出现两次', 'a CAS number stands twice')
  }
  const mirOf = (compound: VocCompound) => (scale === 'MIR China 2021' ? compound.mirChina : compound.mir)
  const compounds = sample.map(({ cas, ppbv }) => compoundOzone(cas, ppbv, mirOf, state))
  const measured = compounds.filter((row) => isMeasured(row.ppbv))
  const groups: Record<VocGroup, number> = {
    alkane: 0,
    alkene: 0,
    alkyne: 0,
    aromatic: 0,
    halocarbon: 0,
    ovoc: 0,
    other: 0,
  }
  for (const row of measured) groups[row.compound.group] += number(row.ofpUgPerM3)
  return {
    totalUgPerM3: measured.reduce((sum, row) => sum + number(row.ugPerM3), 0),
    ofpUgPerM3: measured.reduce((sum, row) => sum + number(row.ofpUgPerM3), 0),
    compounds: compounds.toSorted((one, other) => number(other.ofpUgPerM3) - number(one.ofpUgPerM3)),
    ofpByGroup: groups,
    withoutMir: measured.map((row) => row.compound).filter((compound) => mirOf(compound) === null),
    validCount: measured.length,
    expectedCount: sample.length,
    scale,
  }
}

function compoundOzone(
  cas: string,
  ppbv: Reading,
  mirOf: (compound: VocCompound) => number | null,
  state: GasState,
): CompoundOzone {
  const compound = vocCompound(cas)
  if (compound === undefined) {
    throw new StandardsError('invalid-input', `${cas}不是目标化合物`, `${cas} is no target compound`)
  }
  if (!isMeasured(ppbv)) return { compound, ppbv, ugPerM3: ppbv, ofpUgPerM3: ppbv }
  const ugPerM3 = ppbvToUgPerM3(ppbv, compound.gramsPerMole, state)
  return { compound, ppbv, ugPerM3, ofpUgPerM3: ugPerM3 * (mirOf(compound) ?? 0) }
}

function number(reading: Reading): number {
  return isMeasured(reading) ? reading : -Infinity
}
