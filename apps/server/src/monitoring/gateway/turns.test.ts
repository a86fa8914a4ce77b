import { setImmediate, setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns, type Freshness, type Room } from './turns.ts'

/** A registry that says what it is told to. */
class Registry implements Freshness {
  fresh = true
  fails = false
  read: () => void = () => undefined
  isFresh = () => this.fresh
  readAhead = () => undefined
  refresh = () =>
    new Promise<void>((resolve, reject) => {
      this.read = () => {
        this.fresh = !this.fails
        if (this.fails) reject(new Error('away'))
        else resolve()
      }
    })
}

/** A writer that is behind until it is told to go on. */
class Writer implements Room {
  behind = false
  resume: (() => void)[] = []
  onResume = (resume: () => void) => void this.resume.push(resume)
}

const busy = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
}

test('what is short is done at once; behind a long step others are heard before the next', async () => {
  const heard: string[] = []
  const turns = new Turns(new Registry(), new Writer())
  expect(turns.take(() => heard.push('1'))).toBe(true)
  expect(turns.take(() => busy(10))).toBe(true)
  expect(turns.take(() => heard.push('2'))).toBe(false)
  expect(turns.take(() => busy(10))).toBe(false)
  expect(turns.take(() => heard.push('3'))).toBe(false)
  expect(heard).toEqual(['1'])
  void setTimeout(0).then(() => heard.push('another'))
  await expect.poll(() => heard).toEqual(['1', '2', 'another', '3'])
  expect(turns.take(() => heard.push('4'))).toBe(true)
})

test.each([
  ['is read', false],
  ['cannot be read, and the last reading stands', true],
])('steps wait in their order until the registry %s', async (_name, fails) => {
  const done: number[] = []
  const registry = new Registry()
  registry.fresh = false
  registry.fails = fails
  const turns = new Turns(registry, new Writer())
  expect(turns.take(() => done.push(1))).toBe(false)
  await setTimeout(20)
  expect(turns.take(() => done.push(2))).toBe(false)
  expect(done).toEqual([])
  registry.read()
  await setImmediate()
  await expect.poll(() => done).toEqual([1, 2])
})

test('while the writer is behind nothing is decoded, and nothing is lost', async () => {
  const done: number[] = []
  const writer = new Writer()
  const turns = new Turns(new Registry(), writer)
  const step = (n: number) => () => {
    done.push(n)
    writer.behind = n % 2 === 0
  }
  expect([1, 2, 3, 4, 5].map((n) => turns.take(step(n)))).toEqual([true, true, false, false, false])
  await setTimeout(20)
  expect(done).toEqual([1, 2])
  const goOn = () => {
    writer.behind = false
    for (const resume of writer.resume.splice(0)) resume()
  }
  goOn()
  await expect.poll(() => done).toEqual([1, 2, 3, 4])
  await setTimeout(20)
  expect(done).toEqual([1, 2, 3, 4])
  goOn()
  await expect.poll(() => done).toEqual([1, 2, 3, 4, 5])
})
