import { describe, expect, it } from 'vitest'
import { createItemHandlers } from '../../src/main/items/item-handlers.ts'
import { createSyncHandlers } from '../../src/main/sync/sync-handlers.ts'
import type { Provider } from '../../src/main/providers/provider.ts'
import type { AppError } from '../../src/shared/errors.ts'
import type { Item, ItemKey } from '../../src/shared/model/item.ts'
import { err, ok } from '../../src/shared/result.ts'
import { valueOf } from '../support/core-in-node.ts'
import { createDeferred } from '../support/deferred.ts'
import { engineAt, nothingKept } from '../support/engine-at.ts'
import { createMadeUpService, madeUpName } from '../support/made-up-service.ts'
import { createRecordingLogger } from '../support/recording-logger.ts'

const minuteMs = 60_000
const people = madeUpName('people')
const inside = madeUpName('inside')

/** Three people and what lies in one of them, loaded by a provider that the test completes. */
async function startWith(extend: (own: Provider) => Partial<Provider>, now: () => number = Date.now) {
  const service = createMadeUpService([
    { name: 'people', type: 'contact' },
    { name: 'inside', type: 'record', isOptIn: true },
  ])
  for (const id of [1, 2, 3]) service.put(people, id)
  service.put(inside, 7)
  const provider = { ...service.provider, ...extend(service.provider) }
  const kept = nothingKept()
  const engine = engineAt({ ...service, provider }, kept, { now })
  await engine.load()
  const changed: string[] = []
  const { logger, lines } = createRecordingLogger()
  const ports = {
    store: engine.store,
    logger,
    now,
    provider: () => provider,
    records: { get: async () => ok(kept.account), list: async () => ok([kept.account]) },
    sync: engine.sync,
    outbox: {
      here: async () => err({ kind: 'not-found' } as const),
      currentKey: (key: ItemKey) => key,
    },
  }
  const items = createItemHandlers({
    ...ports,
    access: async () => ok({ provider, session: service.session }),
    isWorkingOffline: () => false,
    onCompleted: () => changed.push('items'),
  })
  const sync = createSyncHandlers({
    ...ports,
    connections: { setPaused: async () => ok(null) },
    isWorkspaceOpen: () => true,
    onChanged: () => undefined,
  })
  return { engine, service, kept, items, sync, changed, lines }
}

const keyOf = (id: number): ItemKey => ('made-up:acct-1:contact:people%2F' + String(id)) as ItemKey
const nameIn = (record: unknown): string => String((record as { name?: string } | undefined)?.name)

describe('an item that is opened', () => {
  it('is described by its provider, with its links, its parent and what the account told of itself', async () => {
    const { items } = await startWith((own) => ({
      feeds: {
        ...own.feeds,
        async step(context, request) {
          const step = await own.feeds.step(context, request)
          if (!step.ok) return step
          return ok({
            ...step.value,
            items: step.value.items.map((one) =>
              one.item.externalId === '2' ? { ...one, item: { ...one.item, parentKey: keyOf(1) } } : one,
            ),
            links: [{ from: keyOf(2), toType: 'contact', to: [{ key: keyOf(3), label: 'friend' }] }],
            facts: [{ name: 'labels', value: { name: 'Name' } }],
          })
        },
      },
      factsForRecords: ['labels', 'unknown'],
      describeRecord: ({ record, parentRecord, facts }) => [
        {
          name: 'name',
          label: nameIn(facts['labels']),
          group: null,
          value: `${nameIn(record)} in ${nameIn(parentRecord)}`,
          kind: 'text',
        },
        { name: 'x'.repeat(400), label: '', group: null, value: 'y'.repeat(200_000), kind: 'raw' },
      ],
    }))
    const opened = valueOf(await items.get({ key: keyOf(2) }))
    expect(opened.fields[0]).toMatchObject({ label: 'Name', value: 'Row 2 in Row 1' })
    expect([opened.fields[1]?.name.length, opened.fields[1]?.value.length]).toEqual([300, 100_000])
    expect(opened.links).toEqual([{ key: keyOf(3), type: 'contact', name: 'Row 3', label: 'friend' }])
    expect(opened).toMatchObject({ linkCount: 1, hasContent: false, inside: 'none' })
    expect(valueOf(await items.get({ key: keyOf(3) })).links).toHaveLength(1)
  })

  it('is shown as its record where the provider fails to describe it', async () => {
    const { items, lines } = await startWith(() => ({
      describeRecord: () => {
        throw new TypeError('no such label')
      },
    }))
    const opened = valueOf(await items.get({ key: keyOf(1) }))
    expect(opened).toMatchObject({ fields: [], record: { id: 1 } })
    expect(lines.join('\n')).toContain('no such label')
  })

  it('is completed behind its back, once a state of it', async () => {
    const asked: string[] = []
    const { items, changed, engine } = await startWith(() => ({
      completeItem: async (_session, item, record) => {
        asked.push(item.externalId)
        return item.externalId === '1' ? ok(null) : ok({ item: { ...item, parentKey: keyOf(1) }, record })
      },
    }))
    const open = async (id: number): Promise<Item> => valueOf(await items.get({ key: keyOf(id) })).item
    expect((await open(2)).parentKey).toBeNull()
    await expect.poll(() => changed).toHaveLength(1)
    expect((await open(2)).parentKey).toBe(keyOf(1))
    await expect.poll(() => asked).toEqual(['2', '2'])
    for (let time = 0; time < 5; time++) await open(2)
    await open(1)
    await expect.poll(() => asked).toEqual(['2', '2', '1'])
    expect(changed).toHaveLength(1)
    expect((await engine.streams())[0]?.loaded).toBe(3)
  })

  it('is not completed with what was true of a state that a load replaced meanwhile', async () => {
    const answer = createDeferred<null>()
    let isDone = false
    const { items, changed, engine, service } = await startWith(() => ({
      completeItem: async (_session, item, record) => {
        await answer.promise
        isDone = true
        return ok({ item: { ...item, parentKey: keyOf(1) }, record })
      },
    }))
    valueOf(await items.get({ key: keyOf(2) }))
    service.put(people, 2, 'newer')
    await engine.load()
    answer.resolve(null)
    await expect.poll(() => isDone).toBe(true)
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
    expect(engine.rows(people).get(2)?.name).toBe('newer')
    expect(changed).toEqual([])
  })
})

