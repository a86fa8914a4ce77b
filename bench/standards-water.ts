import { classRank, classifySections, judgedItems, surfaceWaterLimit } from '@qinglan/standards'
import type { JudgedItem, SectionColumns } from '@qinglan/standards'
import type { BenchResult } from './result.ts'

const samples = 1_000_000
const rounds = 15

/** Class of a million section samples of 21 items, against a loop that only reads every value. */
export async function standardsWaterBench(): Promise<BenchResult[]> {
  const columnsMgPerL = madeColumns()
  const reading = { milliseconds: Infinity }
  const modes = (['asGiven', 'rounded'] as const).map((judging) => ({ judging, milliseconds: Infinity }))
  // Turn by turn, so that whatever else the machine does falls on all of them alike.
  for (let round = 0; round < rounds; round++) {
    reading.milliseconds = Math.min(
      reading.milliseconds,
      timeOf(() => readAll(columnsMgPerL)),
    )
    for (const mode of modes) {
      const milliseconds = timeOf(() => classifySections({ columnsMgPerL, judging: mode.judging }))
      mode.milliseconds = Math.min(mode.milliseconds, milliseconds)
    }
  }
  return modes.map(({ judging, milliseconds }) => ({
    name: `water: class of ${samples} section samples × ${judgedItems.length} items, ${judging}`,
    figures: {
      milliseconds: Number(milliseconds.toFixed(1)),
      readingMilliseconds: Number(reading.milliseconds.toFixed(1)),
      samplesPerSecond: Math.round(samples / (milliseconds / 1000)),
      classOneToThree: countOfGood({ columnsMgPerL, judging }),
    },
    ratio: Number((milliseconds / reading.milliseconds).toFixed(2)),
    goal: 'within 5 times of reading every value',
  }))
}

/** Values about the limits, one in twenty missing; the same at every run. */
function madeColumns(): Record<JudgedItem, Float64Array> {
  let seed = 20_260_301
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 2_147_483_648
  }
  const entries = judgedItems.map((item) => {
    const middle =
      item === 'PH' ? 7.8 : Number(surfaceWaterLimit(item, 'Ⅲ', 'river')) * (item === 'DO' ? 1.4 : 0.6)
    const spread = item === 'PH' ? 0.2 : 1.4
    const column = Float64Array.from({ length: samples }, () =>
      random() < 0.05 ? Number.NaN : middle * (1 + spread * (random() - 0.5)),
    )
    return [item, column] as const
  })
  return Object.fromEntries(entries) as Record<JudgedItem, Float64Array>
}

function readAll(columns: Record<JudgedItem, Float64Array>): number {
  let sum = 0
  for (const column of Object.values(columns)) {
    for (let index = 0; index < column.length; index++) sum += column[index] as number
  }
  return sum
}

function countOfGood(input: SectionColumns): number {
  return classifySections(input).ranks.filter((rank) => rank <= classRank('Ⅲ')).length
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
