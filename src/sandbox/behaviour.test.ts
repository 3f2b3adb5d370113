import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createBehaviour } from './behaviour.ts'

const schema = z.object({ lagMs: z.int().default(0), limits: z.boolean().default(false) })

describe('the switches of a service', () => {
  it('start at their defaults, or at what the start asks for', () => {
    expect(createBehaviour(schema).read()).toEqual({ lagMs: 0, limits: false })
    expect(createBehaviour(schema, { limits: true }).read()).toEqual({ lagMs: 0, limits: true })
  })

  it('turn one by one, and go back to the start together', () => {
    const behaviour = createBehaviour(schema, { limits: true })
    expect(behaviour.set({ lagMs: 30 })).toBeUndefined()
    expect(behaviour.set({ limits: false })).toBeUndefined()
    expect(behaviour.read()).toEqual({ lagMs: 30, limits: false })
    behaviour.reset()
    expect(behaviour.read()).toEqual({ lagMs: 0, limits: true })
  })

  it.each([[{ lag: 30 }], [{ lagMs: 'long' }], [null], ['lagMs']])('refuse %j with a sentence', (changes) => {
    const behaviour = createBehaviour(schema)
    expect(behaviour.set(changes)).toMatch(/\w/)
    expect(behaviour.read()).toEqual({ lagMs: 0, limits: false })
  })
})
