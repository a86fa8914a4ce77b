// Builds the web application into apps/web/dist, only when what it is made of has changed, so that a second start is instant.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const web = join(root, 'apps/web')
const marker = join(web, 'dist', '.built-from')

/** Everything a build reads: the application, the packages it may import, the configuration and the versions of all libraries. */
function sources() {
  const files = ['package-lock.json', 'tsconfig.json', 'scripts/build-web.mjs'].map((file) =>
    join(root, file),
  )
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.includes('.test.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) files.push(path)
    }
  }
  walk(web)
  const { dependencies } = JSON.parse(readFileSync(join(web, 'package.json'), 'utf8'))
  for (const name of Object.keys(dependencies)) {
    const own = join(root, 'packages', name.replace('@qinglan/', ''))
    if (name.startsWith('@qinglan/') && existsSync(join(own, 'src'))) walk(join(own, 'src'))
  }
  return files.sort()
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of sources()) {
    hash.update(`${relative(root, file)}\0`)
    hash.update(readFileSync(file))
    hash.update('\0')
  }
  return hash.digest('hex')
}

const wanted = fingerprint()
const built = existsSync(marker) ? readFileSync(marker, 'utf8') : ''
if (built !== wanted) {
  process.stderr.write('Building the web application 正在构建网页 …\n')
  rmSync(marker, { force: true })
  const started = Date.now()
  const { build } = await import('vite')
  await build({
    root: web,
    logLevel: 'warn',
    configFile: join(web, 'vite.config.ts'),
    build: { emptyOutDir: true },
  })
  writeFileSync(marker, wanted)
  process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
