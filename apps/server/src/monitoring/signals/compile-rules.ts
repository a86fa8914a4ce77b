import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readYaml } from '../../pack/files/yaml-file.ts'
import type { Level } from './signal-machine.ts'
import { compileSignal, type SignalExpression } from './signal-expression.ts'
import { durationMs, SignalRule, type ChannelRule, type EventRule, type SilenceRule } from './signal-rule.ts'

interface Explained {
  readonly explain: readonly (readonly [string, SignalExpression])[]
}

/** A rule over values of a channel, its texts compiled. */
export interface CompiledChannelRule extends Explained {
  readonly rule: ChannelRule
  readonly levels: readonly (Level & { readonly when: SignalExpression })[]
  /** Null: the condition to end is that no level's condition holds. */
  readonly clear: SignalExpression | null
  readonly clearMs: number
  readonly maxAgeMs: number
}

/** A rule over single events, its texts compiled. */
export interface CompiledEventRule extends Explained {
  readonly rule: EventRule
  readonly when: SignalExpression
  readonly subject: SignalExpression | null
  /** Null: each event is over at once. */
  readonly ends: { readonly when: SignalExpression; readonly afterMs: number } | null
}

/** A rule over silence, its texts compiled. */
export interface CompiledSilenceRule extends Explained {
  readonly rule: SilenceRule
  readonly levels: readonly { readonly severity: 1 | 2 | 3; readonly when: SignalExpression }[]
}

/** All rules, by what they look at. */
export interface SignalRules {
  readonly channels: readonly CompiledChannelRule[]
  readonly events: readonly CompiledEventRule[]
  readonly silence: readonly CompiledSilenceRule[]
}

const explained = (rule: SignalRule): Explained => ({
  explain: Object.entries(rule.explain ?? {}).map(
    ([name, text]) => [name, compileSignal(text, `${rule.rule} explain ${name}`)] as const,
  ),
})

function compileChannels(rule: ChannelRule): CompiledChannelRule {
  return {
    rule,
    ...explained(rule),
    levels: rule.levels.map((level, i) => ({
      severity: level.severity,
      forMs: durationMs(level.longerThan ?? level.atLeast),
      boundary: level.longerThan === undefined ? 'at-least' : 'longer',
      when: compileSignal(level.when, `${rule.rule} levels[${i}]`),
    })),
    clear: rule.clear.when === undefined ? null : compileSignal(rule.clear.when, `${rule.rule} clear`),
    clearMs: durationMs(rule.clear.atLeast),
    maxAgeMs: durationMs(rule.maxAge),
  }
}

/** Compiles rules. @throws QinglanError naming the rule whose expression has a mistake */
export function compileRules(rules: readonly SignalRule[]): SignalRules {
  const compiled: { [K in keyof SignalRules]: SignalRules[K][number][] } = {
    channels: [],
    events: [],
    silence: [],
  }
  for (const rule of rules) {
    switch (rule.over) {
      case 'channels':
        compiled.channels.push(compileChannels(rule))
        break
      case 'events':
        compiled.events.push({
          rule,
          ...explained(rule),
          when: compileSignal(rule.when, rule.rule),
          subject: rule.subject === undefined ? null : compileSignal(rule.subject, `${rule.rule} subject`),
          ends: rule.ends
            ? {
                when: compileSignal(rule.ends.when, `${rule.rule} ends`),
                afterMs: durationMs(rule.ends.after),
              }
            : null,
        })
        break
      case 'silence':
        compiled.silence.push({
          rule,
          ...explained(rule),
          levels: rule.levels.map((level, i) => ({
            severity: level.severity,
            when: compileSignal(level.when, `${rule.rule} levels[${i}]`),
          })),
        })
        break
    }
  }
  return compiled
}

const bundled = fileURLToPath(new URL('../../../../../packs/common/signals/', import.meta.url))
let loaded: Promise<SignalRules> | undefined

async function load(): Promise<SignalRules> {
  const names = (await readdir(bundled)).filter((name) => name.endsWith('.yaml')).sort()
  const rules: SignalRule[] = []
  for (const name of names) {
    const rule = await readYaml(join(bundled, name), `common/signals/${name}`, SignalRule)
    if (rule) rules.push(rule)
  }
  return compileRules(rules)
}

/** The rules that come with Qinglan, read once. */
export const bundledRules = (): Promise<SignalRules> => (loaded ??= load())
