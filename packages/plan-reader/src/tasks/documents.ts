import type { Token } from '../tokens/token.ts'

/** The documents and standards a clause names: titles in 《》 and standard numbers. */
export function documentsIn(norm: string, tokens: readonly Token[]): string[] {
  return tokens
    .filter((token) => token.kind === 'document')
    .map((token) => norm.slice(token.start, token.end).replace(/^《(.*)》$/s, '$1'))
}
