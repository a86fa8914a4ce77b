import type { App } from '../context.ts'
import type { Node } from './samples.ts'

/** An operation as the OpenAPI document describes it. */
export interface DescribedOperation {
  readonly method: string
  /** As the route writes it: `/api/v1/sites/:id`. */
  readonly url: string
  readonly params: Node
  readonly query: Node
  /** The body, where it is JSON. */
  readonly body: Node | undefined
  /** Everything that the document says. */
  readonly said: Readonly<Record<string, unknown>>
}

interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema: Node
}

const nodeOf = (parameters: readonly Parameter[]): Node => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
})

interface Said extends Readonly<Record<string, unknown>> {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Node }>> }
}

/** Every operation of the API, from its own description. */
export function describedOperations(app: App): DescribedOperation[] {
  const paths =
    (app.swagger() as object as { paths?: Readonly<Record<string, Readonly<Record<string, Said>>>> }).paths ??
    {}
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, said]) => {
      const parameters = said.parameters ?? []
      return {
        method: method.toUpperCase(),
        url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
        params: nodeOf(parameters.filter((p) => p.in === 'path')),
        query: nodeOf(parameters.filter((p) => p.in === 'query')),
        body: said.requestBody?.content['application/json']?.schema,
        said,
      }
    }),
  )
}
