import { expect, it } from 'vitest'
import { CASES } from '../cases/case.ts'
import { inspectPacket } from '../framing/inspect-packet.ts'
import { commands } from './command-table.ts'
import { directionOf, useOf } from './direction.ts'

const told = CASES.map((label) => {
  const { packet } = inspectPacket(new TextEncoder().encode(label.packet))
  return { label, packet, direction: directionOf(packet) }
})

it.each(
  told
    .filter(({ packet }) => packet.cn !== '9013' && packet.cn !== '9021')
    .map((one) => [one.label.id, one] as const),
)('tells which way %s goes', (_, { label, direction }) => {
  expect(direction).toBe(label.direction)
})

it('leaves 9013 open, which both sides send', () => {
  expect(told.filter(({ packet }) => packet.cn === '9013').map(({ direction }) => direction)).toEqual(
    Array.from({ length: 6 }, () => null),
  )
})

it('knows the role of each packet whose command it knows', () => {
  for (const { packet, direction } of told) {
    const known = commands.some(({ cn }) => cn === packet.cn)
    if (direction !== null) expect(useOf(packet, direction) !== null).toBe(known)
  }
})

it('has one meaning per command and dialect', () => {
  const keys = commands.flatMap(({ cn, dialects }) => dialects.map((dialect) => `${cn} ${dialect}`))
  expect(new Set(keys).size).toBe(keys.length)
})
