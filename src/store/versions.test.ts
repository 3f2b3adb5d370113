import { describe, expect, it } from 'vitest'
import { aContactKey, aVersion } from '../../tests/support/made-up-changes.ts'
import { storeWithOutbox, type StoreInTest } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const [one, two] = [aContactKey('1'), aContactKey('2')]
const numbered = (from: number, to: number, key = one) =>
  Array.from({ length: to - from + 1 }, (_, n) => aVersion({ token: `${from + n} of ${key}`, key }))
const bodies = (store: StoreInTest, key = one) =>
  store.ask('versionsOf', { key, limit: 100 }).map(({ body }) => body)
const bodiesOf = (from: number, to: number, key = one) =>
  numbered(from, to, key)
    .map(({ body }) => body)
    .reverse()

describe('the versions of a record', () => {
  it('are told the last first, as many as are asked for, whatever the clock said', () => {
    const store = storeWithOutbox(temporaryFolder())
    const [early, late] = [aVersion({ token: 'a', atMs: 9 }), aVersion({ token: 'b', atMs: 3 })]
    store.ask('writeOutbox', { versions: [early] })
    store.ask('writeOutbox', { versions: [late, aVersion({ token: 'c', key: two })] })
    expect(store.ask('versionsOf', { key: one, limit: 9 })).toMatchObject([
      { atMs: 3, body: '"b"' },
      { atMs: 9, body: '"a"' },
    ])
    expect(store.ask('versionsOf', { key: one, limit: 1 })).toMatchObject([{ body: '"b"' }])
  })

  it('are passed over when they are written again', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', { versions: [aVersion({ token: 'a' }), aVersion({ token: 'b' })] })
    const before = store.ask('versionsOf', { key: one, limit: 9 })
    store.ask('writeOutbox', { versions: [aVersion({ token: 'a', body: '"otherwise"', key: two })] })
    expect(store.ask('versionsOf', { key: one, limit: 9 })).toEqual(before)
    expect(bodies(store, two)).toEqual([])
  })

  it('are the newest 50, of each record by itself', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', { versions: [...numbered(1, 49), ...numbered(1, 3, two)] })
    store.ask('writeOutbox', { versions: numbered(50, 52) })
    expect(bodies(store)).toEqual(bodiesOf(3, 52))
    expect(bodies(store, two)).toEqual(bodiesOf(1, 3, two))
  })

  it('are the same after a write of more than 50 of them that is made twice', () => {
    const store = storeWithOutbox(temporaryFolder())
    const write = { versions: numbered(1, 60) }
    store.ask('writeOutbox', write)
    store.ask('writeOutbox', write)
    expect(bodies(store)).toEqual(bodiesOf(11, 60))
  })

  it('have ids that are never given again', () => {
    const store = storeWithOutbox(temporaryFolder())
    store.ask('writeOutbox', { versions: [aVersion({ token: 'a' })] })
    const [first] = store.ask('versionsOf', { key: one, limit: 1 })
    store.ask('writeOutbox', { erased: [one] })
    store.ask('writeOutbox', { versions: [aVersion({ token: 'b' })] })
    expect(store.ask('versionsOf', { key: one, limit: 1 })[0]!.id).toBeGreaterThan(first!.id)
  })
})
