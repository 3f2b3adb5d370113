import type { FeedName, RunMode } from '../../shared/model/feed.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import { type LoadChoice, wantedBy } from '../../shared/model/load-choice.ts'
import type { FeedState } from '../../shared/store-protocol.ts'
import type { Feed } from '../providers/feeds.ts'

/**
 * Why a load is made. The user's own: `now` (what changed, what is gone), `compare` (everything here with
 * everything there), `again` (everything from the start). The app's: `due` (what its times ask for), `glance` (the
 * same, but changes are looked for as soon as the feed allows), `reconnected` (a new grant, which may see more or less).
 */
export type LoadHow = 'now' | 'compare' | 'again' | 'due' | 'glance' | 'reconnected'

/** What is known of an account's feeds. */
export interface AccountFeeds {
  readonly feeds: readonly Feed[]
  readonly states: readonly FeedState[]
  readonly choice: LoadChoice
  /** Feeds that have to be read in full because the choice changed. */
  readonly renew: readonly FeedName[]
}

export interface PlannedRun {
  readonly feed: Feed
  readonly mode: RunMode
  /** An interrupted run is forgotten, not gone on with. */
  readonly isFresh: boolean
}

/**
 * `capped`: it was read until the user's cap, and still stands there. `unloaded`: never read in full, or a cap was
 * raised since, or rows below it are gone.
 */
type Standing = 'unloaded' | 'capped' | 'complete'

/** A run that was interrupted longer ago than this has missed changes on the pages that it had read. */
const staleAfterMs = 60_000

const order: readonly RunMode[] = ['changes', 'removals', 'sweep']

/** Everything that a load has to do, feed by feed; runs of one feed in their order. */
export function dueRuns(of: AccountFeeds, how: LoadHow, nowMs: number): readonly PlannedRun[] {
  const look = lookAt(of)
  return of.feeds.filter(wantedBy(of.choice)).flatMap((feed) => {
    const known = look(feed)
    return modesOf(known, how, nowMs).map((mode) => ({ feed, mode, isFresh: how === 'again' }))
  })
}

/**
 * When each wanted feed is to be looked at next, epoch ms, which may be past; a feed is missing while nothing is
 * planned for it, because the user wants to be asked.
 */
export function dueTimes(of: AccountFeeds, nowMs: number): ReadonlyMap<FeedName, number> {
  const look = lookAt(of)
  const times = new Map<FeedName, number>()
  if (of.choice.everyMinutes === null) return times
  for (const feed of of.feeds.filter(wantedBy(of.choice))) {
    const known = look(feed)
    const due = isFullNeeded(known) || known.open !== null ? [0] : dueOf(known, nowMs).map(({ atMs }) => atMs)
    if (due.length > 0) times.set(feed.name, Math.min(...due))
  }
  return times
}

/** Whether a feed stopped at the user's cap, as far as the store tells. */
export function cappedFeeds(of: Omit<AccountFeeds, 'renew'>): ReadonlySet<FeedName> {
  const look = lookAt({ ...of, renew: [] })
  return new Set(of.feeds.filter((feed) => look(feed).standing === 'capped').map(({ name }) => name))
}

/** A feed with what is known of it. */
interface KnownFeed {
  readonly feed: Feed
  readonly state: FeedState | undefined
  readonly standing: Standing
  /** The run that was interrupted, if its mode still exists. */
  readonly open: FeedState['run']
  readonly choice: LoadChoice
  readonly isRenewed: boolean
}

function lookAt(of: AccountFeeds): (feed: Feed) => KnownFeed {
  const states = new Map(of.states.map((state) => [state.feed, state]))
  const renew = new Set(of.renew)
  const rows = new Map<ItemType, number>()
  for (const { type, count } of of.states.flatMap(({ counts }) => counts)) {
    rows.set(type, (rows.get(type) ?? 0) + count)
  }
  const isAtCap = (type: ItemType): boolean => (rows.get(type) ?? 0) >= (of.choice.caps[type] ?? Infinity)
  return (feed) => {
    const state = states.get(feed.name)
    const run = state?.run ?? null
    return {
      feed,
      state,
      standing: standingOf(state, feed.types.some(isAtCap)),
      open: run !== null && hasMode(feed, run.mode) ? run : null,
      choice: of.choice,
      isRenewed: renew.has(feed.name),
    }
  }
}

