import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { FeedStep } from '../../src/main/providers/feeds.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { err, ok } from '../../src/shared/result.ts'
import type { StoreMethod } from '../../src/shared/store-protocol.ts'
import { createDeferred } from '../support/deferred.ts'
import { engineAt, nothingKept, truthOf } from '../support/engine-at.ts'
import {
  createMadeUpService,
  madeUpName,
  type MadeUpFeed,
  type MadeUpService,
} from '../support/made-up-service.ts'

const people = madeUpName('people')
const peopleFeed: MadeUpFeed = { name: 'people', type: 'contact', lanes: 3 }

function aService(
  rows = 20,
  feed: Partial<MadeUpFeed> = {},
  options: Parameters<typeof createMadeUpService>[1] = {},
) {
  const service = createMadeUpService([{ ...peopleFeed, ...feed }], options)
  for (let id = 0; id < rows; id++) service.put(people, id)
  return service
}

const atTheStart = { cursor: null, isDone: false }
/** A provider that answers every step with its first page, changed. */
function repeating({ provider }: MadeUpService, changed: (page: FeedStep) => FeedStep): Provider {
  const { feeds } = provider
  const step: typeof feeds.step = async (context, request) => {
    const places = () => ({ ...request.places(), '0': atTheStart })
    const answer = await feeds.step(context, { ...request, places })
    return answer.ok ? ok(changed(answer.value)) : answer
  }
  return { ...provider, feeds: { ...feeds, step } }
}

const offline: AppError = { kind: 'offline' }

