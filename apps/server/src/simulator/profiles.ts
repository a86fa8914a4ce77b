import { factorGroup, type AreaGroups } from '@qinglan/hj212'
import { randomFrom, type Random } from '../monitoring/simulation/random.ts'

interface Channel {
  readonly factor: string
  readonly mean: number
  readonly spread: number
  readonly decimals: number
}

/** What a simulated logger measures. */
export interface Profile {
  readonly st: string
  readonly channels: readonly Channel[]
  /** Of these, the one that is raised above its limit. */
  readonly exceeding: string
  readonly limit: number
}

const channel = (factor: string, mean: number, spread: number, decimals: number): Channel => ({
  factor,
  mean,
  spread,
  decimals,
})

/** Waste water (COD, ammonia, pH, flow) and flue gas (dust, SO2, NOx, oxygen, temperature, flow). */
const profiles: readonly Profile[] = [
  {
    st: '32',
    channels: [
      channel('w00000', 42, 6, 2),
      channel('w01001', 7.4, 0.2, 2),
      channel('w01018', 28, 4, 1),
      channel('w21003', 1.6, 0.5, 2),
    ],
    exceeding: 'w01018',
    limit: 50,
  },
  {
    st: '31',
    channels: [
      channel('a00000', 52_000, 4000, 0),
      channel('a01012', 96, 5, 1),
      channel('a19001', 11.2, 0.6, 2),
      channel('a21002', 31, 5, 1),
      channel('a21026', 12, 3, 1),
      channel('a34013', 4, 1, 2),
    ],
    exceeding: 'a21002',
    limit: 50,
  },
]

/** The profile of a logger; they take turns. */
export const profileOf = (index: number): Profile => profiles[index % profiles.length]!

/** The device code (MN) of a logger, 24 characters. */
export const mnOf = (index: number): string => `QLSIM${String(index + 1).padStart(19, '0')}`
/** The password that every simulated logger sends. */
export const simulatedPassword = '123456'

/** Random numbers of one logger: the same for the same seed. */
export const randomOfLogger = (seed: number, index: number): Random => randomFrom('logger', seed, index)

const written = (value: number, decimals: number): string => Math.max(value, 0).toFixed(decimals)

/** The groups of one record; `over` raises one factor to twice its limit. */
export function groupsOf(
  profile: Profile,
  statistic: 'Rtd' | 'Avg',
  random: Random,
  over: boolean,
): AreaGroups {
  return profile.channels.map(({ factor, mean, spread, decimals }) => {
    const raised = over && factor === profile.exceeding
    const value = raised ? profile.limit * 2 + random.normal() : mean + spread * random.normal()
    return factorGroup(factor, { values: { [statistic]: written(value, decimals) }, flag: 'N' })
  })
}
