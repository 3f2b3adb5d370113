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

  it('names an address once, and never the one that it has as its own', () => {
    const ofOther = { email: 'ada@a.example', hs_additional_emails: 'ada@a.example;b@b.example;b@b.example' }
    expect(mergedValues({ email: 'ada@a.example' }, ofOther)).toEqual({
      email: 'ada@a.example',
      hs_additional_emails: 'b@b.example',
    })
    expect(mergedValues({ email: 'ada@a.example' }, { email: 'ada@a.example' })).toEqual({
      email: 'ada@a.example',
    })
  })

  it('has no addresses where neither had one', () => {
    expect(mergedValues({ email: 'ada@a.example' }, { phone: '1' })).toEqual({
      email: 'ada@a.example',
      phone: '1',
    })
    expect(mergedValues({ firstname: 'Ada' }, { phone: '1' })).toEqual({ firstname: 'Ada', phone: '1' })
  })
})
