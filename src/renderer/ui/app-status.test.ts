import { describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../shared/model/account.ts'
import type { LimitStatus, QuotaStatus } from '../../shared/model/limit-status.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import { anAccount, aProvider, aStream, aSyncStatus, fakeNowMs } from '../test-support/fake-state.ts'
import { appStatusOf, canLoad, noChanges, type OpenChanges } from './app-status.ts'

const other = accountIdSchema.parse('account-2')
const loading = aStream({ state: 'loading', loaded: 4_200, total: 12_304 })
const failed = aStream({ type: 'deal', state: 'failed', error: { kind: 'timed-out' } })

const waiting: LimitStatus = {
  name: 'calls',
  kind: 'calls',
  used: 110,
  max: 110,
  intervalMs: 10_000,
  waitingUntilMs: fakeNowMs + 8_000,
  waiting: 3,
  source: 'header',
}
const spent: QuotaStatus = { period: 'month', used: 1_000, max: 1_000, spentUntilMs: fakeNowMs + 86_400_000 }
const facts = { providers: [aProvider()], workOffline: false, changes: noChanges, nowMs: fakeNowMs }
const kindOf = (
  statuses: SyncStatus[],
  {
    workOffline = false,
    accounts = [anAccount()],
    changes = noChanges,
  }: { workOffline?: boolean; accounts?: ReturnType<typeof anAccount>[]; changes?: OpenChanges } = {},
): string => appStatusOf({ ...facts, accounts, statuses, workOffline, changes }).kind

describe('what the status chip says', () => {
  it('weighs reconnect, changes that need the user, offline, working offline, loading, waiting, calls used up, failed, paused, incomplete, up to date', () => {
    // All of it is true at once; each line takes away what weighed most.
    const busy = {
      isRunning: true,
      streams: [loading, failed, aStream({ type: 'company', state: 'cancelled' })],
    }
    const offline = aSyncStatus({ ...busy, reachability: 'offline' })
    const signedOut = [anAccount({ status: 'needs-reconnect' })]
    const changes = { waiting: 3, needsYou: 2 }
    expect(kindOf([offline], { workOffline: true, accounts: signedOut, changes })).toBe('reconnect')
    expect(kindOf([offline], { workOffline: true, changes })).toBe('needs-you')
    expect(kindOf([offline], { workOffline: true })).toBe('offline')
    expect(kindOf([aSyncStatus(busy)], { workOffline: true })).toBe('working-offline')
    expect(kindOf([aSyncStatus(busy)])).toBe('loading')
    expect(kindOf([aSyncStatus({ ...busy, limits: [waiting], quotas: [spent] })])).toBe('waiting')
    const idle = { ...busy, isRunning: false, isPaused: true }
    expect(kindOf([aSyncStatus({ ...idle, quotas: [spent] })])).toBe('quota-spent')
    expect(kindOf([aSyncStatus(idle)])).toBe('failed')
    const unfinished = [aStream({ state: 'cancelled' })]
    expect(kindOf([aSyncStatus({ isPaused: true, streams: unfinished })])).toBe('paused')
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
    expect(appStatusOf({ accounts: [account], statuses: [], ...facts })).toEqual({
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
    expect(appStatusOf({ accounts: [anAccount()], statuses, ...facts })).toEqual({
      kind: 'loading',
      mode: 'full',
      type: 'contact',
      label: null,
      loaded: 4_200,
      total: null,
    })
  })

  it('U10 tells no progress where what is here is counted instead of what the run has met', () => {
    const feed = loading.feed
    const streams = [
      { ...loading, feed, type: 'page' as const },
      aStream({ feed, type: 'database', state: 'loading' }),
    ]
    const status = (changes: object) =>
      appStatusOf({
        accounts: [anAccount()],
        statuses: [aSyncStatus({ isRunning: true, streams: streams.map((one) => ({ ...one, ...changes })) })],
        ...facts,
      })
    expect(status({})).toMatchObject({ kind: 'loading', loaded: null })
    expect(status({ finishedAtMs: null })).toMatchObject({ kind: 'loading', loaded: 4_200 })
  })

  it('counts down to the end of a wait, and forgets it then', () => {
    const at = (nowMs: number) =>
      appStatusOf({
        accounts: [anAccount()],
        statuses: [aSyncStatus({ isRunning: true, streams: [loading], limits: [waiting] })],
        ...facts,
        nowMs,
      })
    expect(at(fakeNowMs)).toEqual({ kind: 'waiting', provider: 'Harbour', seconds: 8 })
    expect(at(fakeNowMs + 6_500)).toMatchObject({ kind: 'waiting', seconds: 2 })
    expect(at(fakeNowMs + 8_000)).toMatchObject({ kind: 'loading' })
  })

  it('tells of a load that moves before one that waits', () => {
    const accounts = [anAccount(), anAccount({ id: other })]
    const statuses = [
      aSyncStatus({ isRunning: true, streams: [loading], limits: [waiting] }),
      aSyncStatus({ accountId: other, isRunning: true, streams: [loading] }),
    ]
    expect(kindOf(statuses, { accounts })).toBe('loading')
  })

  it('is paused as a whole only when every account is, and else names the one', () => {
    const accounts = [anAccount(), anAccount({ id: other, label: 'globex.example' })]
    const paused = aSyncStatus({ accountId: other, isPaused: true })
    const statusOf = (statuses: SyncStatus[]) => appStatusOf({ accounts, statuses, ...facts })
    expect(statusOf([aSyncStatus(), paused])).toEqual({ kind: 'paused', account: accounts[1] })
    expect(statusOf([aSyncStatus({ isPaused: true }), paused])).toEqual({ kind: 'paused', account: null })
  })

  it('takes what was capped or left out by the user for complete', () => {
    const streams = [
      aStream({ state: 'capped' }),
      aStream({ type: 'deal', state: 'left-out', finishedAtMs: null }),
    ]
    expect(kindOf([aSyncStatus({ streams })])).toBe('up-to-date')
  })

  it('dates "up to date" by what was looked at longest ago', () => {
    const accounts = [anAccount(), anAccount({ id: other })]
    const statuses = [
      aSyncStatus({ streams: [aStream({ finishedAtMs: fakeNowMs })] }),
      aSyncStatus({
        accountId: other,
        streams: [
          aStream({ finishedAtMs: fakeNowMs - 900_000, checkedAtMs: fakeNowMs - 60_000 }),
          aStream({ finishedAtMs: fakeNowMs - 30_000 }),
        ],
      }),
    ]
    expect(appStatusOf({ accounts, statuses, ...facts })).toEqual({
      kind: 'up-to-date',
      atMs: fakeNowMs - 60_000,
      waiting: 0,
    })
  })

  it('says how old the data is while offline', () => {
    const statuses = [
      aSyncStatus({ reachability: 'offline', streams: [aStream({ finishedAtMs: fakeNowMs })] }),
    ]
    expect(appStatusOf({ accounts: [anAccount()], statuses, ...facts })).toEqual({
      kind: 'offline',
      atMs: fakeNowMs,
      waiting: 0,
    })
    expect(appStatusOf({ accounts: [anAccount()], statuses: [], ...facts, workOffline: true })).toEqual({
      kind: 'working-offline',
      atMs: null,
      waiting: 0,
    })
  })

  it('tells how many changes go out later, and how many need the user', () => {
    const status = (changes: OpenChanges, reachability: 'online' | 'offline', workOffline = false) =>
      appStatusOf({
        ...facts,
        accounts: [anAccount()],
        statuses: [aSyncStatus({ reachability })],
        changes,
        workOffline,
      })
    const waiting = { waiting: 3, needsYou: 0 }
    expect(status({ waiting: 3, needsYou: 2 }, 'online')).toEqual({ kind: 'needs-you', count: 2 })
    expect(status(waiting, 'offline')).toMatchObject({ kind: 'offline', waiting: 3 })
    expect(status(waiting, 'online', true)).toMatchObject({ kind: 'working-offline', waiting: 3 })
    expect(status(waiting, 'online')).toMatchObject({ kind: 'up-to-date', waiting: 3 })
  })

  it('never calls an account up to date of which nothing is known', () => {
    const accounts = [anAccount(), anAccount({ id: other })]
    expect(kindOf([aSyncStatus()], { accounts })).toBe('incomplete')
  })

  it('says so when there is no account', () => {
    expect(kindOf([], { accounts: [] })).toBe('no-account')
  })
})

describe('whether a load can be started by hand', () => {
  it('takes an account that is connected and not paused', () => {
    expect(canLoad(anAccount(), null)).toBe(true)
    expect(canLoad(anAccount(), { isPaused: true })).toBe(false)
    expect(canLoad(anAccount({ status: 'needs-reconnect' }), { isPaused: false })).toBe(false)
  })
})
