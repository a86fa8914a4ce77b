// The front door of every npm script. Plain JavaScript, so that the Node 20 of a Debian machine can start it:
// it installs what the lock file names, then goes on in the project's own Node 24.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [task, ...args] = process.argv.slice(2)
const major = Number(process.versions.node.split('.')[0])

function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

if (major < 20) {
  fail(`Qinglan needs Node 20 or newer to start (this is ${process.version}); 请安装 Node 20 以上版本。`)
}

/** Runs a program to its end; its standard output goes to `stdout`. Signals reach the child, which stops in its own order. */
function run(command, commandArgs, { stdout = 'inherit', env = {}, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, commandArgs, {
      cwd: root,
      stdio: ['inherit', capture ? 'pipe' : stdout, 'inherit'],
      env: { ...process.env, QINGLAN_CWD: process.env.INIT_CWD ?? process.cwd(), ...env },
    })
    let out = ''
    if (capture) child.stdout.on('data', (data) => (out += data))
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    child.on('error', (error) => fail(`${command}: ${error.message}`))
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
      resolve(capture ? { code, out } : (code ?? (signal ? 1 : 0)))
    })
  })
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

async function install() {
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = createHash('sha256').update(lock).digest('hex')
  const marker = join(root, 'node_modules', '.qinglan-installed')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return
  process.stderr.write('Installing packages 正在安装依赖 …\n')
  // not `npm ci`: it refuses a lock file that lacks the builds for platforms which the registry at hand does not hold
  const code = await run(npm, ['install', '--no-save', '--loglevel=error'], { stdout: 2 })
  if (code !== 0) fail('npm install failed: see its message above. 依赖安装失败,见上。')
  mkdirSync(dirname(marker), { recursive: true })
  writeFileSync(marker, wanted)
}

function node24() {
  if (major >= 24) return process.execPath
  const own = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (!existsSync(own)) {
    fail(
      `Qinglan runs on Node 24; npm has no build of it for ${process.platform}-${process.arch}. Please install Node 24.`,
    )
  }
  return own
}

const bin = (name) => join(root, 'node_modules', name)
const tools = {
  vitest: bin('vitest/vitest.mjs'),
  tsc: bin('typescript/bin/tsc'),
  oxlint: bin('oxlint/bin/oxlint'),
  oxfmt: bin('oxfmt/bin/oxfmt'),
  depcruise: bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
  knip: bin('knip/bin/knip.js'),
  vite: bin('vite/bin/vite.js'),
}

await install()
const node = node24()
const js = (tool, toolArgs = [], options) => run(node, [tools[tool], ...toolArgs], options)
const ts = (file, fileArgs = [], options) => run(node, [join(root, file), ...fileArgs], options)
const cli = 'apps/server/src/cli/main.ts'

async function inTurn(...steps) {
  for (const step of steps) {
    const code = await step()
    if (code !== 0) return code
  }
  return 0
}

const lint = () => js('oxlint', ['--type-aware', 'packages', 'apps', 'bench', 'e2e'])
const format = (extra) =>
  js('oxfmt', [...extra, 'packages', 'apps', 'bench', 'e2e', 'scripts', 'vitest.config.ts'])
const typecheck = () =>
  inTurn(
    () => js('tsc', ['-p', 'tsconfig.json']),
    () => js('tsc', ['-p', 'apps/web/tsconfig.json']),
  )
const boundaries = () => js('depcruise', ['--config', '.dependency-cruiser.mjs', 'packages', 'apps'])
const knip = () => js('knip', [])
const buildWeb = () => ts('scripts/build-web.mjs', [], { stdout: 2 })

const tasks = {
  demo: () => inTurn(buildWeb, () => ts(cli, ['demo', ...args])),
  qinglan: () => ts(cli, args),
  build: buildWeb,
  test: () =>
    inTurn(
      () => ts('scripts/find-chromium.mjs', [], { stdout: 2 }),
      buildWeb,
      () => js('vitest', ['run', ...args]),
    ),
  lint: () => inTurn(() => format(['--check']), lint, boundaries, knip),
  format: () => format([]),
  typecheck,
  boundaries,
  check: () =>
    inTurn(
      typecheck,
      () => tasks.lint(),
      () => tasks.test(),
    ),
  bench: () => ts('bench/main.ts', args),
  'score-plans': () => ts('packages/plan-reader/scoring/main.ts', args),
}

const chosen = tasks[task]
if (!chosen) fail(`No such task: ${task ?? '(none)'}; one of ${Object.keys(tasks).join(', ')}`)
process.exitCode = await chosen()
