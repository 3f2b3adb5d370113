import { expect, it } from 'vitest'
import { runEditStorm } from '../support/storm/edits/run-edit-storm.ts'

// The full size: `npm run soak -- --only=edits`. It takes some ten seconds; the time is for a machine that is busy.
it.each([3, 28])(
  'R33, R40, R41, R43, U8, U15: in a storm no edit is lost, doubled or written over somebody else’s (seed %i)',
  { timeout: 150_000 },
  async (seed) => {
    const end = await runEditStorm({ seed, steps: 90 })
    expect(end.problems, end.says).toEqual([])
    // Otherwise it was no storm. How much of it is sent before the weather turns is a matter of time.
    expect(end.sent + end.deaths + end.reasons.length, end.says).toBeGreaterThan(3)
  },
)
