import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { passwordFault, randomPassword, wasUsed } from './password-rules.ts'
import { delaySeconds } from '../sign-in/throttle.ts'

const account = { login: 'li.si', name: '李四' }

test.each([
  ['Ab3$efghij', undefined],
  ['Ab3efghijk', undefined],
  ['Ab3$efghi', /10/],
  ['abcdefghij', /three/],
  ['abcdefghi3', /three/],
  ['Xli.Si4711', /login/],
  ['Xx4711李四李四', /login/],
  ['Passw0rd4711', /first/],
  ['Qwerty-4711', /first/],
  ['Baaaa-47113', /first/],
])('8.1.4.1 a): %s', (password, fault) => {
  const found = passwordFault(password, account)?.en
  if (fault === undefined) expect(found).toBeUndefined()
  else expect(found).toMatch(fault)
})

test('a first password keeps the rules, whatever the dice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 40 }), (length) => {
      const password = randomPassword(length)
      expect(password).toHaveLength(length)
      const fault = passwordFault(password, account)
      // four letters alike in a row, or a guess, may come by chance and are then refused like anyone's
      if (fault) expect(fault.en).toMatch(/first/)
    }),
  )
})

test('a hash is an argon2id PHC string with its own salt, and only the password opens it', async () => {
  const [one, two] = await Promise.all([hashPassword('密码 é'), hashPassword('密码 é')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(one).not.toBe(two)
  expect(await verifyPassword('密码 é', one)).toBe(true)
  expect(await verifyPassword('密码 e\u0301', one), 'the same letters, written otherwise').toBe(true)
  expect(await verifyPassword('密码 e', one)).toBe(false)
  expect(await wasUsed('密码 é', [two])).toBe(true)
  await expect(verifyPassword('x', 'plain')).rejects.toThrow(/PHC/)
})

test('a hash that was made with other costs is read by its own', async () => {
  const { argon2Sync } = await import('node:crypto')
  const tag = argon2Sync('argon2id', {
    message: 'password',
    nonce: Buffer.from('somesalt'),
    memory: 64,
    passes: 3,
    parallelism: 2,
    tagLength: 24,
  })
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
  const phc = `$argon2id$v=19$m=64,t=3,p=2$${base64(Buffer.from('somesalt'))}$${base64(tag)}`
  expect(await verifyPassword('password', phc)).toBe(true)
})

test('8.1.4.1 b): the delay grows and the fifth failure locks', () => {
  expect([1, 2, 3, 4, 5, 6].map(delaySeconds)).toEqual([0, 0, 2, 4, 900, 900])
})
