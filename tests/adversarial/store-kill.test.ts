import { describe, expect, it } from 'vitest'
import { killDuringLoad } from '../support/kill-during-load.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('a store process killed in the middle of a load', () => {
  it.each(Array.from({ length: 20 }, (_, n) => n + 1))(
    'R69: has every acknowledged page, no torn one, and goes on (seed %i)',
    async (seed) => {
      const { acknowledged, stored, faults } = await killDuringLoad(temporaryFolder(), seed)
      expect(faults).toEqual([])
      expect(stored).toBeGreaterThanOrEqual(acknowledged)
      // The kill fell into the load, not after it.
      expect(acknowledged).toBeLessThan(40)
    },
    60_000,
  )
})
