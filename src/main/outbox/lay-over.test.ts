import { describe, expect, it } from 'vitest'
import { layOver } from './lay-over.ts'
import type { Change } from './change.ts'

const changeOf = (values: Change['values'], shown: Change['shown'] = {}): Change =>
  ({ kind: 'update', state: 'waiting', values, shown, madeAtMs: 1 }) as Change

describe('what lies over a row', () => {
  it('has every value that its changes set, the last one of each name, and what they take away (U3)', () => {
    const laid = layOver([
      changeOf({ firstname: 'Ada', city: 'Bonn' }, { name: 'Ada' }),
      changeOf({ city: '', lifecyclestage: 'lead' }),
    ])
    expect(laid?.values).toEqual({ firstname: 'Ada', city: '', lifecyclestage: 'lead' })
    expect(laid?.shown).toEqual({ name: 'Ada' })
    expect(layOver([])).toBe(null)
  })
})
