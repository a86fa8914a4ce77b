import type { Login, Right, WhoAmI } from '@qinglan/contract'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteResource, getJson, sendJson } from '../api/client.ts'

const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  queryFn: ({ signal }) => getJson<WhoAmI>('session', signal),
})

/** Who uses the page; undefined until the server has said so. */
export const useSession = (): WhoAmI | undefined => useQuery(sessionQuery).data

/** Whether the person (or the visitor of a demo) may do something. The server decides anyway; this only spares a refusal. */
export const useRight = (right: Right): boolean => useSession()?.rights.includes(right) ?? false

/** Signs in; what was fetched as someone else is forgotten. */
export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (login: Login) => sendJson<WhoAmI>('POST', 'session', login),
    onSuccess: async (who) => {
      client.setQueryData(sessionQuery.queryKey, who)
      // what was fetched as someone else is not shown to this person, not even until it is fetched again
      await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
    },
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => deleteResource('session'),
    onSuccess: () => client.resetQueries(),
  })
}
