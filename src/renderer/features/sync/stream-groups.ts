import type { AccountId } from '../../../shared/model/account.ts'
import type { FeedName } from '../../../shared/model/feed.ts'
import type { LoadOptions } from '../../../shared/model/load-choice.ts'
import type { StreamStatus } from '../../../shared/model/sync-status.ts'
import { useLoadChoice } from '../../api/use-sync.ts'

export interface Container {
  readonly name: string
  readonly label: string
}

type FeedOption = LoadOptions['feeds'][number]

/** What there is to load of an account, as far as a screen has a use for it and it is known. */
export interface FeedOptions {
  readonly feeds: readonly FeedOption[]
  /** Of those that are loaded only when asked for, the ones that were. */
  readonly included: readonly FeedName[]
}

const nothingKnown: FeedOptions = { feeds: [], included: [] }

/** Null while it is being asked for. */
export function useFeedOptions(accountId: AccountId, isWanted: boolean): FeedOptions | null {
  const { data, isPending } = useLoadChoice(accountId, isWanted)
  if (data !== undefined) return { feeds: data.options.feeds, included: data.choice.included }
  return isWanted && isPending ? null : nothingKnown
}

/** What feeds of an account stand in (bases), each once. */
export function containersOf(feeds: readonly FeedOption[]): readonly Container[] {
  const byName = new Map<string, Container>()
  for (const { container } of feeds) if (container !== null) byName.set(container.name, container)
  return [...byName.values()]
}

export interface StreamGroup {
  readonly container: Container
  readonly streams: readonly StreamStatus[]
}

export interface PlacedStreams {
  /** Those that stand in nothing. */
  readonly single: readonly StreamStatus[]
  readonly groups: readonly StreamGroup[]
  /** How many feeds nobody has asked for. */
  readonly notAsked: number
}

/**
 * An account's streams by what their feeds stand in. Feeds that are loaded only when asked for, and were not, are
 * merely counted: there may be thousands.
 */
export function placeStreams(
  streams: readonly StreamStatus[],
  { feeds, included }: FeedOptions,
): PlacedStreams {
  const optionOf = new Map<FeedName, FeedOption>()
  // A feed whose parts can be left out is named once more for each of them; the first is the feed itself.
  for (const feed of feeds) if (!optionOf.has(feed.name)) optionOf.set(feed.name, feed)
  const asked = new Set(included)
  const isUnasked = ({ name, isOptIn }: FeedOption): boolean => isOptIn && !asked.has(name)
  const isTold = ({ feed, state }: StreamStatus): boolean => {
    const option = optionOf.get(feed)
    const isIdle = state === 'left-out' || state === 'never-loaded'
    return option === undefined || !isUnasked(option) || !isIdle
  }
  const told = streams.filter(isTold)
  const toldFeeds = new Set(told.map(({ feed }) => feed))
  const containerOf = ({ feed }: StreamStatus): Container | null => optionOf.get(feed)?.container ?? null
  const groups = containersOf(feeds)
    .map((container) => ({
      container,
      streams: told.filter((stream) => containerOf(stream)?.name === container.name),
    }))
    .filter((group) => group.streams.length > 0)
  return {
    single: told.filter((stream) => containerOf(stream) === null),
    groups,
    notAsked: feeds.filter((feed) => isUnasked(feed) && !toldFeeds.has(feed.name)).length,
  }
}
