import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../../shared/model/account.ts'
import { itemKey } from '../../../../shared/model/item.ts'
import { plainQuery } from '../../../../shared/plain-query.ts'
import { anAccount, aProvider } from '../../../test-support/fake-state.ts'
import type { SelectionDescription } from '../use-selection.ts'
import { bulkTarget } from './bulk-target.ts'

const account = anAccount()
const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'second.example' })
const key = (type: 'contact' | 'company', id: string, of = account) => itemKey(of.providerId, of.id, type, id)
const keys = (...chosen: ReturnType<typeof key>[]): SelectionDescription => ({ kind: 'keys', keys: chosen })
const allOf = (query: Parameters<typeof plainQuery>[0]): SelectionDescription => ({
  kind: 'all',
  query: plainQuery(query),
  except: [],
})
const lackOf = (selection: SelectionDescription, accounts = [account], providers = [aProvider()]) =>
  bulkTarget(selection, accounts, providers).lack

describe('what can be edited together', () => {
  it.each([
    ['contacts of one account', keys(key('contact', '1'), key('contact', 'a:b')), null],
    ['a company among them', keys(key('contact', '1'), key('company', '1')), 'not-contacts'],
    ['all contacts', allOf({ type: 'contact' }), null],
    ['all items', allOf({}), 'not-contacts'],
    ['all companies', allOf({ type: 'company' }), 'not-contacts'],
  ])('U16 is asked of the keys or of the list: %s', (_name, selection, lack) => {
    expect(lackOf(selection)).toBe(lack)
  })

  it('U16 is of one account, which the list or the keys name', () => {
    const both = [account, other]
    expect(lackOf(keys(key('contact', '1'), key('contact', '2', other)), both)).toBe('several-accounts')
    expect(lackOf(allOf({ type: 'contact' }), both)).toBe('several-accounts')
    expect(
      bulkTarget(allOf({ type: 'contact', accountId: other.id }), both, [aProvider()]).account,
    ).toMatchObject({ id: other.id })
  })

  it.each([
    [{ access: 'read' }, 'read-only'],
    [{ status: 'disconnected' }, 'not-connected'],
    // What cannot be sent now waits.
    [{ status: 'needs-reconnect' }, null],
    [{ status: 'paused' }, null],
  ] as const)('U16 is possible where the account takes changes, now or later: %o', (state, lack) => {
    expect(lackOf(keys(key('contact', '1')), [anAccount(state)])).toBe(lack)
  })
})
