import { loadChoiceSchema } from '../../../shared/model/load-choice.ts'
import type { RunMode } from '../../../shared/model/feed.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { ok } from '../../../shared/result.ts'
import type { Feed, FeedContext, FeedStep, LanePlace, LocalRows } from '../feeds.ts'
import type { LoadedItem, Provider, ProviderSession } from '../provider.ts'

const choice = loadChoiceSchema.parse({})

/** An account of which nothing is stored. */
export const nothingStored: LocalRows = {
  fact: async () => ok(undefined),
  differing: async (rows) => ok(rows.map(({ key }) => key)),
  countModified: async () => ok(0),
  externalIds: async () => ok({ ids: [], next: null }),
  stored: async () => ok([]),
  count: async () => ok(0),
  rows: async () => ok([]),
  record: async () => ok(undefined),
}

export const contextOf = (
  session: ProviderSession,
  signal = new AbortController().signal,
  local = nothingStored,
): FeedContext => ({ session, choice, local, signal })

/** The feed that brings a type; throws where there is none that is loaded unasked. */
export async function feedOf(provider: Provider, type: ItemType): Promise<Feed> {
  const feeds = await provider.feeds.list({ choice, local: nothingStored })
  const feed = feeds.ok ? feeds.value.find(({ types }) => types.includes(type)) : undefined
  if (feed === undefined) throw new Error(`No feed brings ${type}`)
  return feed
}

/** A step, and the lane that it was taken on. */
export type TakenStep = FeedStep & { readonly lane: string }

/** All steps of a run, lane after lane. Throws after 50 of a lane: a cursor that never ends must fail, not hang. */
export async function stepThrough(
  provider: Provider,
  context: FeedContext,
  feed: Feed,
  mode: RunMode,
  watermark: string | null = null,
): Promise<TakenStep[]> {
  const lanes = provider.feeds.lanes(feed, mode)
  const places: Record<string, LanePlace> = Object.fromEntries(
    lanes.map((lane) => [lane, { cursor: null, isDone: false }]),
  )
  const steps: TakenStep[] = []
  for (const lane of lanes) {
    for (let count = 1; places[lane]?.isDone !== true; count++) {
      if (count > 50) throw new Error(`The cursor ${places[lane]?.cursor ?? ''} does not end`)
      const request = { feed, mode, lane, places: () => places, watermark }
      const step = await provider.feeds.step(context, request)
      if (!step.ok) throw new Error(`Step ${count} of ${lane} failed: ${JSON.stringify(step.error)}`)
      steps.push({ ...step.value, lane })
      places[lane] = { cursor: step.value.next, isDone: step.value.next === null }
    }
  }
  return steps
}

/** All items of a type, as a first load brings them, and the sizes of the pages of its first lane. */
export async function loadAll(
  provider: Provider,
  session: ProviderSession,
  type: ItemType,
): Promise<{ items: LoadedItem[]; pageSizes: number[] }> {
  const feed = await feedOf(provider, type)
  const [first] = provider.feeds.lanes(feed, 'full')
  const steps = await stepThrough(provider, contextOf(session), feed, 'full')
  return {
    items: steps.flatMap(({ items }) => items.filter(({ item }) => item.type === type)),
    pageSizes: steps.filter(({ lane }) => lane === first).map(({ items }) => items.length),
  }
}
