import { createServer } from 'node:net'

/** Refuses with one clear sentence when the address cannot be listened on; asked before any long work. */
export function ensurePortFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `端口 ${port} 已被占用,可用 QINGLAN_PORT 换一个 / port ${port} is in use, choose another with QINGLAN_PORT`
          : `无法监听 ${host}:${port}(${error.code ?? error.message}),可用 QINGLAN_HOST、QINGLAN_PORT 更换 / cannot listen there`
      reject(new Error(why, { cause: error }))
    })
    server.listen(port, host, () => server.close(() => resolve()))
  })
}
