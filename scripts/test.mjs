/**
 * Runs the tests, and ends with the line `N passed, N failed`.
 *
 *   node scripts/test.mjs [--only=unit|services|redis|e2e|package] [part of a file name ...] [option of vitest ...]
 *
 * Besides failed tests it counts as failures: a run that crashed or left no report, a run without a test (unless the
 * tests were narrowed down), and a build or packaging that did not work. A run that needs what this computer does not
 * have says so in a line of its own, and is then neither passed nor failed.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findDocuments, NO_DOCUMENTS } from './contracts/documents.mjs'
import { foreground } from './session/child.mjs'
import { electronEnvironment } from './session/electron-environment.mjs'
import { readReport } from './testing/report.mjs'
import { nodeTool, npmScript, projectFolder, toolEnvironment, toolNode } from './tools.mjs'

const onLinux = process.platform === 'linux'

const build = { name: 'build', ...npmScript('build') }
const packing = (...options) => ({
  name: `package ${options.join(' ')}`,
  command: toolNode(),
  args: [path.join(import.meta.dirname, 'package.mjs'), ...options],
})
const updatable = {
  name: 'package that trusts a key of the tests',
  command: toolNode(),
  args: [path.join(import.meta.dirname, 'testing', 'updatable-build.mjs')],
}

/** What the installed package is updated from; the tests know it too. */
const EARLIER_VERSION = '0.0.1'

const hasDeb = () => fs.readdirSync(path.join(projectFolder, 'dist')).some((name) => name.endsWith('.deb'))

const GROUPS = [
  {
    name: 'unit',
    preparations: [],
    runs: [
      {
        name: 'units, renderer and integration',
        projects: ['unit', 'renderer', 'integration'],
        folders: ['src', 'scripts', 'tests/support', 'tests/integration', 'tests/adversarial'],
      },
    ],
  },
  {
    name: 'services',
    preparations: [],
    runs: [
      { name: 'conformance', projects: ['conformance'], folders: ['tests/conformance'] },
      {
        name: 'contracts',
        projects: ['contracts'],
        folders: ['tests/contracts'],
        obstacle: () => (findDocuments() === null ? NO_DOCUMENTS : null),
      },
    ],
  },
  {
    name: 'redis',
    preparations: [],
    runs: [
      {
        name: 'mirror in Redis',
        projects: ['redis'],
        folders: ['tests/redis'],
        // On Linux the set-up brings it; elsewhere it may not be had at all.
        obstacle: () =>
          onLinux || hasProgram('redis-server') ? null : 'this computer has no redis-server: not tested',
      },
    ],
  },
  {
    name: 'e2e',
    preparations: [build],
    runs: [
      { name: 'app with a keyring', projects: ['e2e'], folders: ['tests/e2e'], keyring: 'with-keyring.sh' },
      // macOS and Windows always have a key store.
      ...(onLinux
        ? [
            {
              name: 'app without a keyring',
              projects: ['e2e-no-keyring'],
              folders: ['tests/e2e-no-keyring'],
              keyring: 'without-keyring.sh',
            },
          ]
        : []),
    ],
  },
  {
    name: 'package',
    // One as users get it, one that Playwright can connect to, and on Linux one to be updated from and one that updates
    // itself.
    preparations: [
      build,
      packing('--quick'),
      packing('--dir', '--test-build'),
      ...(onLinux ? [packing('--quick', `--as-version=${EARLIER_VERSION}`), updatable] : []),
    ],
    runs: [
      {
        name: 'packaged app',
        projects: ['e2e-package'],
        folders: ['tests/e2e-package'],
        keyring: 'with-keyring.sh',
      },
      ...(onLinux
        ? [
            {
              // It makes the session of an ordinary user itself.
              name: 'installed package',
              projects: ['e2e-installed'],
              folders: ['tests/e2e-installed'],
              obstacle: () => (hasDeb() ? null : 'not run: no .deb was made, since dpkg-deb is not there'),
            },
          ]
        : []),
    ],
  },
]

