/** What a condition looks at beyond the facts, state and place of the entity itself, as far as its text tells. */
export interface Asks {
  /** The day, limits in force on it, or what is proposed: another day, another answer. */
  readonly day: boolean
  /** The entity's own evidence. */
  readonly evidence: boolean
  /** Kinds whose entities it looks at. */
  readonly kinds: readonly string[]
  /** Others of the entity's own kind. */
  readonly ownKind: boolean
}

const askedKinds = /entity\.\w+\(\s*['"]([a-z0-9-]+)['"]/g
const around = /\bentity\.(?:inside|metresTo|related|touching|zoneOf|stays|coveredM2|near)\(/g
const named =
  /\bentity\.(?:inside|metresTo|related|touching|zoneOf|stays|coveredM2|near)\(\s*['"][a-z0-9-]+['"]/g

/** Kinds named in a condition as arguments of `entity.…('kind')`. */
export const kindsAsked = (text: string): string[] =>
  [...text.matchAll(askedKinds)].map((m) => m[1] as string)

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

/** Reads from a condition's text what it looks at; what cannot be told is taken to change from day to day. */
export function asksOf(text: string): Asks {
  const evidence = /\bentity\.(?:done|evidence|latest)\(/.test(text)
  const rest = text.replaceAll(/\bentity\.(?:done|evidence|latest)\(/g, '')
  return {
    day:
      /\b(?:date|limits|evidence|entry|before|region)\b/.test(rest) ||
      count(text, around) !== count(text, named),
    evidence,
    kinds: kindsAsked(text),
    ownKind: /\bentity\.(?:joinedAreaM2|same)\(/.test(text),
  }
}

/**
 * The kinds that must be at hand to judge conditions of a kind's entities, its own where they look at their like; null where a text
 * does not name them.
 */
export function kindsAtHand(kind: string, texts: readonly string[]): ReadonlySet<string> | null {
  const asked = texts.map((text) => ({ text, asks: asksOf(text) }))
  if (asked.some(({ text }) => count(text, around) !== count(text, named))) return null
  return new Set(asked.flatMap(({ asks }) => [...asks.kinds, ...(asks.ownKind ? [kind] : [])]))
}

/** One thing that a condition looks at beside the entity itself, and how narrowly it can be read. */
export type Look =
  | { readonly by: 'relation' | 'meeting' | 'kind'; readonly kind: string }
  | { readonly by: 'same'; readonly fact: string }
  | { readonly by: 'own kind' | 'anything' }

const calls = /\bentity\.(\w+)\(\s*(?:['"]([^'"]*)['"]\s*(?=[,)]))?/g

/** What a condition looks at around an entity. Where a kind is not named in so many words, that is anything. */
export function lookAround(text: string): Look[] {
  return [...text.matchAll(calls)].flatMap(([, call = '', named]): Look[] => {
    switch (call) {
      case 'inside':
      case 'touching':
      case 'zoneOf':
      case 'stays':
      case 'coveredM2':
        return [named === undefined ? { by: 'anything' } : { by: 'meeting', kind: named }]
      case 'related':
        return [named === undefined ? { by: 'anything' } : { by: 'relation', kind: named }]
      case 'near':
      case 'metresTo':
        return [named === undefined ? { by: 'anything' } : { by: 'kind', kind: named }]
      case 'same':
        return [named === undefined ? { by: 'own kind' } : { by: 'same', fact: named }]
      case 'joinedAreaM2':
        return [{ by: 'own kind' }]
      default: // its own evidence, lists, size and past
        return []
    }
  })
}
