/** A column of the US table; the unit is in the name. */
export type UsEpaColumn =
  | 'O3_8h_ppm'
  | 'O3_1h_ppm'
  | 'PM2.5_24h_ugPerM3'
  | 'PM10_24h_ugPerM3'
  | 'CO_8h_ppm'
  | 'SO2_1h_ppb'
  | 'SO2_24h_ppb'
  | 'NO2_1h_ppb'

/** Editions of the US index: the PM2.5 column changed on 2024-05-06. */
export type UsEpaEdition = 'US EPA AQI 2013' | 'US EPA AQI 2024'

/** A band: concentration from and to, index from and to. */
export type UsEpaBand = readonly [number, number, number, number]

const so2: readonly UsEpaBand[] = [
  [0, 35, 0, 50],
  [36, 75, 51, 100],
  [76, 185, 101, 150],
  [186, 304, 151, 200],
  [305, 604, 201, 300],
  [605, 1004, 301, 500],
]

const shared = {
  O3_8h_ppm: [
    [0, 0.054, 0, 50],
    [0.055, 0.07, 51, 100],
    [0.071, 0.085, 101, 150],
    [0.086, 0.105, 151, 200],
    [0.106, 0.2, 201, 300],
  ],
  O3_1h_ppm: [
    [0.125, 0.164, 101, 150],
    [0.165, 0.204, 151, 200],
    [0.205, 0.404, 201, 300],
    [0.405, 0.604, 301, 500],
  ],
  PM10_24h_ugPerM3: [
    [0, 54, 0, 50],
    [55, 154, 51, 100],
    [155, 254, 101, 150],
    [255, 354, 151, 200],
    [355, 424, 201, 300],
    [425, 604, 301, 500],
  ],
  CO_8h_ppm: [
    [0, 4.4, 0, 50],
    [4.5, 9.4, 51, 100],
    [9.5, 12.4, 101, 150],
    [12.5, 15.4, 151, 200],
    [15.5, 30.4, 201, 300],
    [30.5, 50.4, 301, 500],
  ],
  SO2_1h_ppb: so2,
  SO2_24h_ppb: so2,
  NO2_1h_ppb: [
    [0, 53, 0, 50],
    [54, 100, 51, 100],
    [101, 360, 101, 150],
    [361, 649, 151, 200],
    [650, 1249, 201, 300],
    [1250, 2049, 301, 500],
  ],
} as const satisfies Partial<Record<UsEpaColumn, readonly UsEpaBand[]>>

/** Breakpoints of the US index (EPA technical assistance document, May 2024; the 2013 PM2.5 bands as it replaced them). */
export const usEpaBreakpoints: Readonly<
  Record<UsEpaEdition, Readonly<Record<UsEpaColumn, readonly UsEpaBand[]>>>
> = {
  'US EPA AQI 2024': {
    ...shared,
    'PM2.5_24h_ugPerM3': [
      [0, 9, 0, 50],
      [9.1, 35.4, 51, 100],
      [35.5, 55.4, 101, 150],
      [55.5, 125.4, 151, 200],
      [125.5, 225.4, 201, 300],
      [225.5, 325.4, 301, 500],
    ],
  },
  'US EPA AQI 2013': {
    ...shared,
    'PM2.5_24h_ugPerM3': [
      [0, 12, 0, 50],
      [12.1, 35.4, 51, 100],
      [35.5, 55.4, 101, 150],
      [55.5, 150.4, 151, 200],
      [150.5, 250.4, 201, 300],
      [250.5, 350.4, 301, 400],
      [350.5, 500.4, 401, 500],
    ],
  },
}

/**
 * Decimals a concentration is truncated to.
 *
 * Clause: US EPA Technical Assistance Document, 2024.
 */
export const usEpaDecimals: Readonly<Record<UsEpaColumn, number>> = {
  O3_8h_ppm: 3,
  O3_1h_ppm: 3,
  'PM2.5_24h_ugPerM3': 1,
  PM10_24h_ugPerM3: 0,
  CO_8h_ppm: 1,
  SO2_1h_ppb: 0,
  SO2_24h_ppb: 0,
  NO2_1h_ppb: 0,
}
