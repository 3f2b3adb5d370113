import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunMode } from '../../../shared/model/feed.ts'
import { itemKey, itemSchema, type ItemKey } from '../../../shared/model/item.ts'
import { loadOptionsSchema } from '../../../shared/model/load-choice.ts'
import { storedRows } from '../../sync/local-rows.ts'
import type { Feed, LanePlace, LocalRows } from '../feeds.ts'
import type { Provider } from '../provider.ts'
import { describeFields } from './describe-fields.ts'
import { describeRecords } from './describe-records.ts'
import { loadEverything, type EverythingLoaded } from './everything-loaded.ts'
import { contextOf, nothingStored } from './load-all.ts'
import type { ProviderFixture, ServiceUnderTest } from './service-under-test.ts'

/** So many places of a run are tried to go on from. */
const mostStops = 5
/** Whole loads, many times over: seconds on a machine that does much else. */
const deadlineMs = 60_000

/**
 * What every feed promises, in runs of the engine against a running service and a real store. The service's data
 * stand still meanwhile; what a provider does about changes is for its own tests.
 */
export function describeFeeds(
  own: Provider,
  fixture: ProviderFixture,
  service: () => ServiceUnderTest,
): void {
  let loaded: EverythingLoaded
  beforeAll(async () => {
    loaded = await loadEverything(service())
  }, deadlineMs)
  afterAll(() => loaded.remove())
  const items = () => loaded.everything().map(([, { item }]) => item)

  describe('has feeds', () => {
    it('that are told apart, wait for each other in an order that has an end, and have lanes', async () => {
      const feeds = await loaded.feeds()
      const names = feeds.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const feed of feeds) {
        // Each comes behind those that it waits for, so that no circle is possible.
        expect(names.slice(0, names.indexOf(feed.name))).toEqual(expect.arrayContaining([...feed.after]))
        expect(own.descriptor.itemTypes).toEqual(expect.arrayContaining([...feed.types]))
        for (const mode of modesOf(feed)) {
          const lanes = own.feeds.lanes(feed, mode)
          expect(lanes.length).toBeGreaterThan(0)
          expect(new Set(lanes).size).toBe(lanes.length)
        }
        for (const ms of Object.values(feed.everyMs)) expect(ms).toBeGreaterThanOrEqual(60_000)
      }
    })

    it('that can be chosen from, under names that people know where the type is not enough', async () => {
      const feeds = await loaded.feeds()
      const local = storedRows(loaded.store, loaded.session.accountId)
      const options = await own.feeds.options({ choice: loaded.choice, local })
      if (!options.ok) throw new Error(options.error.kind)
      expect(loadOptionsSchema.parse(options.value)).toEqual(options.value)
      const names = options.value.feeds.map(({ name }) => name)
      expect(names).toEqual(
        expect.arrayContaining(feeds.filter(({ types }) => types.length > 0).map(({ name }) => name)),
      )
      for (const { isOptIn, label, container } of feeds) {
        expect(isOptIn && label === null).toBe(false)
        expect(label ?? 'x').toMatch(/\S/)
        expect(container?.label ?? 'x').toMatch(/\S/)
      }
    })

    it('that an item with something inside names', async () => {
      const optIn = new Set((await loaded.feeds()).filter(({ isOptIn }) => isOptIn).map(({ name }) => name))
      const named = items().flatMap((item) => own.feedInside?.(item) ?? [])
      expect(new Set(named)).toEqual(optIn)
    })
  })

  describe('shows records', { timeout: deadlineMs }, () => describeRecords(own, () => loaded))

  if (own.fields !== undefined) {
    describe('lists fields', { timeout: deadlineMs }, () => describeFields(own, () => loaded))
  }

  describe('loads', { timeout: deadlineMs }, () => {
    it('every type, every item once and in its own words', () => {
      for (const type of own.descriptor.itemTypes) {
        const ofType = items().filter((item) => item.type === type)
        expect([type, ofType.length]).toEqual([type, fixture.counts[type] ?? ofType.length])
      }
      for (const [name, steps] of loaded.firstSteps) {
        const brought = steps.flatMap((step) => step.items.map(({ item }) => item))
        const keys = brought.map(({ key }) => key)
        expect([name, keys.length]).toEqual([name, new Set(keys).size])
      }
    })

    it('items of the account and the type, with keys, pages and times that hold what they say', async () => {
      const types = new Map((await loaded.feeds()).map(({ name, types }) => [name as string, types]))
      for (const [name, steps] of loaded.firstSteps) {
        for (const { item } of steps.flatMap((step) => step.items)) {
          expect(itemSchema.parse(item)).toEqual(item)
          expect(types.get(name)).toContain(item.type)
          expect(item).toMatchObject({ providerId: own.descriptor.id, accountId: loaded.session.accountId })
          expect(item.key.startsWith(keyBefore(loaded, item.type))).toBe(true)
          expect(item.name).toBe(item.name.trim())
          expect(item.name).not.toBe('')
          if (item.url !== null) {
            const { protocol, hostname } = new URL(item.url)
            expect(protocol === 'https:' && own.pageHosts.some((host) => host.test(hostname))).toBe(true)
          }
          // Nothing happened to the data since the load began: a time within it is made up.
          for (const atMs of [item.createdAtMs, item.modifiedAtMs]) {
            expect(atMs !== null && atMs >= loaded.startedAtMs && atMs <= loaded.endedAtMs).toBe(false)
          }
        }
      }
    })

    it('parents that are of the same account, and in no circle', () => {
      const parents = new Map(items().map(({ key, parentKey }) => [key, parentKey]))
      const starts = own.descriptor.itemTypes.map((type) => keyBefore(loaded, type))
      for (const [key, parent] of parents) {
        if (parent === null) continue
        expect(starts.some((start) => parent.startsWith(start))).toBe(true)
        const above = new Set<ItemKey>([key])
        for (let at: ItemKey | null = parent; at !== null; at = parents.get(at) ?? null) {
          expect(above).not.toContain(at)
          above.add(at)
        }
      }
    })

    it('records without addresses that stop working', () => {
      const { origin } = new URL(service().provider.apiBaseUrl)
      const texts = loaded.everything().flatMap(([, { record }]) => textsIn(record))
      // The service's own files are handed out for a while, as those of the real ones.
      expect(texts.filter((text) => text.includes(origin))).toEqual([])
      const signed = /[?&](x-amz-[a-z-]+|signature|expires|expirationtimestamp|sig|token)=/i
      expect(texts.filter((text) => signed.test(text))).toEqual([])
    })

    it('the same again in any later run, and finds nothing new where nothing happened', async () => {
      const before = loaded.everything()
      for (const feed of await loaded.feeds()) {
        for (const mode of modesOf(feed)) {
          const result = await loaded.run(feed.name, mode)
          const { added, changed, removed, error } = result
          expect([feed.name, mode, added, changed, removed, error]).toEqual([feed.name, mode, 0, 0, 0, null])
        }
      }
      expect(differing(before, loaded.everything())).toEqual([])
    })

    it('on from wherever a run was stopped, to the same rows', async () => {
      const before = loaded.everything()
      const { accountId } = loaded.session
      for (const feed of await loaded.feeds()) {
        for (const mode of modesOf(feed)) {
          const begin = (): void => {
            if (mode === 'full') loaded.ask('removeFeed', { accountId, feed: feed.name })
          }
          begin()
          await loaded.run(feed.name, mode)
          const count = loaded.lastSteps()
          for (const steps of stops(count)) {
            begin()
            const stopped = await loaded.stopAfter(steps, feed.name, mode)
            const resumed = await loaded.run(feed.name, mode)
            expect([feed.name, mode, steps, resumed.error]).toEqual([feed.name, mode, steps, null])
            expect(differing(before, loaded.everything())).toEqual([])
            // Where other lanes were through by then the run may have come to its end.
            if (stopped.error !== null) expect(stopped.error).toEqual({ kind: 'cancelled' })
          }
        }
      }
    })

    it('no further once it is called off, at any step', async () => {
      const { accountId } = loaded.session
      const { provider, session } = service()
      // What a run would count as met is not asked for here.
      const local: LocalRows = { ...nothingStored, ...storedRows(loaded.store, accountId) }
      for (const feed of await loaded.feeds()) {
        const state = loaded.ask('feedStates', { accountId }).find((one) => one.feed === feed.name)
        for (const mode of modesOf(feed)) {
          const places: Record<string, LanePlace> = {}
          for (const lane of provider.feeds.lanes(feed, mode)) {
            places[lane] = { cursor: null, isDone: false }
            while (!places[lane].isDone) {
              const watermark = state?.watermark ?? null
              const request = { feed, mode, lane, places: () => places, watermark }
              const calls = service().calls()
              const stopped = await provider.feeds.step(
                contextOf(session, AbortSignal.abort(), local),
                request,
              )
              expect(stopped).toEqual({ ok: false, error: { kind: 'cancelled' } })
              expect(service().calls()).toBe(calls)
              const step = await provider.feeds.step(contextOf(session, undefined, local), request)
              if (!step.ok) throw new Error(`${feed.name}: ${step.error.kind}`)
              places[lane] = { cursor: step.value.next, isDone: step.value.next === null }
            }
          }
        }
      }
    })

    it('the other feeds where one is forbidden, and leaves what is there', async () => {
      const before = loaded.everything()
      const feeds = await loaded.feeds()
      const first = feeds.find(({ types }) =>
        own.descriptor.itemTypes.slice(0, 1).every((type) => types.includes(type)),
      )
      if (first === undefined) throw new Error('A feed brings the first type')
      service().answerLists([{ status: 403, body: fixture.forbidden }])
      expect((await loaded.run(first.name, 'full')).error).toMatchObject({ kind: 'missing-permission' })
      expect(differing(before, loaded.everything())).toEqual([])
      service().reset()
      for (const { name } of feeds) {
        expect([name, (await loaded.run(name, 'full')).error]).toEqual([name, null])
      }
      expect(differing(before, loaded.everything())).toEqual([])
    })
  })
}

const modesOf = ({ everyMs }: Feed): readonly RunMode[] => [
  ...new Set<RunMode>(['full', ...(Object.keys(everyMs) as RunMode[])]),
]

/** What all keys of a type begin with. */
function keyBefore({ session, provider }: EverythingLoaded, type: Parameters<typeof itemKey>[2]): string {
  return itemKey(provider.descriptor.id, session.accountId, type, '')
}

/** Numbers of steps after which a run of so many is stopped: the first and the last ones, and one between. */
function stops(steps: number): number[] {
  const all = Array.from({ length: Math.max(0, steps - 1) }, (_, at) => at + 1)
  if (all.length <= mostStops) return all
  return [1, 2, Math.floor(steps / 2), steps - 2, steps - 1]
}

type Rows = ReturnType<EverythingLoaded['everything']>

/** Keys of rows that are not the same in both: a whole store is too much to read. */
function differing(before: Rows, after: Rows): string[] {
  const [old, now] = [before, after].map(
    (rows) => new Map(rows.map(([key, row]) => [key, JSON.stringify(row)])),
  )
  const keys = new Set([...before, ...after].map(([key]) => key))
  return [...keys].filter((key) => old?.get(key) !== now?.get(key))
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
