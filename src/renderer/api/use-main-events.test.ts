import { QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createQueryClient } from '../app/query-client.ts'
import { createFakeClient, installFakeClient } from '../test-support/fake-client.ts'
import { queryKeys } from './query-keys.ts'
import { followMainEvents } from './use-main-events.ts'

describe("main's events", () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const follow = () => {
    const fake = createFakeClient()
    installFakeClient(fake)
    const queries = createQueryClient()
    const invalidate = vi.spyOn(queries, 'invalidateQueries')
    const stop = followMainEvents(queries)
    const timesOf = (queryKey: readonly unknown[]) =>
      invalidate.mock.calls.filter(([filters]) => filters?.queryKey === queryKey).length
    /** Shows a list, as far as anybody can tell. */
    const watchList = () =>
      new QueryObserver(queries, { queryKey: queryKeys.itemLists, queryFn: () => 0 }).subscribe(() => 0)
    return { fake, stop, timesOf, watchList }
  }

  it('make the list ask again at once, then as often as the interval allows, and once more at the end', () => {
    const { fake, timesOf, watchList } = follow()
    watchList()
    for (let event = 0; event < 100; event += 1) {
      fake.emit('itemsChanged', {})
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(5_000)
    // One second of events: at 0, 300, 600 and 900 ms, and the last one after the last event.
    expect(timesOf(queryKeys.items)).toBe(5)
  })

  it('make no list ask that came after them', () => {
    const { fake, timesOf, watchList } = follow()
    for (let event = 0; event < 3; event += 1) fake.emit('itemsChanged', {})
    expect(timesOf(queryKeys.items)).toBe(3)
    watchList()
    vi.advanceTimersByTime(5_000)
    expect(timesOf(queryKeys.items)).toBe(3)
  })

  it('make the outbox ask again, and no rows: of those main tells where a change lies over them', () => {
    const { fake, timesOf } = follow()
    for (let event = 0; event < 100; event += 1) {
      fake.emit('outboxChanged', {})
      vi.advanceTimersByTime(10)
    }
    vi.advanceTimersByTime(5_000)
    expect(timesOf(queryKeys.outbox)).toBe(5)
    expect(timesOf(queryKeys.items)).toBe(0)
  })

  it('make the numbers of what is loaded ask again with the rows', () => {
    const { fake, timesOf } = follow()
    fake.emit('itemsChanged', {})
    expect(timesOf(queryKeys.syncStatus)).toBe(1)
  })

  it('make the insights ask again for the time of the last load, whether or not it brought anything', () => {
    const { fake, timesOf } = follow()
    fake.emit('syncChanged', {})
    expect(timesOf(queryKeys.allInsights)).toBe(1)
  })

  it('make accounts, status and state ask again', () => {
    const { fake, timesOf } = follow()
    fake.emit('accountsChanged', {})
    fake.emit('appStateChanged', {})
    expect(timesOf(queryKeys.accounts)).toBe(1)
    expect(timesOf(queryKeys.syncStatus)).toBe(1)
    expect(timesOf(queryKeys.appState)).toBe(1)
  })

  it('make the history ask again with the accounts, and the sign-in at once', () => {
    const { fake, timesOf } = follow()
    fake.emit('accountsChanged', {})
    fake.emit('signInChanged', {})
    expect(timesOf(queryKeys.history)).toBe(1)
    expect(timesOf(queryKeys.signIn)).toBe(1)
  })

  it('make what is long and changes little ask again more slowly than the status', () => {
    const { fake, timesOf } = follow()
    for (let event = 0; event < 100; event += 1) {
      fake.emit('syncChanged', {})
      vi.advanceTimersByTime(10)
    }
    expect(timesOf(queryKeys.syncStatus)).toBe(4)
    expect(timesOf(queryKeys.runs)).toBe(1)
    vi.advanceTimersByTime(5_000)
    expect(timesOf(queryKeys.runs)).toBe(2)
    expect(timesOf(queryKeys.loadChoices)).toBe(2)
  })

  it('do nothing any more once stopped, not even late', () => {
    const { fake, stop, timesOf, watchList } = follow()
    watchList()
    fake.emit('itemsChanged', {})
    fake.emit('itemsChanged', {})
    stop()
    fake.emit('itemsChanged', {})
    vi.advanceTimersByTime(5_000)
    expect(timesOf(queryKeys.items)).toBe(1)
  })
})
