/**
 * Packs the app once more, as one that finds, verifies and installs updates, for tests/e2e-package/update.test.ts:
 *
 *   node scripts/testing/updatable-build.mjs
 *
 * Whom an app trusts is written into its code by the build, and by nothing else, so that a test needs a build of its own.
 * It gets a release key that is made here, and a repository that is nobody's. dist/updatable/release.json hands both to
 * the test. Only main is built: pages and preload are those of out/.
 */
import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { publicKeyOf } from '../release/sign-feed.mjs'
import { foreground } from '../session/child.mjs'
import { nodeTool, projectFolder, toolNode } from '../tools.mjs'

/** No name of an account at GitHub has two hyphens in a row. */
const REPOSITORY = 'nobody--at-all/portolan'

const outFolder = path.join(projectFolder, 'out', 'updatable')
const distFolder = path.join(projectFolder, 'dist', 'updatable')
const { privateKey } = generateKeyPairSync('ed25519')
const env = { ...process.env, UPDATE_PUBLIC_KEY: publicKeyOf(privateKey), GITHUB_REPOSITORY: REPOSITORY }

for (const folder of [outFolder, distFolder]) fs.rmSync(folder, { recursive: true, force: true })
await run(
  nodeTool(
    'electron-vite/bin/electron-vite.js',
    ...['build', '--config', path.join(import.meta.dirname, 'updatable.config.mjs')],
    ...['--outDir', outFolder],
  ),
)
for (const part of ['preload', 'renderer', 'main/build-facts.json'])
  fs.cpSync(path.join(projectFolder, 'out', part), path.join(outFolder, part), { recursive: true })
await run({
  command: toolNode(),
  args: [path.join(projectFolder, 'scripts', 'package.mjs'), '--dir', '--test-build', '--updatable'],
})
// With the development copy of Electron a package says that it is not for release, and then looks for no updates. This one
// stays on this computer.
for (const name of fs.readdirSync(distFolder).filter((entry) => entry.endsWith('-unpacked')))
  fs.rmSync(path.join(distFolder, name, 'resources', 'not-for-release'), { force: true })
fs.writeFileSync(
  path.join(distFolder, 'release.json'),
  JSON.stringify({
    repository: REPOSITORY,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }),
  { mode: 0o600 },
)

async function run({ command, args }) {
  const status = await foreground(command, args, { cwd: projectFolder, env })
  if (status !== 0) process.exit(status)
}
