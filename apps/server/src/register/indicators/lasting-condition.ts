import { asksOf, type Asks } from '../engine/asks.ts'
import type { Entity } from '../engine/entity.ts'
import type { Condition, Scope, Verdict } from '../engine/expression.ts'

/** What an answer was given for: the same again, the same answer. */
interface Given {
  readonly own: Scope['own']
  readonly content: string
}

type Answer = number | { readonly unknown: string }

/**
 * A condition asked of the same entities on many days. What it says of an entity lasts until something changes that it looks at;
 * entities are the same object, and their evidence the same array, as long as they did not change.
 */
export class LastingCondition {
  readonly condition: Condition
  readonly #asks: Asks
  readonly #kinds: readonly string[]
  readonly #verdicts = new WeakMap<Entity, Given & { readonly verdict: Verdict }>()
  readonly #answers = new WeakMap<Entity, Given & { readonly answer: Answer }>()

  constructor(condition: Condition, kind: string) {
    this.condition = condition
    this.#asks = asksOf(condition.text)
    this.#kinds = this.#asks.ownKind ? [...this.#asks.kinds, kind] : this.#asks.kinds
  }

  judge(scope: Scope, contentOf: (kinds: readonly string[]) => string): Verdict {
    const given = this.#given(scope, contentOf)
    const last = given && this.#verdicts.get(scope.entity)
    if (given && last && same(last, given)) return last.verdict
    const verdict = this.condition.judge(scope)
    if (given) this.#verdicts.set(scope.entity, { ...given, verdict })
    return verdict
  }

  measure(scope: Scope, contentOf: (kinds: readonly string[]) => string): Answer {
    const given = this.#given(scope, contentOf)
    const last = given && this.#answers.get(scope.entity)
    if (given && last && same(last, given)) return last.answer
    const answer = this.condition.measure(scope)
    if (given) this.#answers.set(scope.entity, { ...given, answer })
    return answer
  }

  /** Null where the day itself counts: evidence that ends does so without any change. */
  #given({ own }: Scope, contentOf: (kinds: readonly string[]) => string): Given | null {
    const { day, evidence } = this.#asks
    if (day || (evidence && own?.some((e) => e.until !== null))) return null
    return {
      own: evidence ? own : undefined,
      content: this.#kinds.length === 0 ? '' : contentOf(this.#kinds),
    }
  }
}

const same = (a: Given, b: Given): boolean => a.own === b.own && a.content === b.content
