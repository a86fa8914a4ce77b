import type { AirPollutant } from '../pollutant.ts'

/** Who is sensitive to a pollutant. */
export interface SensitiveGroups {
  readonly zh: readonly string[]
  readonly en: readonly string[]
}

const asthma = { zh: '哮喘等呼吸系统疾病患者', en: 'people with asthma or other respiratory disease' }
const heart = { zh: '心血管系统疾病患者', en: 'people with cardiovascular disease' }
const young = { zh: '儿童和青少年', en: 'children and adolescents' }
const old = { zh: '老年人', en: 'older people' }
const outdoors = { zh: '户外活动频繁者', en: 'people often outdoors' }

function groups(...rows: readonly { readonly zh: string; readonly en: string }[]): SensitiveGroups {
  return { zh: rows.map((row) => row.zh), en: rows.map((row) => row.en) }
}

/** Who should take care when a pollutant's sub-index is above 100 (HJ 633-2026 Table 2). */
export const sensitiveGroups: Readonly<Record<AirPollutant, SensitiveGroups>> = {
  SO2: groups(asthma, young, old),
  NO2: groups(asthma, young, old),
  PM10: groups(heart, asthma, young, outdoors, old),
  'PM2.5': groups(heart, asthma, young, outdoors, old),
  CO: groups(heart),
  O3: groups(asthma, young, outdoors, old),
}