describe('what lies in an item', () => {
  it('is fetched when it is opened, and kept for a while and for the time without a network', async () => {
    let nowMs = 1_000_000_000
    let error: AppError | null = null
    let fetched = 0
    const { items } = await startWith(
      () => ({
        hasContent: ({ externalId }) => externalId !== '2',
        content: async (_session, { externalId }) => {
          if (error !== null) return err(error)
          return externalId === '2' ? ok(null) : ok({ text: `Text ${++fetched}`, isComplete: true })
        },
      }),
      () => nowMs,
    )
    const read = async () => valueOf(await items.content({ key: keyOf(1) }))
    expect(valueOf(await items.get({ key: keyOf(1) })).hasContent).toBe(true)
    expect(valueOf(await items.get({ key: keyOf(2) })).hasContent).toBe(false)
    expect(await items.content({ key: keyOf(2) })).toEqual(err({ kind: 'not-found' }))

    const [one, other] = await Promise.all([read(), read()])
    expect(one).toMatchObject({ text: 'Text 1', isComplete: true, error: null })
    expect(other).toEqual(one)
    nowMs += 4 * minuteMs
    expect((await read()).text).toBe('Text 1')
    nowMs += 2 * minuteMs
    expect((await read()).text).toBe('Text 2')

    error = { kind: 'offline' }
    nowMs += 60 * minuteMs
    expect(await read()).toMatchObject({ text: 'Text 2', error: { kind: 'offline' } })
    expect(await items.content({ key: keyOf(3) })).toEqual(err({ kind: 'offline' }))
  })

  it('is fetched again at once where the item was changed since, and in part where it is too long', async () => {
    let fetched = 0
    // The items' times are counts: before them, a kept text is older than its item.
    let nowMs = -minuteMs
    const { items } = await startWith(
      () => ({ content: async () => ok({ text: `${++fetched}`.repeat(4_000_001), isComplete: true }) }),
      () => nowMs,
    )
    for (const expected of ['1', '2']) {
      nowMs += 1
      const { text, isComplete } = valueOf(await items.content({ key: keyOf(1) }))
      expect([text[0], text.length, isComplete]).toEqual([expected, 4_000_000, false])
    }
  })
})

describe('what lies in an item and is loaded only when somebody asks', () => {
  it('is loaded from then on', async () => {
    const { engine, items, sync, kept } = await startWith(() => ({
      feedInside: ({ externalId }) => (externalId === '1' ? inside : null),
    }))
    expect(engine.rows(inside).size).toBe(0)
    expect(valueOf(await items.get({ key: keyOf(1) })).inside).toBe('not-loaded')
    expect(await sync.loadInside({ key: keyOf(2) })).toEqual(err({ kind: 'not-found' }))
    valueOf(await sync.loadInside({ key: keyOf(1) }))
    await engine.settled()
    expect(engine.rows(inside).size).toBe(1)
    expect(valueOf(await items.get({ key: keyOf(1) })).inside).toBe('loaded')
    const { choice } = valueOf(await sync.getChoice({ accountId: kept.account.id }))
    expect(choice.included).toEqual([inside])
  })
})
