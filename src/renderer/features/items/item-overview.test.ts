import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import { anAccount, aProvider, aStream, aSyncStatus } from '../../test-support/fake-state.ts'
import { countOf, emptinessOf, typesOf } from './item-overview.ts'

const harbour = aProvider()
const pagesOnly = aProvider({
  id: providerIdSchema.parse('pages'),
  itemTypes: ['deal'],
  capabilities: { ...aProvider().capabilities, contacts: false },
})
const first = anAccount()
const second = anAccount({ id: accountIdSchema.parse('account-2'), providerId: pagesOnly.id })
const everything = { type: null, accountId: null }

describe('typesOf', () => {
  it('names the types of the connected providers, each once, in their order', () => {
    expect(typesOf([first, second], [harbour, pagesOnly])).toEqual(['contact', 'company', 'deal'])
    expect(typesOf([second], [harbour, pagesOnly])).toEqual(['deal'])
    expect(typesOf([], [harbour])).toEqual([])
  })
})

describe('countOf', () => {
  const counts = [
    { accountId: first.id, type: 'contact' as const, count: 12_304 },
    { accountId: first.id, type: 'deal' as const, count: 86 },
    { accountId: second.id, type: 'deal' as const, count: 4 },
  ]

  it('adds up what is asked for and nothing else, so that every count is true (U10)', () => {
    expect(countOf(counts, everything)).toBe(12_394)
    expect(countOf(counts, { type: 'deal', accountId: null })).toBe(90)
    expect(countOf(counts, { type: 'deal', accountId: second.id })).toBe(4)
    expect(countOf(counts, { type: 'company', accountId: null })).toBe(0)
  })
})

describe('emptinessOf', () => {
  const loading = aSyncStatus({
    isRunning: true,
    streams: [aStream({ state: 'loading', loaded: 3 }), aStream({ type: 'deal', state: 'done', loaded: 0 })],
  })

  it('asks for an account where there is none', () => {
    expect(emptinessOf([], [], everything)).toEqual({ kind: 'no-account' })
  })

  it('tells of the load while what is wanted is still on its way, instead of "nothing there"', () => {
    expect(emptinessOf([first], [loading], everything)).toEqual({ kind: 'loading', streams: loading.streams })
    expect(emptinessOf([first], [loading], { type: 'contact', accountId: null }).kind).toBe('loading')
  })

  it('says that a type has none as soon as that type is through, whatever else is loading', () => {
    expect(emptinessOf([first], [loading], { type: 'deal', accountId: null })).toEqual({ kind: 'none' })
  })

  it('offers to load what never was loaded to its end, and names the accounts', () => {
    const interrupted = aSyncStatus({ streams: [aStream({ state: 'interrupted' })] })
    expect(emptinessOf([first], [interrupted], everything)).toEqual({
      kind: 'not-loaded',
      accountIds: [first.id],
    })
    expect(emptinessOf([first], [], everything).kind).toBe('not-loaded')
    expect(emptinessOf([first, second], [aSyncStatus()], everything)).toEqual({
      kind: 'not-loaded',
      accountIds: [second.id],
    })
  })

  it('offers no load of an account that is disconnected', () => {
    const disconnected = anAccount({ status: 'disconnected' })
    expect(emptinessOf([disconnected], [], everything)).toEqual({ kind: 'none' })
  })

  it('takes what the user capped or left out for loaded, and says so of a type that was left out', () => {
    const streams = [
      aStream({ state: 'capped' }),
      aStream({ type: 'deal', state: 'left-out', finishedAtMs: null, loaded: 0 }),
    ]
    const status = aSyncStatus({ streams })
    expect(emptinessOf([first], [status], { type: 'contact', accountId: null })).toEqual({ kind: 'none' })
    expect(emptinessOf([first], [status], { type: 'deal', accountId: null })).toEqual({
      kind: 'left-out',
      accountIds: [first.id],
    })
    const other = aSyncStatus({ accountId: second.id, streams: [aStream({ type: 'deal', loaded: 0 })] })
    expect(emptinessOf([first, second], [status, other], { type: 'deal', accountId: null }).kind).toBe('none')
  })

  it('says that records are loaded only where somebody asks, until somebody does', () => {
    const table = aStream({ type: 'table' })
    const wanted = { type: 'record', accountId: null } as const
    const notAsked = { kind: 'not-asked', accountIds: [first.id] }
    expect(emptinessOf([first], [aSyncStatus({ streams: [table] })], wanted)).toEqual(notAsked)
    const unwanted = aStream({ type: 'record', label: 'Leads', state: 'left-out', loaded: 0 })
    expect(emptinessOf([first], [aSyncStatus({ streams: [table, unwanted] })], wanted)).toEqual(notAsked)
    const empty = aStream({ type: 'record', label: 'Ideas', loaded: 0 })
    const both = aSyncStatus({ streams: [table, unwanted, empty] })
    expect(emptinessOf([first], [both], wanted)).toEqual({ kind: 'none' })
  })

  it('says that nothing is there once everything was loaded', () => {
    expect(emptinessOf([first], [aSyncStatus()], everything)).toEqual({ kind: 'none' })
  })
})
