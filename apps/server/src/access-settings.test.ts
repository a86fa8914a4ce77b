import { expect, test } from 'vitest'
import { readAccessSettings } from './access-settings.ts'

test('without any setting every request needs a person, and privileged roles a second factor', () => {
  expect(readAccessSettings({})).toMatchObject({
    mode: 'login',
    idleMinutes: 30,
    absoluteHours: 12,
    secondFactorRoles: ['administrator', 'auditor'],
    trustedProxies: [],
    singleSignOn: undefined,
  })
  expect(readAccessSettings({ QINGLAN_ACCESS: 'demo' }).secondFactorRoles).toEqual([])
})

test.each([
  [{ QINGLAN_ACCESS: 'open' }, /QINGLAN_ACCESS/],
  [{ QINGLAN_IDLE_MINUTES: '0' }, /QINGLAN_IDLE_MINUTES/],
  [{ QINGLAN_SESSION_HOURS: '1.5' }, /QINGLAN_SESSION_HOURS/],
  [{ QINGLAN_PUBLIC_URL: 'ftp://x' }, /QINGLAN_PUBLIC_URL/],
  [{ QINGLAN_SECRET_KEY: 'short' }, /QINGLAN_SECRET_KEY/],
  [{ QINGLAN_OIDC_ISSUER: 'https://id.example' }, /QINGLAN_OIDC_CLIENT_ID/],
])('a setting that cannot be meant stops the start: %j', (env, message) => {
  expect(() => readAccessSettings(env)).toThrow(message)
})
