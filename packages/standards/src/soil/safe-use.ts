import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { sumExactly } from '../exact/fraction.ts'
import { missingReasons, type Missing } from '../missing/reading.ts'
import { fractionToNumber } from '../rounding/mean.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { farmlandClasses, type FarmlandClass } from './farmland.ts'

/** A parcel of polluted farmland. */
export interface FarmlandParcel {
  readonly class: Exclude<FarmlandClass, '优先保护类'>
  readonly areaHectares: number
  /** Safe use or strict control is in place. */
  readonly measuresInPlace: boolean
  /** Whether the crops met the food standard; strict control may leave none to test. */
  readonly cropsMeet: boolean | Missing
}

/** A polluted plot that was put to use again. */
export interface RedevelopedPlot {
  readonly areaHectares: number
  /** Whether its soil meets the planned use. */
  readonly meetsPlannedUse: boolean | Missing
}

/** A rate of safe use by area. */
export interface SafeUseRate {
  readonly safeHectares: number
  readonly wholeHectares: number
  /** Area not known to be safe because a result is missing: it stands in the whole, not in the safe part. */
  readonly undecidedHectares: number
  readonly percent: number
}

const trueOrReason = want.oneOf([true, false, ...missingReasons])
const farmlandParcels = want.listOf(
  want.fields({
    class: want.oneOf(farmlandClasses.slice(1)),
    areaHectares: want.finite,
    measuresInPlace: want.flag,
    cropsMeet: trueOrReason,
  }),
)
const redevelopedPlots = want.listOf(
  want.fields({ areaHectares: want.finite, meetsPlannedUse: trueOrReason }),
)

/**
 * 受污染耕地安全利用率: area under safe use or strict control whose crops meet the standard, of all polluted farmland (wording of
 * the method unverified). Strictly controlled land without crops (`stopped`) is safe by its measures.
 *
 * Clause: 土壤污染防治行动计划 2016; wording unverified.
 *
 * @throws StandardsError `invalid-input` without area: no list, no percentage
 */
export function farmlandSafeUseRate(parcels: readonly FarmlandParcel[], decimals = 1): SafeUseRate {
  checkInput('farmlandSafeUseRate', { parcels, decimals }, { parcels: farmlandParcels, decimals: want.whole })
  return rateOf(
    parcels.map((parcel) => ({ areaHectares: parcel.areaHectares, safe: parcelIsSafe(parcel) })),
    decimals,
  )
}

/**
 * 污染地块安全利用率: area of redeveloped polluted plots whose soil meets the planned use, of all such plots (unverified).
 *
 * Clause: 土壤污染防治行动计划 2016; wording unverified.
 */
export function plotSafeUseRate(plots: readonly RedevelopedPlot[], decimals = 1): SafeUseRate {
  checkInput('plotSafeUseRate', { plots, decimals }, { plots: redevelopedPlots, decimals: want.whole })
  return rateOf(
    plots.map((plot) => ({ areaHectares: plot.areaHectares, safe: plot.meetsPlannedUse })),
    decimals,
  )
}

interface Area {
  readonly areaHectares: number
  readonly safe: boolean | Missing
}

function parcelIsSafe(parcel: FarmlandParcel): boolean | Missing {
  if (!parcel.measuresInPlace) return false
  return parcel.class === '严格管控类' && parcel.cropsMeet === 'stopped' ? true : parcel.cropsMeet
}

function rateOf(areas: readonly Area[], decimals: number): SafeUseRate {
  const sum = (of: readonly Area[]) => sumExactly(of.map((area) => area.areaHectares))
  const whole = sum(areas)
  if (whole.numerator <= 0n || areas.some((area) => area.areaHectares < 0)) {
    throw new StandardsError('invalid-input', '没有面积清单，不能计算比率', 'without areas there is no rate')
  }
  const safe = sum(areas.filter((area) => area.safe === true))
  const percent = {
    numerator: safe.numerator * whole.denominator * 100n,
    denominator: safe.denominator * whole.numerator,
  }
  return {
    safeHectares: fractionToNumber(safe),
    wholeHectares: fractionToNumber(whole),
    undecidedHectares: fractionToNumber(sum(areas.filter((area) => typeof area.safe === 'string'))),
    percent: roundFractionHalfEven(percent, decimals),
  }
}
