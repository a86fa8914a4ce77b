import {
  either,
  fields,
  finite,
  listOf,
  oneOf,
  onlyFields,
  optional,
  reading,
  sampleOf,
  text,
} from '../input/wants.ts'
import { surfaceWaterClasses } from './classes.ts'
import { waterGrades } from './grade.ts'
import { judgedItems, surfaceWaterItems } from './items.ts'

export const waterReading = either(onlyFields({ belowDetectionLimit: finite }), reading)

const itemKeys = surfaceWaterItems.map((row) => row.key)

const judgedItem = oneOf(judgedItems, 'no-limit')
export const sample = sampleOf(itemKeys, waterReading)
export const samples = listOf(sample)
export const water = oneOf(['river', 'lake'])
export const judging = oneOf(['asGiven', 'rounded'])
export const waterClass = oneOf(surfaceWaterClasses)
export const target = oneOf(surfaceWaterClasses.slice(0, 5))
export const grade = oneOf(waterGrades)
export const judgements = listOf(fields({ item: judgedItem, valueMgPerL: finite, class: waterClass }))

export const section = fields({
  sampleMgPerL: sample,
  water,
  judging,
  target: optional(target),
  doSaturationPercent: optional(finite),
  expected: optional(listOf(judgedItem)),
})

export const namedSections = listOf(fields({ name: text, sampleMgPerL: sample, water }))