describe('a run over several lanes', () => {
  it('keeps them all open at once, and brings every page', async () => {
    const service = aService()
    let open = 0
    let mostOpen = 0
    service.onCall = async () => {
      open++
      mostOpen = Math.max(mostOpen, open)
      await new Promise((resolve) => setTimeout(resolve, 2))
      open--
      return null
    }
    const engine = engineAt(service)
    await engine.load()
    expect(engine.rows(people)).toEqual(truthOf(service, people))
    expect(mostOpen).toBe(3)
    expect(await engine.streams()).toMatchObject([{ state: 'done', loaded: 20, total: 7, mode: 'full' }])
  })

  it('asks for the next page while the last one is on its way to the store, and not for many more', async () => {
    const service = aService(30, { lanes: 1 })
    const gate = createDeferred<null>()
    const engine = engineAt(service, nothingKept(), {
      aroundStore: async (method, ask) => {
        if (method === 'applyPage') await gate.promise
        return ok(ask())
      },
    })
    const loading = engine.load()
    await expect.poll(() => service.calls.length).toBe(3)
    for (let turn = 0; turn < 50; turn++) await nextTurn()
    expect(service.calls).toHaveLength(3)
    gate.resolve(null)
    await loading
    expect(engine.rows(people).size).toBe(30)
  })

  it('puts pages together where the store is slower, in their order', async () => {
    const service = aService(300, { lanes: 2 })
    const sizes: number[] = []
    const engine = engineAt(service, nothingKept(), {
      aroundStore: async (method, ask) => {
        if (method === 'applyPage') await new Promise((resolve) => setTimeout(resolve, 3))
        const answer = ask() as { added?: number }
        if (method === 'applyPage') sizes.push(answer.added ?? 0)
        return ok(answer)
      },
    })
    await engine.load()
    expect(engine.rows(people)).toEqual(truthOf(service, people))
    expect(Math.max(...sizes)).toBeGreaterThan(3)
  })

  it('fails as a whole where one lane fails, removes nothing, and goes on where each lane stood', async () => {
    const service = aService()
    const kept = nothingKept()
    const engine = engineAt(service, kept)
    await engine.load()
    service.remove(people, 4)
    service.put(people, 30)
    service.onCall = (call) => (/^people full 1 \d/.test(call) ? offline : null)
    await engine.load('again')
    expect(await engine.streams()).toMatchObject([{ state: 'failed', error: offline }])
    expect(engine.rows(people).has(4)).toBe(true)
    service.calls.length = 0
    service.onCall = () => null
    await engineAt(service, kept).load()
    expect(engine.rows(people)).toEqual(truthOf(service, people))
    expect(service.calls.filter((call) => call.startsWith('people full 1'))[0]).not.toBe('people full 1 -')
  })

  it('R63: ends on a lane whose cursor comes again, and on one that answers the cursor that it was asked', async () => {
    for (const cursors of [
      ['1', '2', '1'],
      ['1', '1'],
    ]) {
      const service = aService(3, { lanes: 1 })
      let step = 0
      const provider = repeating(service, (page) => ({ ...page, next: cursors[step++] ?? null }))
      const engine = engineAt({ ...service, provider })
      await engine.load()
      expect(step).toBe(cursors.length)
      expect(await engine.streams()).toMatchObject([
        { state: 'failed', error: { kind: 'unexpected-response', detail: 'repeated page cursor' } },
      ])
      expect(engine.rows(people).size).toBe(3)
    }
  })

  it('R63: ends on a lane that goes on for ever without a row, or with rows that the run has met', async () => {
    for (const [rowsOfPage, leastSteps] of [
      [0, 10_000],
      [400, 250],
    ] as const) {
      const service = aService(400, { lanes: 1 }, { pageSize: 400 })
      let step = 0
      const provider = repeating(service, (page) => ({
        ...page,
        items: page.items.slice(0, rowsOfPage),
        next: `${++step}`,
      }))
      const engine = engineAt({ ...service, provider })
      await engine.load()
      expect(step).toBeGreaterThan(leastSteps)
      expect(step).toBeLessThanOrEqual(leastSteps + 4)
      expect(await engine.streams()).toMatchObject([
        { state: 'failed', error: { kind: 'unexpected-response', detail: 'pages without end' } },
      ])
      expect(engine.rows(people).size).toBe(rowsOfPage)
    }
    // Ten thousand pages are seconds of work.
  }, 120_000)

  it('goes on to the end however many rows are above the cap', async () => {
    const service = createMadeUpService(
      [
        { name: 'people', type: 'contact', lanes: 1 },
        { name: 'firms', type: 'company' },
      ],
      { pageSize: 400 },
    )
    for (let id = 0; id < 400; id++) service.put(people, id)
    let step = 0
    const provider = repeating(service, (page) => ({ ...page, next: ++step < 300 ? `${step}` : null }))
    const { list } = provider.feeds
    // A feed of several types is not at its end where one of them is full.
    const ofTwoTypes: typeof list = async (given) => {
      const listed = await list(given)
      if (!listed.ok) return listed
      return ok(listed.value.slice(0, 1).map((feed) => ({ ...feed, types: ['contact', 'company'] as const })))
    }
    const both = { ...provider, feeds: { ...provider.feeds, list: ofTwoTypes } }
    const engine = engineAt({ ...service, provider: both }, nothingKept({ caps: { contact: 100 } }))
    await engine.load()
    expect(step).toBe(300)
    expect((await engine.streams())[0]).toMatchObject({ state: 'capped', error: null })
  })

  it('starts a lane over, once, whose place the provider does not know any more', async () => {
    const rejected: AppError = { kind: 'rejected', message: 'bad cursor', fields: [] }
    const service = aService(12, { lanes: 1 })
    let refusals = 0
    service.onCall = (call) => (call === 'people full 0 5' && refusals++ === 0 ? rejected : null)
    const engine = engineAt(service)
    await engine.load()
    expect(await engine.streams()).toMatchObject([{ state: 'done', loaded: 12 }])
    expect(service.calls.filter((call) => call === 'people full 0 -')).toHaveLength(2)

    const stubborn = aService(12, { lanes: 1 })
    stubborn.onCall = (call) => (call === 'people full 0 5' ? rejected : null)
    const other = engineAt(stubborn)
    await other.load()
    expect(await other.streams()).toMatchObject([{ state: 'failed', error: rejected }])
    expect(stubborn.calls.filter((call) => call === 'people full 0 5')).toHaveLength(2)
  })

  it('contains a mistake in a provider: that feed ends as a bug, with its stack in the log', async () => {
    const service = createMadeUpService([peopleFeed, { name: 'firms', type: 'company' }])
    service.put(madeUpName('firms'), 1)
    service.put(people, 1)
    service.onCall = (call) => {
      if (call.startsWith('people full 2')) throw new TypeError('undefined is not a place')
      return null
    }
    const engine = engineAt(service)
    await engine.load()
    expect(await engine.streams()).toMatchObject([
      { state: 'failed', error: { kind: 'bug' } },
      { state: 'done', loaded: 1 },
    ])
    expect(engine.lines.join('\n')).toContain('undefined is not a place')
  })

  it('R36: writes a big page in parts that leave room for others, and whole', async () => {
    const service = aService(400, { lanes: 1 }, { pageSize: 400 })
    const text = 'x'.repeat(10_000)
    for (let id = 0; id < 400; id++) service.put(people, id, `${text}${id}`)
    let turns = 0
    let isOver = false
    const count = (): void => {
      turns++
      if (!isOver) setImmediate(count)
    }
    service.onCall = () => {
      count()
      return null
    }
    const kept = nothingKept()
    const messages: number[] = []
    const engine = engineAt(service, kept, {
      aroundStore: async (method, ask, input) => {
        if (method === 'applyPage') {
          isOver = true
          messages.push(JSON.stringify(input).length)
        }
        return ok(ask())
      },
    })
    await engine.load()
    expect(Math.max(...messages)).toBeLessThan(1_000_000)
    // Four million characters, a hundred thousand at a time.
    expect(turns).toBeGreaterThan(30)
    expect(engine.rows(people).size).toBe(400)
  })
})

