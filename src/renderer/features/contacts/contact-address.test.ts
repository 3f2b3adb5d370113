import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { itemKey } from '../../../shared/model/item.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { contactPlace, siblingKey } from './contact-address.ts'

const harbour = providerIdSchema.parse('harbour')
const account = accountIdSchema.parse('account-1')

describe('contactPlace', () => {
  it('reads back every key that a contact can have, hostile ids included', () => {
    const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((id) => id.isWellFormed())
    fc.assert(
      fc.property(ids, (externalId) => {
        const key = itemKey(harbour, account, 'contact', externalId)
        expect(contactPlace(key)).toEqual({ key, providerId: harbour, accountId: account, externalId })
      }),
    )
  })

  it('knows no contact in anything else', () => {
    const company = itemKey(harbour, account, 'company', '7')
    for (const text of [
      '',
      'nonsense',
      'a:b:contact',
      'a:b:contact:',
      '%:b:contact:1',
      'a:b:contact:1:2',
      company,
    ]) {
      expect(contactPlace(text)).toBeNull()
    }
  })

  it('leads to another contact of the same account', () => {
    const place = contactPlace(itemKey(harbour, account, 'contact', '1'))!
    expect(siblingKey(place, '2')).toBe(itemKey(harbour, account, 'contact', '2'))
  })
})
