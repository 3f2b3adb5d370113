import type { AppError } from '../../shared/errors.ts'
import type { FeedName, RunMode } from '../../shared/model/feed.ts'
import type { Lack } from '../../shared/model/lack.ts'
import type { ItemKey, ItemRow } from '../../shared/model/item.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import type { LoadChoice, LoadOptions } from '../../shared/model/load-choice.ts'
import type { Result } from '../../shared/result.ts'
import type { LinkSet, UnseenRow } from '../../shared/store-protocol.ts'
import type { LoadedItem, ProviderSession } from './provider-session.ts'

/** A part of an account that is loaded as one, with a watermark and runs of its own. */
export interface Feed {
  readonly name: FeedName
  /** The types that it brings; empty for one that brings none (owners, links). */
  readonly types: readonly ItemType[]
  /** What people call it where the type does not say it (a table's name). */
  readonly label: string | null
  /** What it stands in (a base), for the user's choice. */
  readonly container: { readonly name: string; readonly label: string } | null
  /** Loaded only when the user asked for it. */
  readonly isOptIn: boolean
  /** Feeds that must be through, for better or worse, before it begins within one load. */
  readonly after: readonly FeedName[]
  /**
   * How long the last run of a mode may be ago before it is due again, in ms. A mode that is missing does not
   * exist for the feed, but for `full`, which every feed has and which is due when it is named here or when
   * nothing was ever loaded. The user's interval stands in for that of `changes` (of `full` where there is none but
   * rows), and nothing is looked at more often than it says.
   */
  readonly everyMs: Readonly<Partial<Record<RunMode, number>>>
  /**
   * How long ago the last look for changes may be when the user comes back to the app, in ms; left out where calls
   * are scarce: then it is due as always. It does not go before an interval that the user chose.
   */
  readonly glanceAfterMs?: number
  /** What of it is not here although no run failed; at most 20. */
  readonly lacks?: readonly Lack[]
}

/** Reads what is stored of the account. All fail as the store does. */
export interface StoredRows {
  /** What a feed kept under this name; undefined where there is nothing. */
  fact(name: string): Promise<Result<unknown, AppError>>
  /** How many rows of a type were changed within a span of time, ends included. */
  countModified(type: ItemType, fromMs: number, toMs: number): Promise<Result<number, AppError>>
  /** Raw ids of a type, some at a time; see the store's `externalIds`. */
  externalIds(
    type: ItemType,
    from: {
      readonly after: number | null
      readonly limit: number
      readonly modifiedSinceMs: number | null
    },
  ): Promise<Result<{ readonly ids: readonly string[]; readonly next: number | null }, AppError>>
  /** Which of the keys are stored. */
  stored(keys: readonly ItemKey[]): Promise<Result<readonly ItemKey[], AppError>>
  /** Rows that the store has of a type. */
  count(type: ItemType): Promise<Result<number, AppError>>
  /** All rows of a type of which there are hundreds, not millions (tables), by name. Long names are cut. */
  rows(type: ItemType): Promise<Result<readonly ItemRow[], AppError>>
  /** The record behind a key; undefined where it is not stored. */
  record(key: ItemKey): Promise<Result<unknown, AppError>>
}

/** The same within a run. Pages that the run has handed over are stored before anything is answered. */
export interface LocalRows extends StoredRows {
  /** Counts rows as met that are stored with just this time of change; answers the keys of the others. */
  differing(
    rows: readonly { readonly key: ItemKey; readonly modifiedAtMs: number | null }[],
  ): Promise<Result<readonly ItemKey[], AppError>>
}

/** What a provider gets to load with. */
export interface FeedContext {
  /** Calls through it queue behind the user's own. */
  readonly session: ProviderSession
  readonly choice: LoadChoice
  readonly local: LocalRows
  readonly signal: AbortSignal
}

/** What there is without any call. */
export interface StoredContext {
  readonly choice: LoadChoice
  readonly local: StoredRows
}

/** Where a lane stands. A lane that was not begun has the cursor null and is not done. */
export interface LanePlace {
  readonly cursor: string | null
  readonly isDone: boolean
}

export interface StepRequest {
  readonly feed: Feed
  readonly mode: RunMode
  /** The lane to take a step on. */
  readonly lane: string
  /** Where all lanes of the run stand, this one included. Others move meanwhile: take it as "at least so far". */
  readonly places: () => Readonly<Record<string, LanePlace>>
  /** What the last finished run left; null if none did. */
  readonly watermark: string | null
}

/** What one step brought: usually a page. */
export interface FeedStep {
  readonly items: readonly LoadedItem[]
  /** Proven to be gone. */
  readonly gone: readonly ItemKey[]
  /** Looked for in vain, without proof: gone when the next run says so again. */
  readonly missed: readonly ItemKey[]
  /** Could not be looked at, and stay as they are stored: met by this run. */
  readonly kept: readonly ItemKey[]
  readonly links: readonly LinkSet[]
  readonly facts: readonly {
    readonly name: string
    readonly value: unknown
    /** Of use for the next runs alone: that it is another one changes nothing on a screen. */
    readonly isForRuns?: true
  }[]
  /** Where the lane goes on; null when it is through. Nothing else says so: pages may be short or empty. */
  readonly next: string | null
  /** How many there are on this lane in all, only where the provider says it. */
  readonly total: number | null
  /** The point from which the next run has to look for changes; the first one that a run names counts. */
  readonly watermark: string | null
}

/** A step that brought nothing but what is given. */
export function stepOf(given: Partial<FeedStep>): FeedStep {
  return {
    items: [],
    gone: [],
    missed: [],
    kept: [],
    links: [],
    facts: [],
    next: null,
    total: null,
    watermark: null,
    ...given,
  }
}

/** How a provider is loaded. The engine that drives it knows runs, pages and time, and nothing of the provider. */
export interface ProviderFeeds {
  /**
   * Whether an item's time of change only ever grows at the provider. Then an older state never replaces a newer
   * one: a search index may lag behind what was written or read a moment ago.
   */
  readonly hasGrowingTimes: boolean
  /** The feeds of the account, from what is stored of it alone; the choice is not applied to them. */
  list(context: StoredContext): Promise<Result<readonly Feed[], AppError>>
  /** The lanes of a run, which are stepped side by side. The first one's total is shown. */
  lanes(feed: Feed, mode: RunMode): readonly string[]
  step(context: FeedContext, request: StepRequest): Promise<Result<FeedStep, AppError>>
  /**
   * Looks once more for rows that a `full` or `sweep` run has not met. A row that the answer does not name stays.
   * Without it such rows are taken out: the provider's lists are exact and complete.
   */
  readonly confirm?: {
    readonly atOnce: number
    /** At most so many rows a run; the others stay until the next one. */
    readonly atMost: number
    ask(context: FeedContext, feed: Feed, rows: readonly UnseenRow[]): Promise<Result<FeedStep, AppError>>
  }
  /** What there is to choose from; from what is stored alone. */
  options(context: StoredContext): Promise<Result<LoadOptions, AppError>>
}
