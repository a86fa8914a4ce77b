import { attendance } from './attended.ts'
import { apiHref, refusalOf, unreachable } from './client.ts'

/** Sends a file as a form and tells how much of it, 0 to 1, has left; `fetch` does not tell that. */
export function sendWithProgress<T>(path: string, file: File, tell: (sent: number) => void): Promise<T> {
  const form = new FormData()
  form.append('file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiHref(path))
    for (const [name, value] of Object.entries({ accept: 'application/json', ...attendance() }))
      request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => tell(total > 0 ? loaded / total : 0))
    request.addEventListener('error', () => reject(unreachable()))
    request.addEventListener('load', () => {
      const id = request.getResponseHeader('x-request-id')
      const reply = new Response(request.responseText, {
        status: request.status,
        headers: id === null ? {} : { 'x-request-id': id },
      })
      if (reply.ok) resolve(reply.json() as Promise<T>)
      else void refusalOf(reply).then(reject)
    })
    request.send(form)
  })
}
