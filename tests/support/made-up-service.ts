import { z } from 'zod'
import { stepOf, type Feed, type FeedStep, type ProviderFeeds } from '../../src/main/providers/feeds.ts'
import type {
  LoadedItem,
  Provider,
  ProviderCall,
  ProviderSession,
} from '../../src/main/providers/provider.ts'
import type { AppError } from '../../src/shared/errors.ts'
import { feedNameSchema, type FeedName } from '../../src/shared/model/feed.ts'
import type { ItemType } from '../../src/shared/model/item-type.ts'
import { err, ok, type Result } from '../../src/shared/result.ts'
import { harbour } from '../fourth-provider/harbour/index.ts'
import { anAccountId, anItem } from './made-up-items.ts'

/** A record of the made-up service. Times are a count of its changes. */
export interface MadeUpRecord {
  readonly id: number
  readonly name: string
  readonly modified: number
}

/** Lists of records that change, on which any call may fail as the test wishes. */
export interface MadeUpService {
  readonly provider: Provider
  readonly session: ProviderSession
  readonly lists: ReadonlyMap<FeedName, Map<number, MadeUpRecord>>
  /** `feed mode lane cursor`, in the order of the calls. */
  readonly calls: string[]
  /** Asked before every call; an error is what the call answers. */
  onCall: (call: string) => Promise<AppError | null> | AppError | null
  put(feed: FeedName, id: number, name?: string): void
  remove(feed: FeedName, id: number): void
}

export interface MadeUpFeed {
  readonly name: string
  readonly type: ItemType
  readonly lanes?: number
  readonly everyMs?: Feed['everyMs']
  readonly after?: readonly string[]
  readonly isOptIn?: boolean
  readonly container?: Feed['container']
  /** It comes up when a row of this type with its name is stored. */
  readonly comesWith?: ItemType
}

export const madeUpName = (name: string): FeedName => feedNameSchema.parse(name)

const minuteMs = 60_000
const everyMode = { changes: 15 * minuteMs, removals: 60 * minuteMs, sweep: 7 * 24 * 60 * minuteMs }

