import { readConfig } from '../config.ts'
import type { Command } from './command.ts'
import { failureOf } from './failure.ts'

/** Each command is loaded only when called, so that the small ones start at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  board: async () => (await import('./commands/board.ts')).boardCommand,
  read: async () => (await import('./commands/read.ts')).readCommand,
  sites: async () => (await import('./commands/sites.ts')).sitesCommand,
  observe: async () => (await import('./commands/observe.ts')).observeCommand,
  scenarios: async () => (await import('./commands/scenarios.ts')).scenariosCommand,
  hj212: async () => (await import('./commands/hj212.ts')).hj212Command,
  gateway: async () => (await import('./commands/gateway.ts')).gatewayCommand,
  simulate: async () => (await import('./commands/simulate.ts')).simulateCommand,
  replay: async () => (await import('./commands/replay.ts')).replayCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/backup.ts')).restoreCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  user: async () => (await import('./commands/user.ts')).userCommand,
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()))
  const width = Math.max(...all.map((c) => c.name.length))
  const lines = all.map((c) => `  ${c.name.padEnd(width)}  ${c.summary.zh} / ${c.summary.en}`)
  return ['清蓝 Qinglan', '', ...lines, '', 'qinglan COMMAND --help 查看用法', ''].join('\n')
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...args] = argv
  if (name === undefined || name === 'help' || name === '--help') {
    const asked = name !== undefined
    ;(asked ? process.stdout : process.stderr).write(await help())
    return asked ? 0 : 2
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!load) {
    process.stderr.write(`没有命令 “${name}” / no such command\n${await help()}`)
    return 2
  }
  const command = await load()
  if (args.includes('--help')) {
    process.stdout.write(`${command.summary.zh} / ${command.summary.en}\n\n${command.usage}\n`)
    return 0
  }
  const io = { config: readConfig(), stdout: process.stdout, stderr: process.stderr, stdin: process.stdin }
  return command.run(args, io)
}

// a reader that closes early (`| head`) is no error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const { sentence, exitCode } = failureOf(error)
  process.stderr.write(`${sentence}\n`)
  if (process.env['QINGLAN_LOG_LEVEL'] === 'debug' && error instanceof Error)
    process.stderr.write(`${error.stack}\n`)
  process.exitCode = exitCode
}
