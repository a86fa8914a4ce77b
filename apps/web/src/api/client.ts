import type { Bilingual, ErrorReply } from '@qinglan/contract'
import { attendance } from './attended.ts'
import { en } from '../locales/en.ts'
import { zh } from '../locales/zh.ts'

const base = '/api/v1/'

/** A refused or failed request: the server's own words in both languages, and the request id to quote. */
export class ApiError extends Error {
  readonly status: number
  readonly bilingual: Bilingual
  readonly requestId: string | null
  /** What the server adds to a refusal, such as the faulty rows of a table. */
  readonly details: unknown

  constructor(status: number, message: Bilingual, requestId: string | null, details?: unknown) {
    super(`${message.zh} / ${message.en}`)
    this.name = 'ApiError'
    this.status = status
    this.bilingual = message
    this.requestId = requestId
    this.details = details
  }
}

const own = (key: 'unreachable' | 'unreadable'): Bilingual => ({ zh: zh.error[key], en: en.error[key] })

const isErrorReply = (body: unknown): body is ErrorReply =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'object'

/** What is said where no answer came. */
export const unreachable = (): ApiError => new ApiError(0, own('unreachable'), null)

/** What a reply that is no success says. */
export async function refusalOf(reply: Response): Promise<ApiError> {
  const body: unknown = await reply.json().catch(() => null)
  const id = reply.headers.get('x-request-id')
  if (isErrorReply(body)) {
    const { message, requestId, details } = body.error
    return new ApiError(reply.status, message, requestId, details)
  }
  return new ApiError(reply.status, own('unreadable'), id)
}

type Sent = Omit<RequestInit, 'headers'> & { headers?: Readonly<Record<string, string>> }

async function request<T>(path: string, { headers, ...init }: Sent): Promise<T> {
  const reply = await fetch(base + path, {
    ...init,
    headers: { accept: 'application/json', ...attendance(), ...headers },
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  })
  if (!reply.ok) throw await refusalOf(reply)
  if (reply.status === 204) return undefined as T
  try {
    return (await reply.json()) as T
  } catch {
    throw new ApiError(reply.status, own('unreadable'), reply.headers.get('x-request-id'))
  }
}

/** Parameters of an address; those without a value are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>

/** The address of an API resource below /api/v1, for a link or a request. */
export function apiPath(path: string, query: Query = {}): string {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  const text = new URLSearchParams(given).toString()
  return text ? `${path}?${text}` : path
}

/** The same address as the browser sees it, for downloads. */
export const apiHref = (path: string, query: Query = {}): string => base + apiPath(path, query)

export const getJson = <T>(path: string, signal: AbortSignal): Promise<T> => request<T>(path, { signal })

export const sendJson = <T>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body: unknown,
  signal?: AbortSignal,
): Promise<T> =>
  request<T>(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
    ...(signal ? { signal } : {}),
  })

export const deleteResource = (path: string): Promise<void> => request<void>(path, { method: 'DELETE' })

/** Sends a file as a form; the fields go first, so that the server knows them before the file streams in. */
export function sendFile<T>(
  path: string,
  file: File,
  fields: Readonly<Record<string, string>> = {},
): Promise<T> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return request<T>(path, { method: 'POST', body: form })
}