describe('a page that goes in parts', () => {
  it('is read again where one of them was not stored: its place moves with the last', async () => {
    const service = aService(400, { lanes: 1 }, { pageSize: 400 })
    for (let id = 0; id < 400; id++) service.put(people, id, `${'x'.repeat(5_000)}${id}`)
    const kept = nothingKept()
    let parts = 0
    const engine = engineAt(service, kept, {
      aroundStore: async (method, ask) => {
        if (method === 'applyPage' && ++parts === 3) return err({ kind: 'storage-full' })
        return ok(ask())
      },
    })
    await engine.load()
    const stored = engine.rows(people).size
    expect([stored > 0, stored < 400]).toEqual([true, true])
    const again = engineAt(service, kept)
    await again.load()
    expect(again.rows(people)).toEqual(truthOf(service, people))
    expect(await again.streams()).toMatchObject([{ state: 'done', loaded: 400 }])
  })
})

describe('rows that a run did not meet', () => {
  it('go a part at a time; a run that is stopped meanwhile is ended by the next one, and asks for nothing again', async () => {
    const service = aService(1_300, { lanes: 1 }, { pageSize: 100 })
    const kept = nothingKept()
    let parts = 0
    const engine = engineAt(service, kept, {
      aroundStore: async (method, ask) => {
        const answer = ask()
        if (method === 'finishRun' && ++parts === 3) void engine.sync.loads.cancel(kept.account.id)
        return ok(answer)
      },
    })
    await engine.load()
    for (let id = 0; id < 1_290; id++) service.remove(people, id)
    await engine.load('again')
    expect(await engine.streams()).toMatchObject([{ state: 'cancelled' }])
    // The first load had nothing to remove.
    expect([parts, engine.rows(people).size]).toEqual([3, 300])
    service.calls.length = 0
    await engine.load()
    expect(service.calls.filter((call) => call.startsWith('people full'))).toEqual([])
    expect(engine.rows(people)).toEqual(truthOf(service, people))
  })
})

