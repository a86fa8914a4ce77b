import { describe, expect, test } from 'vitest'
import { advance, restState, type Level, type Truth } from './signal-machine.ts'

const minute = 60_000
const levels: readonly Level[] = [
  { severity: 1, forMs: 10 * minute, boundary: 'longer' },
  { severity: 3, forMs: 60 * minute, boundary: 'at-least' },
]

/** Plays minutes and truths; returns what happened at which minute. */
function play(steps: readonly (readonly [minute: number, holds: Truth, clear?: Truth])[]): string[] {
  let state = restState(levels.length)
  return steps.flatMap(([at, holds, clear]) => {
    const observed = {
      at: at * minute,
      holds: [holds, holds],
      clear: clear === undefined ? holds === false : clear,
    }
    const step = advance(levels, 5 * minute, state, observed)
    state = step.state
    if (!step.event) return []
    const { event } = step
    const severity = event.kind === 'ended' ? '' : ` ${event.severity}`
    return [
      `${at} ${event.kind}${severity}${event.kind === 'raised' ? ` from ${event.beganAt / minute}` : ''}`,
    ]
  })
}

describe('a condition that must hold for a time', () => {
  test.each([
    [
      'longer than ten minutes: ten are not enough',
      [
        [0, true],
        [10, true],
      ],
      [],
    ],
    [
      'eleven are',
      [
        [0, true],
        [10, true],
        [11, true],
      ],
      ['11 raised 1 from 0'],
    ],
    [
      'a break begins anew',
      [
        [0, true],
        [9, false],
        [10, true],
        [20, true],
      ],
      [],
    ],
    [
      'what is not known does not break it',
      [
        [0, true],
        [5, null],
        [11, true],
      ],
      ['11 raised 1 from 0'],
    ],
    [
      'and does not fulfil it',
      [
        [0, true],
        [11, null],
      ],
      [],
    ],
    [
      'at least an hour: the boundary counts, severity rises',
      [
        [0, true],
        [11, true],
        [60, true],
      ],
      ['11 raised 1 from 0', '60 severity 3'],
    ],
    [
      'it ends after five minutes of rest',
      [
        [0, true],
        [11, true],
        [12, false],
        [16, false],
        [17, false],
      ],
      ['11 raised 1 from 0', '17 ended'],
    ],
    [
      'flapping does not end it',
      [
        [0, true],
        [11, true],
        [12, false],
        [16, true],
        [17, false],
        [21, false],
      ],
      ['11 raised 1 from 0'],
    ],
    [
      'silence does not end it',
      [
        [0, true],
        [11, true],
        [12, null, null],
        [30, null, null],
      ],
      ['11 raised 1 from 0'],
    ],
  ] as const)('%s', (_name, steps, expected) => {
    expect(play(steps)).toEqual(expected)
  })

  test('severity falls with the levels before it ends', () => {
    let state = restState(2)
    const seen: unknown[] = []
    const both = [
      { severity: 1, forMs: 0, boundary: 'at-least' },
      { severity: 2, forMs: 0, boundary: 'at-least' },
    ] as const
    for (const [at, low, high] of [
      [0, true, true],
      [1, true, false],
      [2, false, false],
    ] as const) {
      const step = advance(both, 0, state, { at, holds: [low, high], clear: !low })
      state = step.state
      seen.push(step.event)
    }
    expect(seen).toEqual([
      { kind: 'raised', severity: 2, beganAt: 0 },
      { kind: 'severity', severity: 1 },
      { kind: 'ended' },
    ])
  })
})