function standingOf(state: FeedState | undefined, isAtCap: boolean): Standing {
  if (state === undefined) return 'unloaded'
  if (state.finishedAtMs.full !== null) return 'complete'
  // Only a run that left rows out notes changes where nothing was ever read in full.
  return state.finishedAtMs.changes !== null && isAtCap ? 'capped' : 'unloaded'
}

const hasMode = ({ everyMs }: Feed, mode: RunMode): boolean => mode === 'full' || everyMs[mode] !== undefined

const isFullNeeded = ({ standing, isRenewed, open }: KnownFeed): boolean =>
  standing === 'unloaded' || isRenewed || open?.mode === 'full'

function modesOf(known: KnownFeed, how: LoadHow, nowMs: number): readonly RunMode[] {
  if (how === 'again') return ['full']
  const { feed, open } = known
  const existing = (modes: readonly RunMode[]): readonly RunMode[] =>
    modes.filter((mode) => hasMode(feed, mode))
  const isStale = open !== null && nowMs - open.startedAtMs > staleAfterMs

  if (isFullNeeded(known)) {
    if (open?.mode !== 'full') return ['full']
    return existing([
      'full',
      ...(isStale ? (['changes', 'removals'] as const) : []),
      // Pages that were read under the grant before may hold what this one does not see.
      ...(how === 'reconnected' ? (['sweep'] as const) : []),
    ])
  }

  const asked = new Set(askedModes(known, how, nowMs))
  if (asked.has('full')) return ['full']
  const modes = order.filter((mode) => asked.has(mode))
  if (open === null) return modes
  const isRepeated = isStale && open.mode === 'changes'
  return [open.mode, ...modes.filter((mode) => mode !== open.mode || isRepeated)]
}

function askedModes(known: KnownFeed, how: LoadHow, nowMs: number): readonly RunMode[] {
  const { feed, standing } = known
  const due = dueOf(known, nowMs, how === 'glance')
    .filter(({ atMs }) => atMs <= nowMs)
    .map(({ mode }) => mode)
  const changed: readonly RunMode[] = hasMode(feed, 'changes')
    ? (['changes', 'removals'] as const).filter((mode) => hasMode(feed, mode))
    : ['full']
  // What a capped feed leaves out cannot be told from what is gone.
  const sweep: readonly RunMode[] = hasMode(feed, 'sweep') && standing !== 'capped' ? ['sweep'] : []
  switch (how) {
    case 'now':
      return [...changed, ...due]
    case 'reconnected':
      return [...changed, ...sweep, ...due]
    case 'compare':
      return sweep.length > 0 ? sweep : ['full']
    default:
      return due
  }
}

/** When each mode is due that has a time. */
function dueOf(
  { feed, state, standing, choice }: KnownFeed,
  nowMs: number,
  isGlance = false,
): { readonly mode: RunMode; readonly atMs: number }[] {
  if (choice.everyMinutes === null || state === undefined) return []
  const usersMs = choice.everyMinutes * 60_000
  return (['full', ...order] as const).flatMap((mode) => {
    const ownMs = feed.everyMs[mode]
    if (ownMs === undefined || (mode === 'sweep' && standing === 'capped')) return []
    const glanceMs =
      isGlance && mode === 'changes' && usersMs === 0 ? (feed.glanceAfterMs ?? Infinity) : Infinity
    const everyMs = Math.min(intervalOf(feed, mode, ownMs, usersMs), glanceMs)
    // A feed that was read until a cap has no time of a full run; that of its changes is the one of the last.
    const lastMs = state.finishedAtMs[mode] ?? (mode === 'full' ? state.finishedAtMs.changes : null)
    // A time to come was noted while this computer's clock was ahead: nobody knows when it really was.
    return [{ mode, atMs: lastMs === null || lastMs > nowMs ? everyMs : lastMs + everyMs }]
  })
}

/**
 * The user's interval stands in for that of the changes, or of full runs where there are none but rows. Everything
 * else is not looked at more often than the user wants. 0: as suits the provider.
 */
function intervalOf(feed: Feed, mode: RunMode, ownMs: number, usersMs: number): number {
  const brings = feed.everyMs.changes === undefined && feed.types.length > 0 ? 'full' : 'changes'
  return usersMs > 0 && mode === brings ? usersMs : Math.max(ownMs, usersMs)
}
