/** A `name=value` of a packet, both trimmed, in the order of the packet. */
export interface Field {
  readonly name: string
  readonly text: string
}

/**
 * Why a value is not a number: `empty` (nothing, or only dashes), `null` and `nan` (the words), `sentinel`
 * (a number that devices send for "no value", such as -99), `text` (information or serial text, which is
 * no number by design), `not-numeric` (anything else).
 */
export type Absence = 'empty' | 'null' | 'nan' | 'sentinel' | 'text' | 'not-numeric'

/** The suffixes that HJ/T 212-2005 and HJ 212-2017 (table 4 and appendix C) give a measured value. */
export const statistics = [
  'Rtd',
  'Min',
  'Avg',
  'Max',
  'Cou',
  'ZsRtd',
  'ZsMin',
  'ZsAvg',
  'ZsMax',
  'Data',
  'DayData',
  'NightData',
  'Ala',
  'UpValue',
  'LowValue',
  'RS',
  'RT',
  'Info',
  'SN',
] as const

/** One of the standard's suffixes; see {@link statistics}. */
export type Statistic = (typeof statistics)[number]

/** One value of one factor, as a CP carries it (HJ 212-2017 6.3.3.1 and table 4). */
export interface Measurement {
  /** Factor or device code as sent: `w01018`, `011`, `SB1`, `i12001`. Unknown codes are data. */
  readonly factor: string
  /** A {@link Statistic}, or the suffix as sent when it is none (`-td`, `-ZsCou`). */
  readonly statistic: string
  /** In the unit of the channel; the factor table holds the standard's default unit. */
  readonly value: number | Absence
  /** The value as sent, trimmed. */
  readonly text: string
  /** 数据标记 of the same factor, or null when unmarked, which is not N (HJ 212-2017 table 8). */
  flag: string | null
  /** 扩充数据标记, the maker's own mark. */
  makerFlag: string | null
  /** 采样时间 of a batch analyser, as sent (`YYYYMMDDhhmmss`). */
  sampleTime: string | null
  /** The PolId that stood before this value, when the CP has any (CN 3019, 3020). */
  readonly polId: string | null
}
