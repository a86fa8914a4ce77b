import { expect, it } from 'vitest'
import { storageTankControl } from './storage-tank.ts'

it.each([
  [76.6, 10, false, { control: 'pressureTank' }],
  [76.5, 75, false, { control: 'floatingRoofOrTreatedVent', leastEfficiencyPercent: 80 }],
  [27.6, 75, true, { control: 'floatingRoofOrTreatedVent', leastEfficiencyPercent: 90 }],
  [27.6, 74.9, false, { control: 'none' }],
  [27.5, 150, false, { control: 'none' }],
  [5.2, 150, true, { control: 'floatingRoofOrTreatedVent', leastEfficiencyPercent: 90 }],
  [5.2, 149, true, { control: 'none' }],
  [5.1, 150, true, { control: 'none' }],
] as const)('a tank of %d kPa and %d m³, key area %s', (vapourPressureKpa, volumeM3, keyArea, control) => {
  expect(storageTankControl({ vapourPressureKpa, volumeM3, keyArea })).toEqual(control)
})
