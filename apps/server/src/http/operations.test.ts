import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { readAccessSettings } from '../access-settings.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'
import { listenForMetrics } from './metrics-listener.ts'

const metricsToken = 'a-token-of-twenty-characters'
let it: TestApplication
let closed: TestApplication
beforeAll(async () => {
  it = await testApplication({ metricsToken })
  closed = await testApplication()
})
afterAll(async () => {
  await it?.close()
  await closed?.close()
})

test('whoever reaches the web port gets no metrics, unless a token is set and shown', async () => {
  expect((await closed.app.inject('/metrics')).statusCode).toBe(404)
  const ask = (authorization?: string) =>
    it.app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } })
  expect((await ask()).statusCode).toBe(401)
  expect((await ask('Bearer another-token-of-twenty')).statusCode).toBe(401)
  const shown = await ask(`Bearer ${metricsToken}`)
  expect(shown.statusCode).toBe(200)
  expect(shown.body).toContain('qinglan_http_request_seconds')
})

test('a port of its own tells what the last check of the audit trail found', async () => {
  await sql`insert into audit_checks (asked_by, seconds, links, entries, fault_count, faults) values
    ('schedule', 1, 5, 7, 0, '[]'), ('schedule', 1, 5, 9, 2, '[]')`.execute(closed.database.db)
  await sql`update audit_checks set at = '2026-03-01T00:00Z' where fault_count = 2`.execute(
    closed.database.db,
  )
  await sql`update audit_checks set at = '2026-02-28T00:00Z' where fault_count = 0`.execute(
    closed.database.db,
  )
  const door = await listenForMetrics(closed.app, { host: '127.0.0.1', port: 0 })
  try {
    const text = await (await fetch(`http://127.0.0.1:${door.port}/metrics`)).text()
    expect(text).toContain('qinglan_audit_faults 2')
    expect(text).toContain('qinglan_audit_entries 9')
    expect(text).toContain(
      `qinglan_audit_checked_timestamp_seconds ${Date.parse('2026-03-01T00:00Z') / 1000}`,
    )
    expect((await fetch(`http://127.0.0.1:${door.port}/api/v1/session`)).status).toBe(404)
  } finally {
    await door.close()
  }
})

test('settings that would leave the door ajar are refused', () => {
  expect(() => readAccessSettings({ QINGLAN_METRICS_TOKEN: 'short' })).toThrow(/QINGLAN_METRICS_TOKEN/)
  expect(() => readAccessSettings({ QINGLAN_AUDIT_CHECK_HOURS: '-1' })).toThrow(/QINGLAN_AUDIT_CHECK_HOURS/)
  const { metricsListener, auditCheckHours } = readAccessSettings({ QINGLAN_METRICS_PORT: '9640' })
  expect({ metricsListener, auditCheckHours }).toEqual({
    metricsListener: { host: '127.0.0.1', port: 9640 },
    auditCheckHours: 24,
  })
})
