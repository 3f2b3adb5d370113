import { expect, it } from 'vitest'
import { accountIdSchema } from '../../shared/model/account.ts'
import { dealGroup, valuesOf, type DealGroup } from './deal-values.ts'

const [one, other] = ['acct-1', 'acct-2'].map((id) => accountIdSchema.parse(id))
const group = (currency: string | null, sum: number, home: number | null, accountId = one!): DealGroup => ({
  ...{ accountId, currency, count: 2 },
  amount: { sum, of: 2 },
  home: { sum: home ?? 0, of: home === null ? 0 : 2 },
})
const euro = (): string => 'EUR'

it('adds up what is converted to the currency of the account, and nothing of several currencies', () => {
  expect(valuesOf([group('USD', 100, 92), group('EUR', 8, 8)], euro)).toEqual([
    { currency: 'EUR', value: 100 },
  ])
  // Nobody has converted the dollars.
  expect(valuesOf([group('USD', 100, null), group('EUR', 8, 8)], euro)).toEqual([
    { currency: 'USD', value: 100 },
    { currency: 'EUR', value: 8 },
  ])
  const homes = (accountId: string): string => (accountId === one ? 'EUR' : 'CHF')
  expect(valuesOf([group('USD', 1, 5), group('USD', 1, 4, other)], homes)).toEqual([
    { currency: 'EUR', value: 5 },
    { currency: 'CHF', value: 4 },
  ])
})

it('takes the deals’ own currencies where the account’s is not known, and that of the account where they say none', () => {
  const nobody = (): null => null
  expect(valuesOf([group('USD', 100, 92), group('EUR', 8, 8)], nobody)).toEqual([
    { currency: 'USD', value: 100 },
    { currency: 'EUR', value: 8 },
  ])
  expect(valuesOf([group(null, 3, null)], euro)).toEqual([{ currency: 'EUR', value: 3 }])
  expect(valuesOf([group(null, 3, null)], nobody)).toEqual([{ currency: null, value: 3 }])
})

it('leaves out deals without an amount, and codes that are none', () => {
  const read = dealGroup({ values: ['new', one!, 'dollars'], count: 4, valued: [0, 0], sums: [0, 0] })
  expect(read).toMatchObject({ accountId: one, currency: null, count: 4 })
  expect(valuesOf([read], euro)).toEqual([])
})
