import { expect, it } from 'vitest'
import { runStorm } from '../support/storm/run-storm.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// The full size: `npm run soak -- --only=storms`. It takes some seconds; the time is for a machine that is busy.
it.each([1, 2])(
  'B7: after a storm, hubspot is here as it is there, without a full load (seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const end = await runStorm({ service: 'hubspot', seed, steps: 200, folder: temporaryFolder() })
    expect(end.problems, end.says).toEqual([])
    // Otherwise it was no storm.
    expect(Math.min(end.loads, end.kills, end.failures), end.says).toBeGreaterThan(0)
  },
)
