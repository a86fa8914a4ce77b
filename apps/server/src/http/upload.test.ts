import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { App } from './context.ts'
import { answerErrors } from './request-errors.ts'
import { takeUploads, uploadOf } from './upload.ts'

const kilobyte = 1024
const megabytes = 0.5 // 512 kB whole, 10 MB streamed, 2 MB together

let app: App
/** Ends the wait of those who have read their file and are not answered yet. */
let answer: () => void = () => undefined
let waiting = 0
beforeAll(async () => {
  app = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  answerErrors(app)
  await takeUploads(app, megabytes)
  app.post('/whole', async (request) => ({ bytes: (await (await uploadOf(request)).bytes()).length }))
  const answered = new Promise<void>((resolve) => (answer = resolve))
  app.post('/slow', async (request) => {
    const bytes = await (await uploadOf(request)).bytes()
    waiting += 1
    await answered
    return { bytes: bytes.length }
  })
  app.post('/streamed', async (request) => {
    const { file, cutOff } = await uploadOf(request, { streamed: true })
    let bytes = 0
    for await (const chunk of file as AsyncIterable<Buffer>) bytes += chunk.length
    const refusal = cutOff()
    if (refusal) throw refusal
    return { bytes }
  })
  await app.ready()
})
afterAll(() => app.close())

async function send(url: string, bytes: number) {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), 'a.csv')
  const request = new Request('http://x', { method: 'POST', body: form })
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const payload = Buffer.from(await request.arrayBuffer())
  const reply = await app.inject({ method: 'POST', url, payload, headers })
  return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() }
}

test.each([
  ['/whole', 512 * kilobyte],
  ['/streamed', 10 * 1024 * kilobyte],
])('%s takes a file of the limit and refuses one byte more, naming the limit', async (url, limit) => {
  expect(await send(url, limit)).toEqual({ status: 200, body: { bytes: limit } })
  const name = url === '/whole' ? '0.5 MB' : '10 MB'
  expect(await send(url, limit + 1)).toMatchObject({
    status: 413,
    body: {
      error: {
        code: 'too-large',
        message: { zh: expect.stringContaining(`上限 ${name}`), en: expect.stringContaining(`than ${name}`) },
        details: { limitBytes: limit },
      },
    },
  })
})

test('files in memory at the same time have a limit in common, and what was answered counts no more', async () => {
  const slow = Array.from({ length: 4 }, () => send('/slow', 500 * kilobyte))
  await expect.poll(() => waiting, { timeout: 60_000 }).toBe(4)
  expect(await send('/whole', 100 * kilobyte)).toMatchObject({
    status: 503,
    body: { error: { code: 'unavailable', message: { zh: expect.stringContaining('稍后') } } },
  })
  answer()
  expect((await Promise.all(slow)).map((r) => r.status)).toEqual([200, 200, 200, 200])
  expect(await send('/whole', 100 * kilobyte)).toMatchObject({ status: 200 })
})

test.each(['0', '-1', 'much', '3000'])('QINGLAN_UPLOAD_MB=%s is refused', (text) => {
  expect(() => readConfig({ QINGLAN_UPLOAD_MB: text })).toThrow(/QINGLAN_UPLOAD_MB/)
  expect(readConfig({ QINGLAN_UPLOAD_MB: '0.5' }).uploadMegabytes).toBe(0.5)
})
