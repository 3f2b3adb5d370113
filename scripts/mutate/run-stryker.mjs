import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Stryker } from '@stryker-mutator/core'
import { AREAS } from './areas.mjs'

/** What the tests of the areas need no copy of; a run begins with copying the rest. */
const NOT_COPIED = [
  '.ci',
  '.github',
  'dist',
  'docs',
  'out',
  'resources',
  'src/renderer',
  'tests/{conformance,contracts,e2e,e2e-installed,e2e-no-keyring,e2e-package,fourth-provider,redis}',
]

/** Where everything of a run lies; none of it is kept in git. */
const folder = path.join('out', 'mutate')

/**
 * Runs an area's mutants, each against the tests that reach it; what has not changed since the last run is taken from it.
 *
 * @param {string} name one of AREAS
 * @param {string[]} mutate which files; those of the area where nothing narrower is wanted
 * @returns what Stryker says of each mutant: where it is, what was put in place, and its status
 */
export async function runStryker(name, mutate = AREAS[name].mutate) {
  process.env.PORTOLAN_MUTATE_AREA = name
  const stryker = new Stryker({
    mutate,
    plugins: [import.meta.resolve('@stryker-mutator/vitest-runner')],
    testRunner: 'vitest',
    vitest: {
      configFile: path.relative(process.cwd(), fileURLToPath(new URL('vitest.config.mjs', import.meta.url))),
      related: false,
      pool: 'threads',
    },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // On a busy computer a test may wait long for its turn, which is no endless loop.
    timeoutMS: 6_000,
    ignorePatterns: NOT_COPIED,
    tempDirName: path.join(folder, 'copy'),
    incremental: true,
    incrementalFile: path.join(folder, `${name}.incremental.json`),
    reporters: ['html', 'progress-append-only'],
    htmlReporter: { fileName: path.join(folder, `${name}.html`) },
    allowConsoleColors: false,
  })
  return stryker.runMutationTest()
}
