import { expect, test } from 'vitest'
import { PacketBatch, type IncomingPacket } from './packet-batch.ts'
import { packRaw, unpackRaw } from './raw-packets.ts'

class Sender {
  readonly answers: string[] = []
  answer(bytes: Uint8Array): void {
    this.answers.push(Buffer.from(bytes).toString())
  }
}

const packet = (raw: string, sender: Sender, answer: string | null = null): IncomingPacket => ({
  mn: 'A1',
  remote: '127.0.0.1:9',
  receivedAt: 1_614_900_000_000,
  raw: Buffer.from(raw),
  dialect: '2017',
  row: null,
  reports: null,
  refused: null,
  answer: answer === null ? null : Buffer.from(answer),
  sender,
  stored: null,
})

const textOf = async (batch: PacketBatch) =>
  (await unpackRaw(await packRaw(batch.records))).map(({ raw }) => Buffer.from(raw).toString())

test('each sender gets its answers in order, those that stand together in one piece, also from a batch used again', () => {
  const [a, b] = [new Sender(), new Sender()]
  const batch = new PacketBatch()
  for (const round of ['x', 'y']) {
    batch.add(packet('1', a, `${round}1`))
    batch.add(packet('2', a))
    batch.add(packet('3', a, `${round}3`))
    batch.add(packet('4', b))
    batch.add(packet('5', b, `${round}5`))
    batch.add(packet('6', a, `${round}6`))
    batch.acknowledge()
    batch.clear()
    batch.acknowledge()
  }
  expect(a.answers).toEqual(['x1x3', 'x6', 'y1y3', 'y6'])
  expect(b.answers).toEqual(['x5', 'y5'])
})

test('a socket that holds an answer back does not see it change when the batch is used again', () => {
  const held: Uint8Array[] = []
  const sender = { answer: (bytes: Uint8Array) => void held.push(bytes) }
  const batch = new PacketBatch()
  for (const answer of ['first', 'other']) {
    batch.add({ ...packet('1', new Sender(), answer), sender })
    batch.acknowledge()
    batch.clear()
  }
  expect(held.map((bytes) => Buffer.from(bytes).toString())).toEqual(['first', 'other'])
})

test('packets stay as they came while the buffer grows, and in parts of the batch', async () => {
  const sender = new Sender()
  const raws = Array.from({ length: 300 }, (_, i) => String(i).repeat(100))
  const batch = new PacketBatch()
  for (const raw of raws) batch.add(packet(raw, sender, 'ok'))
  expect(await textOf(batch)).toEqual(raws)
  expect(batch.packets.map((held) => batch.rawOf(held).toString())).toEqual(raws)
  const part = batch.part(100, 102, { refused: 'unstorable' })
  expect(await textOf(part)).toEqual(raws.slice(100, 102))
  expect(part.packets.map(({ refused }) => refused)).toEqual(['unstorable', 'unstorable'])
  part.acknowledge()
  expect(sender.answers).toEqual([])
})
