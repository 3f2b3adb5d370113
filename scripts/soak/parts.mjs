import { runEditStorms } from './edits.mjs'
import { runKills } from './kills.mjs'
import { runRaces } from './redis.mjs'
import { runSizedTests } from './sized-tests.mjs'
import { runStorms } from './storms.mjs'

/** The sizes of a whole soak. */
export const FULL = { firstSeed: 1, runs: null, steps: 2_000, minutes: 5 }

/**
 * What is proved at length: each answers `{ failed, says }`, how many of its runs had a fault and its last line. `size` is
 * {@link FULL} or what somebody asked for; `runs` null leaves the number to the part. The last three have sizes of their own.
 */
export const PARTS = {
  kills: {
    what: 'The store process is killed in the middle of loads',
    run: ({ firstSeed, runs }) => runKills({ firstSeed, runs: runs ?? 500 }),
  },
  storms: {
    what: 'Changes, faults and kills storm over each service while it loads',
    run: ({ firstSeed, runs, steps }) => runStorms({ firstSeed, runs: runs ?? 10, steps }),
  },
  edits: {
    what: 'Edits, outages and kills storm over the contacts',
    run: ({ firstSeed, minutes }) => runEditStorms({ firstSeed, minutes }),
  },
  redis: {
    what: 'Devices at one expired grant in Redis, stopped and killed',
    run: ({ firstSeed, runs }) => runRaces({ firstSeed, rounds: runs ?? 50 }),
  },
  faults: {
    what: 'Loads against a service that fails at every step',
    run: () =>
      runSizedTests({
        files: ['tests/integration/sync-faults.test.ts'],
        sizes: { PORTOLAN_SOAK: '1000' },
        what: 'changes, faults and kills of a load, seeds 500 to 1,499',
      }),
  },
  files: {
    what: 'Exports and imports of the size that was promised',
    run: () =>
      runSizedTests({
        files: ['tests/integration/export-large.test.ts', 'tests/integration/export-import.test.ts'],
        sizes: { PORTOLAN_EXPORT_ROWS: '1000000', PORTOLAN_ROUND_TRIP: '12000' },
        what: '1,000,000 rows exported, 12,000 contacts exported and imported',
      }),
  },
  rows: {
    what: "The store's memory with many rows (R36)",
    run: () =>
      runSizedTests({
        files: ['tests/adversarial/store-memory.test.ts'],
        sizes: { PORTOLAN_STORE_ROWS: '200000' },
        what: '200,000 rows in bounded memory',
      }),
  },
}
