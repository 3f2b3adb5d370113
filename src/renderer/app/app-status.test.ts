import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../shared/model/account.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import { anAccount, aStream, aSyncStatus, fakeNowMs } from '../test-support/fake-state.ts'
import { appStatusOf } from './app-status.ts'

const other = accountIdSchema.parse('account-2')
const loading = aStream({ state: 'loading', loaded: 4_200, total: 12_304 })
const failed = aStream({ type: 'deal', state: 'failed', error: { kind: 'timed-out' } })

const kindOf = (
  statuses: SyncStatus[],
  {
    workOffline = false,
    accounts = [anAccount()],
  }: { workOffline?: boolean; accounts?: ReturnType<typeof anAccount>[] } = {},
): string => appStatusOf({ accounts, statuses, workOffline }).kind

describe('what the status chip says', () => {
  it('weighs reconnect, offline, working offline, loading, failed, incomplete, up to date in this order', () => {
    // All of it is true at once; each line takes away what weighed most.
    const busy = {
      isRunning: true,
      streams: [loading, failed, aStream({ type: 'company', state: 'cancelled' })],
    }
    const offline = aSyncStatus({ ...busy, reachability: 'offline' })
    const signedOut = [anAccount({ status: 'needs-reconnect' })]
    expect(kindOf([offline], { workOffline: true, accounts: signedOut })).toBe('reconnect')
    expect(kindOf([offline], { workOffline: true })).toBe('offline')
    expect(kindOf([aSyncStatus(busy)], { workOffline: true })).toBe('working-offline')
    expect(kindOf([aSyncStatus(busy)])).toBe('loading')
    expect(kindOf([aSyncStatus({ ...busy, isRunning: false })])).toBe('failed')
    expect(kindOf([aSyncStatus({ streams: [aStream({ state: 'cancelled' })] })])).toBe('incomplete')
    expect(kindOf([aSyncStatus()])).toBe('up-to-date')
  })

  it('says that nothing can load once every account is disconnected, and else looks at the others only', () => {
    const disconnected = anAccount({ id: other, status: 'disconnected' })
    expect(kindOf([], { accounts: [disconnected] })).toBe('disconnected')
    expect(kindOf([aSyncStatus()], { accounts: [anAccount(), disconnected] })).toBe('up-to-date')
  })

  it('names the account to reconnect', () => {
    const account = anAccount({ status: 'needs-reconnect', label: 'acme.example' })
    expect(appStatusOf({ accounts: [account], statuses: [], workOffline: false })).toEqual({
      kind: 'reconnect',
      account,
    })
  })

  it('says that one account cannot be reached while another one can', () => {
    const accounts = [anAccount(), anAccount({ id: other })]
    const statuses = [aSyncStatus(), aSyncStatus({ accountId: other, reachability: 'offline' })]
    expect(kindOf(statuses, { accounts })).toBe('unreachable')
    expect(
      kindOf(
        statuses.map((status) => ({ ...status, reachability: 'offline' })),
        { accounts },
      ),
    ).toBe('offline')
  })

  it('passes a total on as it was told and never invents one', () => {
    const statuses = [aSyncStatus({ isRunning: true, streams: [{ ...loading, total: null }] })]
    expect(appStatusOf({ accounts: [anAccount()], statuses, workOffline: false })).toEqual({
      kind: 'loading',
      type: 'contact',
      loaded: 4_200,
      total: null,
    })
  })

  it('dates "up to date" by the account that was loaded longest ago', () => {
    const accounts = [anAccount(), anAccount({ id: other })]
    const statuses = [
      aSyncStatus({ streams: [aStream({ finishedAtMs: fakeNowMs })] }),
      aSyncStatus({ accountId: other, streams: [aStream({ finishedAtMs: fakeNowMs - 60_000 })] }),
    ]
    expect(appStatusOf({ accounts, statuses, workOffline: false })).toEqual({
      kind: 'up-to-date',
      atMs: fakeNowMs - 60_000,
    })
  })

  it('R35 says how old the data is while offline', () => {
    const statuses = [
      aSyncStatus({ reachability: 'offline', streams: [aStream({ finishedAtMs: fakeNowMs })] }),
    ]
    expect(appStatusOf({ accounts: [anAccount()], statuses, workOffline: false })).toEqual({
      kind: 'offline',
      atMs: fakeNowMs,
    })
    expect(appStatusOf({ accounts: [anAccount()], statuses: [], workOffline: true })).toEqual({
      kind: 'working-offline',
      atMs: null,
    })
  })

  it('never calls an account up to date of which nothing is known', () => {
    const accounts = [anAccount(), anAccount({ id: other })]
    expect(kindOf([aSyncStatus()], { accounts })).toBe('incomplete')
  })

  it('says so when there is no account', () => {
    expect(kindOf([], { accounts: [] })).toBe('no-account')
  })
})
