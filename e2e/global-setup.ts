import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server under test is reached. */
    baseUrl: string
  }
}

const cli = fileURLToPath(new URL('../apps/server/src/cli/main.ts', import.meta.url))
const startLimitMs = 180_000

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Resolves when the server says where it is; rejects with what it said when it ends or takes too long. */
function started(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const limit = setTimeout(
      () => reject(new Error(`the server did not start in time:\n${said}`)),
      startLimitMs,
    )
    server.stderr?.on('data', (data: Buffer) => {
      said += data.toString()
      if (!said.includes('Qinglan is at')) return
      clearTimeout(limit)
      resolve()
    })
    server.on('exit', (code) => {
      clearTimeout(limit)
      reject(new Error(`the server ended with ${code}:\n${said}`))
    })
  })
}

/**
 * The real server with its real database and the demo pack, in a folder of its own on a free port. `QINGLAN_E2E_URL` names a
 * running one instead.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = process.env['QINGLAN_E2E_URL']
  if (running) {
    project.provide('baseUrl', running)
    return () => Promise.resolve()
  }
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-e2e-'))
  await chmod(folder, 0o755) // the account of the embedded database must be able to enter
  const [port, gatewayPort] = [await freePort(), await freePort()]
  const server = spawn(process.execPath, [cli, 'demo'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      QINGLAN_DATA: join(folder, 'data'),
      QINGLAN_HOST: '127.0.0.1',
      QINGLAN_PORT: String(port),
      QINGLAN_GATEWAY_PORT: String(gatewayPort),
      QINGLAN_ACCESS: 'demo',
      QINGLAN_LOG_LEVEL: 'warn',
    },
  })
  const stop = async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve))
    if (server.exitCode === null && server.kill('SIGTERM')) await ended
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await started(server)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('baseUrl', `http://127.0.0.1:${port}`)
  return stop
}
