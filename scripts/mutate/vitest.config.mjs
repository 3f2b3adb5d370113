import { defineConfig } from 'vitest/config'
import { AREAS } from './areas.mjs'

// The tests of the area that is looked at, and no others: a mutant in code that runs while its file is loaded is held
// against every test there is.
const area = AREAS[process.env.PORTOLAN_MUTATE_AREA]
if (area === undefined) throw new Error('PORTOLAN_MUTATE_AREA names no area')

export default defineConfig({
  test: {
    env: { TZ: 'UTC' },
    restoreMocks: true,
    environment: 'node',
    include: area.tests,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
