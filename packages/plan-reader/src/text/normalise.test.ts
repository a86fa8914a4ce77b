import { expect, test } from 'vitest'
import { normalise, sourceSpan } from './normalise.ts'

test.each([
  ['到 2025 年,浓度 下降 10 %', '到2025年,浓度下降10%'],
  ['（一）　优良率≥８５．５％；', '(一)优良率≥85.5%;'],
  ['PM 2.5 与 AQI index', 'PM2.5与AQI index'],
  ['100㎡、35㎍/㎥', '100m²、35μg/m³'],
  ['⽔质\u200b达标', '水质达标'],
  ['12 34', '12 34'],
  ['國控斷面優良率應達到９０％、著重執行計畫', '国控断面优良率应达到90%、著重执行计划'],
])('%s is read as %s', (source, norm) => {
  expect(normalise(source).norm).toBe(norm)
})

test('a span of the even text leads back to the characters it came from', () => {
  const text = normalise('达到 ９０ ％ 以上')
  const at = text.norm.indexOf('90%')
  const span = sourceSpan(text, at, at + 3)
  expect(text.source.slice(span.start, span.end)).toBe('９０ ％')
})
