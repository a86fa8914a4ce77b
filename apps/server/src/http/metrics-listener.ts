import type { AddressInfo } from 'node:net'
import Fastify from 'fastify'
import type { App } from './context.ts'

/** A door of its own for what only a monitoring system should see; by default it opens on this machine alone. */
export async function listenForMetrics(
  app: App,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const door = Fastify({ forceCloseConnections: true })
  door.get('/metrics', async (_request, reply) => {
    const { type, text } = await app.metrics()
    return reply.type(type).send(text)
  })
  await door.listen({ host, port })
  return { port: (door.server.address() as AddressInfo).port, close: () => door.close() }
}
