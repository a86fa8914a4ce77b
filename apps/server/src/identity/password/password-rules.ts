import { randomInt } from 'node:crypto'
import type { Bilingual } from '@qinglan/contract'
import { verifyPassword } from './password-hash.ts'

const minimumLength = 10
const minimumKinds = 3
/** How many former passwords may not come back. */
export const rememberedPasswords = 5

const kinds: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/]
const guessedFirst =
  /p[a@]ssw[o0]rd|qwert|asdfg|1q2w3e|abc123|123456|654321|111111|888888|666666|admin|qinglan|iloveyou|woaini/i

/**
 * What is wrong with a new password by GB/T 22239-2019 8.1.4.1 a) (身份鉴别信息具有复杂度要求), or nothing. The clause leaves the
 * figures to the operator; here: ten characters of three kinds, not the account's name, not among the first guesses.
 */
export function passwordFault(
  password: string,
  account: { readonly login: string; readonly name: string },
): Bilingual | undefined {
  const lower = password.toLowerCase()
  if (password.length < minimumLength) {
    return {
      zh: `密码至少 ${minimumLength} 个字符`,
      en: `A password has at least ${minimumLength} characters`,
    }
  }
  if (kinds.filter((kind) => kind.test(password)).length < minimumKinds) {
    return {
      zh: '密码须含大写字母、小写字母、数字、其他字符中的三种',
      en: 'A password mixes three of: capitals, small letters, digits, other characters',
    }
  }
  if (lower.includes(account.login.toLowerCase()) || lower.includes(account.name.toLowerCase())) {
    return { zh: '密码不得含账号或姓名', en: 'A password does not contain the login or the name' }
  }
  if (guessedFirst.test(password) || /(.)\1{3}/.test(password)) {
    return { zh: '密码太常见,容易被猜中', en: 'This password is among the first that are guessed' }
  }
  return undefined
}

/** Whether a password stood on the account before. */
export async function wasUsed(password: string, former: readonly string[]): Promise<boolean> {
  for (const hash of former) if (await verifyPassword(password, hash)) return true
  return false
}

const alphabets = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnopqrstuvwxyz', '23456789', '-_+=%'] as const
const pick = (letters: string) => letters[randomInt(letters.length)] ?? ''

/** A random first password, readable aloud: no letters that look like others. */
export function randomPassword(length = 16): string {
  const letters = [
    ...alphabets.map(pick),
    ...Array.from({ length: length - alphabets.length }, () => pick(alphabets.join(''))),
  ]
  for (let i = letters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1)
    ;[letters[i], letters[j]] = [letters[j] ?? '', letters[i] ?? '']
  }
  return letters.join('')
}
