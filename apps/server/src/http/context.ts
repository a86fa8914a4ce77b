import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Kysely, Transaction } from 'kysely'
import type pg from 'pg'
import type { Config } from '../config.ts'
import type { Connection } from '../database/connect.ts'
import type { Tables } from '../database/tables.ts'
import type { Principal } from '../identity/principal.ts'
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
  /** The system's own work, under the account of workers: business data of everyone, no accounts of people. */
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  /** Signing in and people's own accounts, under an account that reaches little else. For the identity room alone. */
  readonly accounts: Connection
  readonly live: LiveHub
  /** Runs a request's work in one transaction that knows who asks; every route goes through it. */
  inRequest<T>(request: FastifyRequest, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** The same for someone who listens: what may they see of something that just happened? */
  asPrincipal<T>(principal: Principal, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
}

/** A room's routes: registered below /api/v1. */
export type RoomRoutes = (app: App, context: AppContext) => void | Promise<void>
