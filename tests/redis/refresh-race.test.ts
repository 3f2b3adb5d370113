import { describe, expect, it } from 'vitest'
import { race } from '../support/redis/race.ts'

describe('one expired grant, twenty devices, refresh tokens that work once', () => {
  it('R46: the provider is asked exactly once, and all twenty go on', { timeout: 180_000 }, async () => {
    const [round] = await race({ devices: 20, rounds: 1, seed: 1, isHostile: false })
    expect(round).toMatchObject({ calls: 1, isBurnt: false, goOn: 20 })
  })

  it(
    'R46: nobody burns the grant while processes are stopped and killed, and all twenty go on',
    { timeout: 400_000 },
    async () => {
      const rounds = await race({ devices: 20, rounds: 3, seed: 9, isHostile: true })
      expect(rounds).toHaveLength(3)
      for (const round of rounds) expect(round).toMatchObject({ isBurnt: false, goOn: 20 })
      // Somebody was in the way, or this proves nothing.
      expect(rounds.reduce((sum, { killed, stopped }) => sum + killed + stopped, 0)).toBeGreaterThan(0)
    },
  )
})