describe('what lists and records show', () => {
  /** An engine whose words to the window are kept, and a store that does what it is asked and then answers that it failed. */
  function told(kept = nothingKept(), failing: StoreMethod | null = null) {
    const service = aService(5)
    const events: string[] = []
    const engine = engineAt(service, kept, {
      publish: (name) => void events.push(name),
      aroundStore: async (method, ask) => {
        const answer = ask()
        return method === failing ? err({ kind: 'storage-full' }) : ok(answer)
      },
    })
    return { service, engine, tells: () => expect.poll(() => events).toContain('itemsChanged') }
  }

  it('is looked at again after everything was read anew, although nothing of it changed', async () => {
    const kept = nothingKept()
    await engineAt(aService(5), kept).load()
    const { engine, tells } = told(kept)
    await engine.load('again')
    expect(engine.reports().at(-1)).toMatchObject({ mode: 'full', added: 0, changed: 0, removed: 0 })
    await tells()
  })

  it('is looked at again after a run that failed: what it stored may be there without a word', async () => {
    const kept = nothingKept()
    await engineAt(aService(5), kept).load()
    const { service, engine, tells } = told(kept, 'applyPage')
    service.put(people, 1, 'another')
    await engine.load()
    expect(engine.reports().at(-1)).toMatchObject({ mode: 'changes', outcome: 'failed' })
    await tells()
  })

  it('is looked at again where only some of what is not wanted could be taken out', async () => {
    const kept = nothingKept()
    await engineAt(aService(5), kept).load()
    kept.choice = nothingKept({ excluded: [people] }).choice
    const { engine, tells } = told(kept, 'removeFeed')
    await expect(engine.load()).rejects.toThrow()
    await tells()
  })
})

describe('a store that refuses a page', () => {
  it('gets no later page, so that the place never moves over a hole', async () => {
    const service = aService(60)
    const kept = nothingKept()
    let pages = 0
    const engine = engineAt(service, kept, {
      aroundStore: async (method, ask) => {
        await new Promise((resolve) => setTimeout(resolve, 1))
        if (method === 'applyPage' && ++pages === 3) return err({ kind: 'storage-full' })
        return ok(ask())
      },
    })
    await engine.load()
    expect(pages).toBe(3)
    await engineAt(service, kept).load()
    expect(engine.rows(people)).toEqual(truthOf(service, people))
  })

  it('has noted no place of a lane whose page is still being written down', async () => {
    const service = aService(12, { lanes: 2 })
    // So long that its text is made in several turns, while the short page of the other lane is stored.
    for (const id of [0, 2, 4]) service.put(people, id, 'x'.repeat(200_000))
    const kept = nothingKept()
    let pages = 0
    service.onCall = async (call) => {
      if (call === 'people full 1 -') await nextTurn()
      return null
    }
    const engine = engineAt(service, kept, {
      aroundStore: async (method, ask) => {
        if (method === 'applyPage' && ++pages > 1) return err({ kind: 'storage-unavailable' })
        return ok(ask())
      },
    })
    await engine.load()
    expect([...engine.rows(people).keys()]).toEqual([1, 3, 5])
    await engineAt(service, kept).load()
    expect(engine.rows(people)).toEqual(truthOf(service, people))
  })

  it('for want of room pauses the load with one clear error; it goes on when there is room', async () => {
    const service = createMadeUpService([peopleFeed, { name: 'firms', type: 'company', lanes: 2 }])
    const firms = madeUpName('firms')
    for (let id = 0; id < 30; id++) {
      service.put(people, id)
      service.put(firms, id)
    }
    const kept = nothingKept()
    let isFull = false
    const engine = engineAt(service, kept, {
      aroundStore: async (method, ask) => {
        if (method === 'applyPage' && service.calls.length > 8) isFull = true
        const writes = ['applyPage', 'finishRun', 'beginRun', 'noteRun'].includes(method)
        return isFull && writes ? err({ kind: 'storage-full' }) : ok(ask())
      },
    })
    await engine.load()
    const streams = await engine.streams()
    expect(streams.filter(({ error }) => error?.kind === 'storage-full')).toHaveLength(1)
    expect(streams.map(({ state }) => state).toSorted()).toEqual(['failed', 'interrupted'])
    const again = engineAt(service, kept)
    await again.load('due')
    expect((await again.streams()).map(({ state }) => state)).toEqual(['done', 'done'])
    for (const feed of [people, firms]) expect(again.rows(feed)).toEqual(truthOf(service, feed))
  })
})
