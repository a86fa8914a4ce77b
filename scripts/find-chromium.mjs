// Finds a Chromium for the tests in a real browser, or installs one, and notes where it is in node_modules/.qinglan-chromium.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const note = join(root, 'node_modules', '.qinglan-chromium')
const isRoot = process.getuid?.() === 0
const say = (line) => process.stderr.write(`${line}\n`)

/** A file that starts; a stub that only points elsewhere (Ubuntu without snap) does not. */
const works = (path) =>
  existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const onPath = (name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name))

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

async function find() {
  const given = process.env.CHROMIUM
  if (given) {
    if (works(given)) return given
    say(`CHROMIUM=${given} 不能运行 / cannot be run`)
    process.exit(1)
  }
  const candidates = [
    ...names.flatMap(onPath),
    '/usr/bin/chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    await playwrightsOwn(),
  ]
  return candidates.find(works)
}

const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0

/** Debian's package, with a font for Chinese, when this account may install packages. */
function installPackage() {
  if (!existsSync('/usr/bin/apt-get')) return false
  const may = isRoot || spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (!may) return false
  const apt = (...args) =>
    isRoot
      ? run('env', ['DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args])
      : run('sudo', ['-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...args])
  say('Installing Chromium 正在安装 Chromium …')
  apt('update')
  return apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
}

function installPlaywrights() {
  say('Fetching Chromium 正在下载 Chromium …')
  return run(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'])
}

const known = existsSync(note) ? readFileSync(note, 'utf8') : ''
let path = !process.env.CHROMIUM && known && works(known) ? known : await find()
if (!path && installPackage()) path = await find()
if (!path && installPlaywrights()) path = await find()
if (!path) {
  say(
    '没有找到 Chromium,也无法安装:请安装 Chromium 或 Chrome,或设 CHROMIUM=路径 / No Chromium was found and none could be installed: install Chromium or Chrome, or set CHROMIUM to its path.',
  )
  process.exit(1)
}
if (path !== known) writeFileSync(note, path)
