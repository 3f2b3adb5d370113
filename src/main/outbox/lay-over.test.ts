import { describe, expect, it } from 'vitest'
import { layOver, valuesOver } from './lay-over.ts'
import type { Change } from './change.ts'
import { made } from './test-support/made-changes.ts'

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

describe('the mark of a row', () => {
  const creation = made({ kind: 'create', externalId: null, madeAtMs: 1 })
  const later = made({ key: creation.key, madeAtMs: 2 })
  const removal = made({ key: creation.key, kind: 'delete', values: {}, madeAtMs: 3 })

  it('names the record, and when it was last changed', () => {
    expect(layOver([creation, later])).toMatchObject({
      ...{ key: later.key, accountId: later.accountId, providerId: later.providerId },
      ...{ type: 'contact', madeAtMs: 2 },
    })
  })

  it('is that of a deletion or a merge before anything else, then of a creation', () => {
    const merge = made({ kind: 'merge', values: {} })
    const kindOver = (...changes: Change[]) => layOver(changes)?.mark.kind
    expect(kindOver(later)).toBe('update')
    expect(kindOver(later, later)).toBe('update')
    expect(kindOver(creation, later)).toBe('create')
    expect(kindOver(creation, removal)).toBe('delete')
    expect(kindOver(removal, later)).toBe('delete')
    expect(kindOver(removal, creation)).toBe('delete')
    expect(kindOver(later, merge, later)).toBe('merge')
    expect(kindOver(merge, removal)).toBe('delete')
  })

  it('says that the user is needed as soon as one of its changes needs them', () => {
    const parked = made({ state: 'needs-you' })
    expect(layOver([later, later])?.mark.state).toBe('waiting')
    expect(layOver([parked, later])?.mark.state).toBe('needs-you')
    expect(layOver([later, parked])?.mark.state).toBe('needs-you')
  })

  it('is that of a new record until the provider has created it', () => {
    expect(layOver([creation, later])?.isNew).toBe(true)
    expect(layOver([{ ...creation, externalId: '9' }, later])?.isNew).toBe(false)
    expect(layOver([{ ...later, externalId: null }])?.isNew).toBe(false)
  })
})

it('columns of a row are what the last change shows that shows them, also where that is nothing', () => {
  const laid = layOver([
    changeOf({}, { name: 'Ada', email: 'ada@a.example', organisation: 'Acme', phone: '1' }),
    changeOf({}, { email: null, phone: '2' }),
  ])
  expect(laid?.shown).toEqual({ name: 'Ada', email: null, organisation: 'Acme', phone: '2' })
  expect(Object.keys(layOver([changeOf({}, { organisation: null })])?.shown ?? {})).toEqual(['organisation'])
})

describe('values with open changes over them', () => {
  it('are the same where there is none', () => {
    const values = { phone: '1', city: '' }
    expect(valuesOver(values, [])).toBe(values)
  })

  it('are those of the last change that sets them, and lack what one has cleared', () => {
    const changes = [{ values: { phone: '2', fax: '3' } }, { values: { phone: '4', city: '' } }]
    expect(valuesOver({ phone: '1', city: 'Bonn', email: 'ada@a.example' }, changes)).toEqual({
      ...{ phone: '4', fax: '3', email: 'ada@a.example' },
    })
  })
})
