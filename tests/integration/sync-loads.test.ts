import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../src/shared/errors.ts'
import { streamStatusSchema } from '../../src/shared/model/sync-status.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createDeferred } from '../support/deferred.ts'
import { engineAt, nothingKept, truthOf } from '../support/engine-at.ts'
import { createMadeUpService, madeUpName, type MadeUpFeed } from '../support/made-up-service.ts'
import { valueOf } from '../support/core-in-node.ts'

const offline: AppError = { kind: 'offline' }
const people = madeUpName('people')
const firms = madeUpName('firms')
const both: readonly MadeUpFeed[] = [
  { name: 'people', type: 'contact' },
  { name: 'firms', type: 'company' },
]

function aService(feeds: readonly MadeUpFeed[] = both, rows = 7) {
  const service = createMadeUpService(feeds)
  for (const { name } of feeds) for (let id = 0; id < rows; id++) service.put(madeUpName(name), id)
  return service
}

describe('a load of several feeds', () => {
  it('has four of them open at once at most', async () => {
    const service = aService(Array.from({ length: 9 }, (_, n) => ({ name: `table-${n}`, type: 'record' })))
    const open = new Set<string>()
    let mostOpen = 0
    service.onCall = async (call) => {
      open.add(call.split(' ')[0] ?? '')
      mostOpen = Math.max(mostOpen, open.size)
      await nextTurn()
      if (call.endsWith(' 5')) open.delete(call.split(' ')[0] ?? '')
      return null
    }
    const engine = engineAt(service)
    await engine.load()
    expect(mostOpen).toBe(4)
    expect((await engine.streams()).map(({ state }) => state)).toEqual(Array(9).fill('done'))
  })

  it('lets a feed wait for others, for better or worse', async () => {
    const service = aService([{ name: 'links', type: 'deal', after: ['people', 'firms'] }, ...both])
    service.onCall = (call) => (call.startsWith('firms') ? offline : null)
    const engine = engineAt(service)
    await engine.load()
    const order = service.calls.map((call) => call.split(' ')[0])
    expect(order.slice(order.indexOf('links')).every((feed) => feed === 'links')).toBe(true)
    expect((await engine.streams()).map(({ type, state }) => [type, state])).toEqual([
      ['deal', 'done'],
      ['contact', 'done'],
      ['company', 'failed'],
    ])
  })

  it('does not wait for ever where feeds wait for each other', async () => {
    const service = aService([
      { name: 'people', type: 'contact', after: ['firms'] },
      { name: 'firms', type: 'company', after: ['people'] },
    ])
    const engine = engineAt(service)
    await engine.load()
    expect((await engine.streams()).map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('takes up feeds that came up with the rows of others', async () => {
    const service = aService([
      { name: 'bases', type: 'base' },
      { name: 'tables', type: 'table', comesWith: 'base' },
      { name: 'records', type: 'record', comesWith: 'table' },
    ])
    const engine = engineAt(service)
    await engine.load()
    expect((await engine.streams()).map(({ type, state }) => [type, state])).toEqual([
      ['base', 'done'],
      ['table', 'done'],
      ['record', 'done'],
    ])
  })

  it('tells a failure that all would meet once, and asks no further', async () => {
    const service = aService(Array.from({ length: 9 }, (_, n) => ({ name: `table-${n}`, type: 'record' })))
    const refused: AppError = { kind: 'reconnect-required', accountId: 'acct-1' }
    service.onCall = () => refused
    const engine = engineAt(service)
    await engine.load()
    expect((await engine.streams()).map(({ error }) => error)).toEqual(Array(9).fill(refused))
    expect(service.calls.length).toBeLessThanOrEqual(4)
    expect(engine.reports().length).toBeLessThanOrEqual(4)
  })

  it('brings what such a failure kept from being begun when it is over, whether or not it is due', async () => {
    const service = aService([{ ...both[0]!, after: ['firms'] }, both[1]!])
    const engine = engineAt(service)
    const states = async () => (await engine.streams()).map(({ state }) => state)
    await engine.load()
    engine.sync.schedule.begin()
    service.onCall = () => ({ kind: 'working-offline' })
    await engine.load('compare')
    expect(await states()).toEqual(['failed', 'failed'])
    expect(service.calls.filter((call) => call.startsWith('people sweep'))).toEqual([])
    service.onCall = () => null
    engine.sync.schedule.returned()
    await expect.poll(states).toEqual(['done', 'done'])
    engine.sync.schedule.stop()
  })

  it('brings what is asked for while the rest of a load that such a failure has ended still goes on', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    const gate = createDeferred<null>()
    const refused: AppError = { kind: 'reconnect-required', accountId: 'acct-1' }
    service.onCall = (call) => (call.startsWith('people') ? refused : gate.promise)
    const loading = engine.load()
    const states = async () => (await engine.streams()).map(({ state }) => state)
    await expect.poll(states).toEqual(['failed', 'loading'])
    // The new grant comes while a call under the old one is still out.
    service.onCall = () => null
    const asked = engine.sync.loads.start(kept.account.id, { how: 'reconnected', feed: null })
    await nextTurn()
    gate.resolve(null)
    valueOf(await asked)
    await loading
    await engine.settled()
    expect(await states()).toEqual(['done', 'done'])
    expect(engine.rows(people)).toEqual(truthOf(service, people))
  })

  it('leaves the other looks at a feed out where they would fail alike, and only then', async () => {
    const scopes: AppError = { kind: 'missing-permission', scopes: ['people.read'] }
    const odd: AppError = { kind: 'unexpected-response', detail: 'odd' }
    for (const [error, modes] of [
      [scopes, ['changes']],
      [odd, ['changes', 'removals']],
    ] as const) {
      const service = aService()
      const engine = engineAt(service)
      await engine.load()
      service.calls.length = 0
      service.onCall = (call) => (call.startsWith('people changes') ? error : null)
      await engine.load()
      const asked = service.calls.filter((call) => call.startsWith('people'))
      expect(asked.map((call) => call.split(' ')[1])).toEqual(modes)
      expect(await engine.streams()).toMatchObject([{ state: 'failed', error }, { state: 'done' }])
    }
  })

  it('takes on what is asked for while it goes on', async () => {
    const service = aService([...both, { name: 'extra', type: 'deal', isOptIn: true }])
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    const gate = createDeferred<null>()
    service.onCall = async (call) => (call === 'people full 0 2' ? gate.promise : null)
    const loading = engine.load()
    await expect.poll(() => service.calls).toContain('people full 0 2')
    const refused = await engine.sync.loads.start(kept.account.id, { how: 'now', feed: madeUpName('extra') })
    expect(refused).toEqual(err({ kind: 'not-found' }))
    const choice = { ...kept.choice!.choice, included: [madeUpName('extra')] }
    valueOf(await engine.sync.choices.set(kept.account, { choice, renew: [] }))
    valueOf(await engine.sync.loads.start(kept.account.id, { how: 'now', feed: madeUpName('extra') }))
    await expect.poll(() => engine.rows(madeUpName('extra')).size).toBe(7)
    gate.resolve(null)
    await loading
    expect((await engine.streams()).map(({ state }) => state)).toEqual(['done', 'done', 'done'])
  })

  it('shows as much of a table’s name as a reply may hold', async () => {
    const service = aService([{ name: 'table', type: 'record' }])
    const { feeds } = service.provider
    const list: typeof feeds.list = async (given) => {
      const listed = await feeds.list(given)
      return listed.ok
        ? ok(listed.value.map((feed) => ({ ...feed, label: `${'x'.repeat(299)}😀${'y'.repeat(200)}` })))
        : listed
    }
    const engine = engineAt({ ...service, provider: { ...service.provider, feeds: { ...feeds, list } } })
    const [stream] = await engine.streams()
    expect(streamStatusSchema.parse(stream).label).toBe(`${'x'.repeat(299)}\uFFFD`)
  })

  it('begins anew for who asks while it is being stopped', async () => {
    const service = aService([both[0]!])
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    const gate = createDeferred<null>()
    service.onCall = async (call) => (call === 'people full 0 2' ? gate.promise : null)
    const stopped = engine.load()
    await expect.poll(() => service.calls).toContain('people full 0 2')
    const stopping = engine.sync.loads.cancel(kept.account.id)
    const asked = engine.sync.loads.start(kept.account.id, { how: 'now', feed: null })
    gate.resolve(null)
    await Promise.all([stopped, stopping])
    expect(await asked).toEqual(ok(null))
    await engine.settled()
    expect(await engine.streams()).toMatchObject([{ state: 'done', loaded: 7 }])
    expect(engine.reports().map(({ outcome }) => outcome)).toEqual(['cancelled', 'done'])
  })

  it('looks at changes once more, where the look that it goes on with was interrupted long ago', async () => {
    const service = aService([both[0]!])
    let nowMs = 1_000_000
    const engine = engineAt(service, nothingKept(), { now: () => nowMs })
    await engine.load()
    for (let id = 0; id < 7; id++) service.put(people, id)
    service.onCall = (call) => (call === 'people changes only 10' ? offline : null)
    await engine.load()
    nowMs += 10 * 60_000
    service.put(people, 0)
    service.onCall = () => null
    service.calls.length = 0
    await engine.load()
    expect(service.calls).toEqual([
      'people changes only 10',
      'people changes only 13',
      'people changes only -',
      'people removals only -',
    ])
    expect(engine.rows(people)).toEqual(truthOf(service, people))
  })

  it('takes two that are asked for in one moment for one, which does what both asked for', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    service.calls.length = 0
    const start = (how: 'now' | 'compare') => engine.sync.loads.start(kept.account.id, { how, feed: people })
    for (const started of await Promise.all([start('now'), start('compare'), start('now')])) valueOf(started)
    await engine.settled()
    expect(service.calls.filter((call) => call.endsWith(' -')).map((call) => call.split(' ')[1])).toEqual([
      'changes',
      'removals',
      'sweep',
    ])
  })

  it('of one feed touches no other', async () => {
    const service = aService()
    const engine = engineAt(service)
    await engine.load('now', firms)
    expect(service.calls.every((call) => call.startsWith('firms'))).toBe(true)
    expect((await engine.streams()).map(({ state }) => state)).toEqual(['never-loaded', 'done'])
  })

  it('again, begins at the beginning, also where a run was interrupted', async () => {
    const service = aService(both, 20)
    service.onCall = (call) => (call === 'people full 0 8' ? offline : null)
    const engine = engineAt(service)
    await engine.load()
    service.calls.length = 0
    service.onCall = () => null
    await engine.load('again')
    expect(service.calls).toContain('people full 0 -')
    expect(await engine.streams()).toMatchObject([{ state: 'done', loaded: 20 }, { state: 'done' }])
  })
})

describe('a feed that the account has no more', () => {
  it('is removed after a load in which all is well, never before', async () => {
    const kept = nothingKept()
    const old = aService([...both, { name: 'gone-table', type: 'record' }])
    const engine = engineAt(old, kept)
    await engine.load()
    const service = aService()
    service.onCall = (call) => (call.startsWith('firms') ? offline : null)
    const now = engineAt(service, kept)
    await now.load()
    expect(now.rows(madeUpName('gone-table')).size).toBe(7)
    service.onCall = () => null
    await now.load('now', people)
    expect(now.rows(madeUpName('gone-table')).size).toBe(7)
    await now.load()
    expect(now.rows(madeUpName('gone-table')).size).toBe(0)
    expect(now.rows(people).size).toBe(7)
  })
})
