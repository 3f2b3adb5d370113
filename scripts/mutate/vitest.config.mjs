import path from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import { AREAS } from './areas.mjs'

// The tests of the area that is looked at, and no others: a mutant in code that runs while its file is loaded is held
// against every test there is.
const area = AREAS[process.env.PORTOLAN_MUTATE_AREA]
if (area === undefined) throw new Error('PORTOLAN_MUTATE_AREA names no area')

const placeOf = ({ moduleId }) => {
  const file = path.relative(process.cwd(), moduleId)
  return area.tests.findIndex((pattern) => path.matchesGlob(file, pattern))
}

/** In the order of the list: after the first test that fails the others are not run, and the quickest stand first. */
class InOrder extends BaseSequencer {
  async sort(files) {
    return files.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

export default defineConfig({
  test: {
    env: { TZ: 'UTC' },
    restoreMocks: true,
    environment: 'node',
    include: area.tests,
    // One thread for all files of a run, which is new for the next mutant: starting one for each file would take longer
    // than the tests do.
    isolate: false,
    sequence: { sequencer: InOrder },
    testTimeout: area.testMs,
    hookTimeout: 30_000,
  },
})
