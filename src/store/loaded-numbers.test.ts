import { beforeEach, expect, it, vi } from 'vitest'
import type { ItemFilter } from '../shared/model/filter.ts'
import type { StoreRequest } from '../shared/store-messages.ts'
import type { StoreMethod } from '../shared/store-protocol.ts'
import { aQuery } from '../../tests/support/made-up-items.ts'

// Each test has modules of its own: what is loaded stays loaded.
beforeEach(() => {
  vi.resetModules()
})

const odd: ItemFilter = { match: 'all', parts: [{ field: 'phone', test: 'invalid', values: [] }] }
const oddInGroup: ItemFilter = {
  match: 'all',
  parts: [{ match: 'any', conditions: [{ field: 'phone', test: 'invalid', values: [] }] }],
}
const request = (method: StoreMethod, input: unknown): StoreRequest => ({ id: 1, method, input })

async function inHand() {
  const { withPhoneNumbers } = await import('./loaded-numbers.ts')
  const numbers = await import('./phone-numbers.ts')
  const answered: StoreMethod[] = []
  const take = withPhoneNumbers(({ method }) => answered.push(method))
  return { take, answered, numbers }
}

it.each([
  ['listItems', { query: aQuery({ filter: odd }) }],
  ['listKeys', { query: aQuery({ filter: oddInGroup }) }],
  ['beginExport', { rows: { query: aQuery({ filter: odd }) } }],
  ['tallyItems', { tallies: [{ filter: null }, { filter: odd }] }],
] as const)('holds %s back until the numbers are there, and what comes behind it', async (method, input) => {
  const { take, answered, numbers } = await inHand()
  take(request('countItems', {}))
  take(request(method, input))
  take(request('putItem', {}))
  expect(answered).toEqual(['countItems'])
  expect(numbers.hasPhoneNumbers()).toBe(false)
  await vi.waitFor(() => {
    expect(answered).toEqual(['countItems', method, 'putItem'])
  })
  expect(numbers.isPhoneNumber('+44 20 7946 0000')).toBe(true)
  take(request(method, input))
  expect(answered).toHaveLength(4)
})

it('loads nothing for lists that do not ask for them', async () => {
  const { take, answered, numbers } = await inHand()
  take(request('listItems', { query: aQuery() }))
  take(request('tallyItems', { tallies: [{ filter: null }] }))
  take(request('closeAll', null))
  expect(answered).toHaveLength(3)
  await vi.dynamicImportSettled()
  expect(numbers.hasPhoneNumbers()).toBe(false)
})

it('answers all the same where they cannot be loaded', async () => {
  const logged = vi.spyOn(console, 'error').mockReturnValue()
  vi.doMock('libphonenumber-js/min', () => {
    throw new Error('gone')
  })
  const { take, answered, numbers } = await inHand()
  take(request('listItems', { query: aQuery({ filter: odd }) }))
  await vi.waitFor(() => {
    expect(answered).toEqual(['listItems'])
  })
  expect(() => numbers.isPhoneNumber('+44')).toThrow('not loaded')
  expect(logged).toHaveBeenCalledOnce()
  vi.doUnmock('libphonenumber-js/min')
})
