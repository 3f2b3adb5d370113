import { describe, expect, it } from 'vitest'
import { mergedValues } from './merged-values.ts'

describe('a merge', () => {
  it('keeps the values of the first, fills its gaps from the other, and keeps the other’s addresses', () => {
    expect(
      mergedValues(
        { email: 'ada@a.example', firstname: 'Ada', hs_additional_emails: 'old@a.example' },
        {
          email: 'bea@b.example',
          firstname: 'Bea',
          phone: '1',
          hs_additional_emails: 'old@a.example;x@b.example',
        },
      ),
    ).toEqual({
      email: 'ada@a.example',
      firstname: 'Ada',
      phone: '1',
      hs_additional_emails: 'old@a.example;bea@b.example;x@b.example',
    })
  })

  it('takes the other’s address where the first has none', () => {
    expect(mergedValues({ firstname: 'Ada' }, { email: 'bea@b.example' })).toEqual({
      firstname: 'Ada',
      email: 'bea@b.example',
    })
  })
})
