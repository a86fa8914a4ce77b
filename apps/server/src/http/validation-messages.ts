import type { Bilingual } from '@qinglan/contract'
import { expectedOf } from './validation-expected.ts'
import type { Fault } from './validation-faults.ts'

const parts: Readonly<Record<string, Bilingual>> = {
  querystring: { zh: '查询参数', en: 'Query parameter' },
  params: { zh: '路径参数', en: 'Path parameter' },
  headers: { zh: '请求头', en: 'Header' },
  body: { zh: '字段', en: 'Field' },
}

/** Never sent back, wherever it stands. */
const secret = /password|token|secret|code$/i

const longest = 60
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest)}…` : text)

function shown(value: unknown): Bilingual {
  if (value === undefined) return { zh: '空缺', en: 'missing' }
  if (value === '') return { zh: '空的', en: 'empty' }
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)
  return { zh: `“${short(text)}”`, en: `“${short(text)}”` }
}

/** One fault as a sentence: its place, what came, what was expected. */
export function sentenceOf(part: string | undefined, fault: Fault): Bilingual {
  const what = parts[part ?? ''] ?? { zh: '字段', en: 'Field' }
  const name = short(fault.path.slice(1).replaceAll('/', '.'))
  const place =
    name === '' ? { zh: '请求体', en: 'The body' } : { zh: `${what.zh} ${name} `, en: `${what.en} ${name}` }
  switch (fault.problem) {
    case 'nul':
      return { zh: `${place.zh}含空字符(NUL)`, en: `${place.en} holds a NUL character` }
    case 'missing': {
      const expected = expectedOf(fault.schema)
      return {
        zh: `缺少${place.zh.trimEnd()},应为${expected.zh}`,
        en: `${place.en} is missing; expected ${expected.en}`,
      }
    }
    case 'unknown': {
      const { names } = fault
      const zh = names.length > 0 ? `可用:${names.join('、')}` : '此处不收参数'
      const en = names.length > 0 ? `known are ${names.join(', ')}` : 'none is taken here'
      return { zh: `没有${place.zh.trimEnd()};${zh}`, en: `${place.en} is not known; ${en}` }
    }
    case 'wrong': {
      const got = secret.test(name) ? { zh: '所给的值', en: 'not what is expected' } : shown(fault.value)
      const expected = expectedOf(fault.schema)
      return {
        zh: `${place.zh}为${got.zh},应为${expected.zh}`,
        en: `${place.en} is ${got.en}; expected ${expected.en}`,
      }
    }
  }
}