const { only, filters, options } = readArguments(process.argv.slice(2))
const isNarrowed = filters.length > 0 || options.length > 0
const { env: electronEnv, remark } = electronEnvironment()
const env = toolEnvironment(electronEnv)
/** Whether each preparation that was tried worked. */
const prepared = new Map()
const total = { passed: 0, failed: 0 }
/** Told again at the end, where it is found without reading the whole output. */
const failures = []
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true))

const chosen = GROUPS.map((group) => ({ ...group, runs: group.runs.filter(isWanted) })).filter(
  (group) => (only === undefined || only === group.name) && group.runs.length > 0,
)
if (remark !== null && chosen.some((group) => group.preparations.length > 0)) console.log(remark)
for (const group of chosen) {
  if (!(await prepare(group))) continue
  for (const run of group.runs) if (!interrupted) await runTests(run)
}
if (interrupted) countFailure('interrupted')
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
if (failures.length > 0) {
  title('what failed')
  for (const failure of failures) console.log(failure)
}
console.log(`${total.passed} passed, ${total.failed} failed`)

/** Filters come before the first option, so that the value of an option is not taken for one. */
function readArguments(args) {
  const onlyArgument = args.find((arg) => arg.startsWith('--only='))
  const only = onlyArgument?.slice('--only='.length)
  const names = GROUPS.map((group) => group.name)
  if (only !== undefined && !names.includes(only)) {
    console.error(`test: --only= takes one of ${names.join(', ')}`)
    process.exit(2)
  }
  const rest = args.filter((arg) => arg !== onlyArgument)
  const firstOption = rest.findIndex((arg) => arg.startsWith('-'))
  const filterCount = firstOption < 0 ? rest.length : firstOption
  return { only, filters: rest.slice(0, filterCount), options: rest.slice(filterCount) }
}

/** A filter is a part of a path, as for vitest. Looking here first saves builds for tests that will not run. */
function isWanted(run) {
  if (filters.length === 0) return true
  return run.folders
    .map((folder) => path.join(projectFolder, folder))
    .filter((folder) => fs.existsSync(folder))
    .flatMap((folder) => fs.readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file)))
    .some(
      (file) => /\.test\.tsx?$/.test(file) && filters.some((filter) => file.includes(path.normalize(filter))),
    )
}

/** Builds and packs what the runs of a group need. False: it cannot be tested, and that has been counted. */
async function prepare(group) {
  for (const step of group.preparations) {
    if (interrupted) return false
    if (!prepared.has(step)) prepared.set(step, await worked(step))
    if (prepared.get(step)) continue
    console.log(`not run, because "${step.name}" failed: ${group.runs.map((run) => run.name).join(', ')}`)
    return false
  }
  return true
}

async function worked(step) {
  title(step.name)
  const status = await foreground(step.command, step.args, {
    cwd: projectFolder,
    env,
    shell: step.shell ?? false,
  })
  if (status !== 0) countFailure(`"${step.name}" ended with ${status}`)
  return status === 0
}

async function runTests(run) {
  title(run.name)
  const obstacle = run.obstacle?.() ?? null
  if (obstacle !== null) return console.log(`${run.name}: ${obstacle}`)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-test-'))
  const report = path.join(folder, 'report.json')
  const vitest = nodeTool(
    'vitest/vitest.mjs',
    ...['run', ...run.projects.flatMap((project) => ['--project', project])],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'],
    ...[...filters, ...options],
  )
  const wrapper = onLinux && run.keyring ? ['sh', path.join(import.meta.dirname, run.keyring)] : []
  const [command, ...args] = [...wrapper, vitest.command, ...vitest.args]
  const status = await foreground(command, args, { cwd: projectFolder, env })
  const { passed, failed, ...told } = readReport(report, status)
  fs.rmSync(folder, { recursive: true, force: true })
  total.passed += passed
  total.failed += failed
  for (const line of told.remarks) console.log(line)
  failures.push(...told.remarks, ...told.failures)
  if (passed + failed === 0 && !isNarrowed) countFailure(`${run.name}: there was no test to run`)
}

function hasProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return folders.some((folder) => fs.existsSync(path.join(folder, name)))
}

function title(text) {
  console.log(`\n== ${text} (${Math.round(performance.now() / 1000)} s)`)
}

function countFailure(sentence) {
  total.failed += 1
  failures.push(sentence)
  console.log(sentence)
}
