import { badInput, notFound, QinglanError } from '../errors.ts'
import type { App } from './context.ts'

const pathOf = (url: string): string => url.split('?', 1)[0] ?? ''

/** The methods that the API has for a path; none for a path that it does not have. */
function methodsOf(app: App, url: string): string[] {
  const path = pathOf(url)
  const methods = app.identity.routes.flatMap((route) => {
    const parts = route.url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')))
    return new RegExp(`^${parts.join('/')}$`, 'u').test(path) ? [route.method] : []
  })
  return [...new Set(methods)].sort()
}

/** Answers for addresses that no route has: a page of the web application, or a refusal that says what there is instead. */
export function answerUnknownAddresses(app: App, { hasPages }: { readonly hasPages: boolean }): void {
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(?:api|assets)(?:\/|$)/.test(pathOf(request.url))
    if (hasPages && isPage) return reply.sendFile('index.html')
    const methods = methodsOf(app, request.url)
    if (methods.length === 0) throw notFound('没有这个地址', 'No such address')
    // the path is known, and so is the method: the framework passed the route over for the length of an id
    if (methods.includes(request.method))
      throw badInput('地址中的编号过长', 'An id in the address is too long')
    void reply.header('allow', methods.join(', '))
    throw new QinglanError('wrong-method', {
      zh: `此地址不接受 ${request.method},可用:${methods.join('、')}`,
      en: `${request.method} is not taken here; known are ${methods.join(', ')}`,
    })
  })
}