/** Each feed has one type and any number of lanes; what was removed is told to those who ask for removals. */
export function createMadeUpService(
  given: readonly MadeUpFeed[],
  options: {
    readonly pageSize?: number
    readonly hasGrowingTimes?: boolean
    readonly confirm?: { readonly atOnce: number; readonly atMost: number }
  } = {},
): MadeUpService {
  const { pageSize = 3 } = options
  const lists = new Map(given.map(({ name }) => [madeUpName(name), new Map<number, MadeUpRecord>()]))
  const removed = new Map<FeedName, Map<number, number>>()
  const laneCounts = new Map(given.map(({ name, lanes }) => [madeUpName(name), lanes ?? 1]))
  const calls: string[] = []
  let clock = 0

  const feeds = given.map((feed): Feed => ({
    name: madeUpName(feed.name),
    types: [feed.type],
    label: null,
    container: feed.container ?? null,
    isOptIn: feed.isOptIn ?? false,
    after: (feed.after ?? []).map(madeUpName),
    everyMs: feed.everyMs ?? everyMode,
  }))

  const service: MadeUpService = {
    provider: { ...harbour, feeds: madeUpFeeds() },
    session: {
      accountId: anAccountId,
      externalAccountId: 'made-up',
      uiOrigin: null,
      serverNowMs: Date.now,
      limits: () => [],
      quotas: () => [],
      get background() {
        return service.session
      },
      async request<Schema extends z.ZodType>(call: ProviderCall, schema: Schema) {
        const name = call.path.join(' ')
        calls.push(name)
        const error = await service.onCall(name)
        if (call.signal?.aborted === true) return err({ kind: 'cancelled' })
        return error === null ? ok(schema.parse(null)) : err(error)
      },
    },
    lists,
    calls,
    onCall: () => null,
    put(feed, id, name = `Row ${id}`) {
      lists.get(feed)?.set(id, { id, name, modified: ++clock })
      removed.get(feed)?.delete(id)
    },
    remove(feed, id) {
      lists.get(feed)?.delete(id)
      const gone = removed.get(feed) ?? new Map<number, number>()
      removed.set(feed, gone.set(id, ++clock))
    },
  }

  function madeUpFeeds(): ProviderFeeds {
    const { confirm } = options
    return {
      hasGrowingTimes: options.hasGrowingTimes ?? true,
      async list({ local }) {
        const found: Feed[] = []
        for (const feed of feeds) {
          const comesWith = given.find(({ name }) => name === feed.name)?.comesWith
          const count = comesWith === undefined ? ok(1) : await local.count(comesWith)
          if (!count.ok) return count
          if (count.value > 0) found.push(feed)
        }
        return ok(found)
      },
      lanes: (feed, mode) =>
        mode === 'full' || mode === 'sweep'
          ? Array.from({ length: laneCounts.get(feed.name) ?? 1 }, (_, lane) => String(lane))
          : ['only'],
      async step(context, request) {
        const { feed, mode, lane } = request
        const cursor = request.places()[lane]?.cursor ?? null
        // What is answered is what the service has when it is asked, however long the answer takes.
        const answer = answerOf(feed, mode, Number(lane), cursor, request.watermark)
        const path = [feed.name, mode, lane, cursor ?? '-']
        const asked = await context.session.request({ method: 'GET', path, signal: context.signal }, z.null())
        if (!asked.ok) return asked
        if (mode !== 'sweep') return ok(answer)
        const differing = await context.local.differing(
          answer.items.map(({ item }) => ({ key: item.key, modifiedAtMs: item.modifiedAtMs })),
        )
        if (!differing.ok) return differing
        const isWanted = new Set(differing.value)
        return ok({ ...answer, items: answer.items.filter(({ item }) => isWanted.has(item.key)) })
      },
      ...(confirm === undefined
        ? {}
        : {
            confirm: {
              ...confirm,
              async ask(context, feed, rows): Promise<Result<FeedStep, AppError>> {
                const path = [feed.name, 'confirm', ...rows.map(({ externalId }) => externalId)]
                const asked = await context.session.request(
                  { method: 'GET', path, signal: context.signal },
                  z.null(),
                )
                if (!asked.ok) return asked
                const list = lists.get(feed.name)
                const found = rows.map((row) => ({ row, record: list?.get(Number(row.externalId)) }))
                return ok(
                  stepOf({
                    items: found.flatMap(({ record }) => (record ? [itemOf(feed, record)] : [])),
                    missed: found.filter(({ record }) => !record).map(({ row }) => row.key),
                  }),
                )
              },
            },
          }),
      options: async () => ok({ feeds: [], properties: {} }),
    }
  }

  function answerOf(
    feed: Feed,
    mode: string,
    lane: number,
    cursor: string | null,
    watermark: string | null,
  ): FeedStep {
    const after = cursor === null ? -1 : Number(cursor)
    const records = [...(lists.get(feed.name)?.values() ?? [])]
    const mark = String(clock)
    if (mode === 'removals') {
      const gone = [...(removed.get(feed.name)?.keys() ?? [])]
      return stepOf({ gone: gone.map((id) => itemOf(feed, { id, name: '', modified: 0 }).item.key) })
    }
    const lanes = laneCounts.get(feed.name) ?? 1
    const [by, wanted] =
      mode === 'changes'
        ? ([
            ({ modified }: MadeUpRecord) => modified,
            records.filter(({ modified }) => modified > Number(watermark ?? -1)),
          ] as const)
        : ([({ id }: MadeUpRecord) => id, records.filter(({ id }) => id % lanes === lane)] as const)
    const rest = wanted.filter((record) => by(record) > after).toSorted((a, b) => by(a) - by(b))
    const page = rest.slice(0, pageSize)
    const last = page.at(-1)
    return stepOf({
      items: page.map((record) => itemOf(feed, record)),
      next: rest.length > pageSize && last !== undefined ? String(by(last)) : null,
      total: wanted.length,
      watermark: mark,
    })
  }

  return service
}

function itemOf(feed: Feed, { id, name, modified }: MadeUpRecord): LoadedItem {
  const type = feed.types[0] ?? 'contact'
  const { item } = anItem({
    type,
    externalId: `${feed.name}/${id}`,
    name,
    modifiedAtMs: modified,
    createdAtMs: null,
  })
  return { item: { ...item, externalId: String(id) }, record: { id, name, modified } }
}
