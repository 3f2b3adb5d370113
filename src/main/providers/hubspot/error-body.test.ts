import { describe, expect, it } from 'vitest'
import { contextTexts, readErrorBody } from './error-body.ts'

describe('an error reply of HubSpot', () => {
  it('is read field by field, where an odd one spoils nothing but itself', () => {
    const whole = {
      ...{ message: 'no', category: 'MISSING_SCOPES', policyName: 'DAILY', context: { a: ['b'] } },
      errors: [{ message: 'one', code: 'X', context: { c: 'd' } }],
    }
    expect(readErrorBody({ ...whole, correlationId: 'x' })).toEqual(whole)
    for (const name of Object.keys(whole)) {
      expect(readErrorBody({ ...whole, [name]: 7 })).toEqual({ ...whole, [name]: undefined })
    }
    const errors = [7, { message: 7, code: 'Y', context: 'x' }, { message: 'two' }]
    expect(readErrorBody({ errors }).errors).toEqual([
      {},
      { message: undefined, code: 'Y', context: undefined },
      { message: 'two' },
    ])
  })

  it.each([null, undefined, 7, 'x', [7]])('is an empty one where it is %j', (body) => {
    expect(readErrorBody(body)).toEqual({})
  })

  it.each([
    [{ ids: ['1', 7, '2'] }, ['1', '2']],
    [{ ids: '1' }, ['1']],
    [{ ids: 7 }, []],
    [{}, []],
    [undefined, []],
  ])('has texts in its context: %j', (context, expected) => {
    expect(contextTexts(context, 'ids')).toEqual(expected)
  })

  it('has none there by the names that every object has', () => {
    expect(contextTexts({}, 'constructor')).toEqual([])
    expect(contextTexts(Object.create({ ids: ['1'] }) as Record<string, unknown>, 'ids')).toEqual([])
  })
})
