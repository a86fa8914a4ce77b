import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import type { Config } from '../config.ts'
import type { Tables } from '../database/tables.ts'
import type { LiveHub } from '../live/live-hub.ts'

/** The Fastify instance with schemas checked by TypeBox. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What the routes of a room are given. */
export interface AppContext {
  readonly config: Config
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  readonly live: LiveHub
  /** Runs a request's work in one transaction that knows who asks; every route goes through it. */
  inRequest<T>(request: FastifyRequest, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
}

/** A room's routes: registered below /api/v1. */
export type RoomRoutes = (app: App, context: AppContext) => void | Promise<void>
