import type { BackupProtocol } from './backup-protocol.ts'
import type { AccountId } from './model/account.ts'
import type { Item, ItemKey } from './model/item.ts'
import type { FeedName, RunMode, RunReport } from './model/feed.ts'
import type { ItemType } from './model/item-type.ts'
import type { DuplicateProtocol } from './duplicate-protocol.ts'
import type { ExportProtocol } from './export-protocol.ts'
import type { ListProtocol } from './list-protocol.ts'
import type { OutboxProtocol } from './outbox-protocol.ts'
import type { OpenReport, Opening } from './store-opening.ts'
import type { Tally, TallyAnswer } from './tally-protocol.ts'

/**
 * What main asks of the store process: plain data both ways, over a message port. Every method answers
 * with a {@link StoreReply}; what is thrown in the store becomes one that is not `ok`, with a stable code.
 */
export interface StoreProtocol
  extends OutboxProtocol, DuplicateProtocol, ExportProtocol, ListProtocol, BackupProtocol {
  /**
   * Opens (or makes) the vault's file: opaque sealed records.
   */
  openVault(input: { file: string } & Opening): OpenReport
  readVaultRecord(input: VaultRecordName): Uint8Array | null
  /** Durable when it answers (`synchronous=FULL`). */
  writeVaultRecord(input: VaultRecordName & { sealed: Uint8Array }): null
  removeVaultRecord(input: VaultRecordName): null
  /** Null means any. */
  listVaultRecords(input: { kind: string | null; workspaceId: string | null }): VaultRecord[]
  closeVault(input: Record<string, never>): null

  /** Looks whether this key opens the file, without opening it for use or changing it. */
  probeVault(input: { file: string; key: Uint8Array }): 'opens' | 'refused' | 'missing'
  /** A file of its own with these records under this key, whole and on the disk when it answers. */
  writeVaultCopy(input: { file: string; key: Uint8Array; records: readonly VaultRecord[] }): null
  /** Puts the copy in the place of the vault, at once and for good. Neither of them may be open. */
  adoptVaultCopy(input: { file: string; copy: string }): null
  discardVaultCopy(input: { copy: string }): null
  /** After it no byte of a removed or replaced record is in the file or its log any more. */
  compactVault(input: Record<string, never>): null

  /** Opens (or makes) `cache.db` in `folder`; an open workspace is closed first. */
  openWorkspace(input: { folder: string } & Opening): OpenReport
  closeWorkspace(input: Record<string, never>): null
  /** Closes the vault too: to be called before the process is ended, so that no log is left beside a file. */
  closeAll(input: Record<string, never>): null

  /** Begins a run, or goes on with the interrupted one of the same feed and mode; see {@link FeedRun}. */
  beginRun(input: FeedRef & { mode: RunMode; nowMs: number }): FeedRun
  /**
   * One page in one transaction: its rows, what is gone, links, facts and the cursor. `stale-run` when the run
   * is not going on any more.
   */
  applyPage(input: PageInput): PageOutcome
  /** Counts rows as met that are stored with just this time of change; answers the keys of all others. */
  compareRows(input: RunRef & { rows: readonly { key: ItemKey; modifiedAtMs: number | null }[] }): ItemKey[]
  /** Rows of the feed that the run has not met; those that nobody has looked at for longest come first. */
  unseenRows(input: RunRef & { limit: number }): UnseenRow[]
  /**
   * Ends a run that reached its end: notes when, and keeps the watermark. `removesUnseen` takes out the rows of
   * the feed that it did not meet, some at a time: until `next` is null the run is not ended, and is to be asked
   * for again with `next` as `after`. `isCapped`: rows were left out because of a cap. The feed then does not
   * count as loaded in full, whatever it was before, but changes are known up to the watermark.
   */
  finishRun(input: RunRef & { removesUnseen: boolean; isCapped?: boolean; after?: number; nowMs: number }): {
    removed: number
    next: number | null
  }
  /** Forgets a run that nobody goes on with; what it stored stays. */
  dropRun(input: RunRef): null
  /** Null means every account. */
  feedStates(input: { accountId: AccountId | null }): FeedState[]
  /** Removes rows of a feed, some at a time, and at last the feed. `isDone` false: call again. */
  removeFeed(input: FeedRef): { removed: number; isDone: boolean }
  /**
   * Removes rows of a type until no more than `keep` are left, those that were changed longest ago first, some at
   * a time. The feeds that had them do not count as loaded in full any more. `isDone` false: call again.
   */
  trimType(input: { accountId: AccountId; type: ItemType; keep: number }): {
    removed: number
    isDone: boolean
  }
  /** Keeps the report of a run; the newest 500 of an account stay. */
  noteRun(input: { report: RunReport }): null
  /** Newest first. Null means every account. */
  listRuns(input: { accountId: AccountId | null; limit: number }): RunReport[]

  /** What an account told of itself besides its items (properties, owners, pipelines); JSON text, or null. */
  getFact(input: { accountId: AccountId; name: string }): string | null
  putFact(input: { accountId: AccountId; name: string; json: string }): null
  /** How many rows of a type were changed within a span of time, ends included. */
  countModified(input: { accountId: AccountId; type: ItemType; fromMs: number; toMs: number }): number
  /**
   * Raw ids of a type, some at a time. Without `modifiedSinceMs` all in the order of the rows; with it only those
   * whose time of change is not before. `next` is what to give as `after`.
   */
  externalIds(input: {
    accountId: AccountId
    type: ItemType
    after: number | null
    limit: number
    modifiedSinceMs: number | null
  }): { ids: string[]; next: number | null }
  /** E-mail addresses of a type's rows that have one, some at a time in the order of the rows, as in {@link externalIds}. */
  emailsOf(input: { accountId: AccountId; type: ItemType; after: number; limit: number }): {
    rows: { key: ItemKey; email: string }[]
    next: number | null
  }
  /** Which of the keys are stored. */
  storedKeys(input: { keys: readonly ItemKey[] }): ItemKey[]
  /**
   * What an item is linked with, in both directions, the names included; at most `limit` of each type. `counts` are
   * of all.
   */
  linksOf(input: { key: ItemKey; limit: number }): {
    links: LinkedItem[]
    counts: { type: ItemType; count: number }[]
    total: number
  }
  /** What an item stands in, from the outermost that is here to the one that holds it. */
  parentsOf(input: { key: ItemKey }): { key: ItemKey; type: ItemType; name: string }[]

  /** A text that was fetched when an item was opened (a page's content), and when; null if it never was. */
  getContent(input: { key: ItemKey }): StoredContent | null
  putContent(input: { key: ItemKey; content: StoredContent }): null

  /** Adds to the number of calls of a day (`2026-11-28`, UTC). */
  countCalls(input: { accountId: AccountId; day: string; calls: number }): null
  /** Calls of the days from `since` on (`2026-11-01`). */
  callsSince(input: { accountId: AccountId; since: string }): number

  /** Bytes of the open workspace's files, rows, and what reads them: versions, and the cipher of the open file. */
  storageSize(input: Record<string, never>): {
    bytes: number
    items: number
    engine: StorageEngine
    /** About how much of the cache is whose; accounts without a row are left out. */
    accounts: { accountId: AccountId; bytes: number }[]
  }
  /** Reads every page and index of the open workspace's file: seconds to minutes. Empty when all is well. */
  checkStorage(input: Record<string, never>): { problems: string[] }
  /** Builds both search indexes anew, a little at a time. `isDone` false: call again. */
  rebuildSearch(input: { isBeginning: boolean }): { isDone: boolean }
  /** Copies every open file to `<file>.before-<schema version>`, in the place of older copies; `storage-full` leaves none. */
  keepCopies(input: Record<string, never>): { copies: number }

  /**
   * Stores what the provider answered to the user's own change. `feed` is the one that loads such items; a run of
   * it that goes on counts the item as met.
   */
  putItem(input: { feed: FeedName; item: StoredItem; nowMs: number }): null
  /** After the user's own deletion, or when the provider said that it is gone. */
  removeItem(input: { key: ItemKey; nowMs: number }): { removed: boolean }
  /** Removes an account's items as far as anybody can see; {@link finishRemovals} does the rest. */
  removeAccount(input: { accountId: AccountId }): { removed: number }
  /**
   * Works on for a moment at what removed accounts left: rows, indexes, freed pages. `isDone`: nothing of
   * them is in the file or its log any more. Otherwise it goes on by itself, after a restart too.
   */
  finishRemovals(input: Record<string, never>): { isDone: boolean }
  /** Whether removed accounts left something in the file. */
  owesRemovals(input: Record<string, never>): { isOwed: boolean }

  /**
   * Counts rows, waiting changes laid over them as in lists; in the calls that ask, each of which works at it for some
   * 25 ms. What was counted before is answered until it is counted anew; see `progress`.
   */
  tallyItems(input: { tallies: readonly Tally[]; nowMs: number }): TallyAnswer
}

export interface StorageEngine {
  /** `3.53.4` */
  readonly sqlite: string
  /** Of the extension that encrypts, in its own words. */
  readonly extension: string
  readonly cipher: string
}

export type StoreMethod = keyof StoreProtocol
export type StoreInput<M extends StoreMethod> = Parameters<StoreProtocol[M]>[0]
export type StoreOutput<M extends StoreMethod> = ReturnType<StoreProtocol[M]>

export interface VaultRecordName {
  readonly kind: string
  /** Empty for records that belong to no workspace. */
  readonly workspaceId: string
  readonly id: string
}

export interface VaultRecord extends VaultRecordName {
  readonly sealed: Uint8Array
}

/** An item with its raw JSON text. */
export interface StoredItem {
  readonly item: Item
  /** The provider's record as JSON text. */
  readonly record: string
  /** Text by which the item is found besides its columns. */
  readonly searchText?: string | undefined
}

export interface FeedRef {
  readonly accountId: AccountId
  readonly feed: FeedName
}

export interface RunRef extends FeedRef {
  readonly runId: number
}

/** A run that was interrupted keeps its `runId`, and `cursor` is where to go on: null at its beginning. */
export interface FeedRun {
  readonly runId: number
  readonly cursor: string | null
  /** Rows that this run has met before it was interrupted. */
  readonly seen: number
  readonly startedAtMs: number
  /** What the last finished run left as the point up to which everything is known; null if none did. */
  readonly watermark: string | null
}

export interface PageInput extends RunRef {
  readonly items: readonly StoredItem[]
  /** Proven to be gone: removed. */
  readonly gone: readonly ItemKey[]
  /** Looked for in vain, without proof: kept the first time, removed when the next run says so again. */
  readonly missed: readonly ItemKey[]
  /** Still there, as they are stored: met by this run. */
  readonly kept: readonly ItemKey[]
  readonly links: readonly LinkSet[]
  readonly facts: readonly {
    readonly name: string
    readonly json: string
    /** Of use for the next runs alone. */
    readonly isForRuns?: boolean
  }[]
  /** Where the run stands after this page; null after the last. */
  readonly next: string | null
  /** The run's watermark, unless it has one by now; it counts once the run is finished. */
  readonly watermark: string | null
  /**
   * Whether a time of change only ever grows. Then a row is not replaced by an older state of it, and one that
   * was removed a moment ago does not come back in the state that it had: indexes lag behind.
   */
  readonly keepsNewer: boolean
  /** At most so many rows of a type, by type; what would be one more is left out. */
  readonly caps: Readonly<Partial<Record<ItemType, number>>>
  readonly nowMs: number
}

export interface PageOutcome {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly removed: number
  /** Rows that were left out because of a cap. */
  readonly leftOut: number
  /** Whether a row, a link or a fact is other than it was, facts for the next runs aside. */
  readonly hasNews: boolean
  /** Rows that the run has met so far. */
  readonly seen: number
}

export interface UnseenRow {
  readonly rid: number
  readonly key: ItemKey
  readonly type: ItemType
  readonly externalId: string
  readonly modifiedAtMs: number | null
  /** How many runs in a row have looked for it in vain. */
  readonly misses: number
}

/** All links from an item to items of one type; they replace those that were known. */
export interface LinkSet {
  readonly from: ItemKey
  readonly toType: ItemType
  readonly to: readonly { readonly key: ItemKey; readonly label: string | null }[]
}

export interface LinkedItem {
  readonly key: ItemKey
  readonly type: ItemType
  readonly name: string
  readonly label: string | null
}

export interface FeedState extends FeedRef {
  /** The run that was begun and not ended. */
  readonly run: { readonly mode: RunMode; readonly seen: number; readonly startedAtMs: number } | null
  readonly watermark: string | null
  /** When a run of each mode was last finished; a full one counts for all. */
  readonly finishedAtMs: Readonly<Record<RunMode, number | null>>
  /** Rows of the feed in the store, by type. */
  readonly counts: readonly { readonly type: ItemType; readonly count: number }[]
}

export interface StoredContent {
  readonly text: string
  readonly fetchedAtMs: number
  /** False where the provider gave only a part. */
  readonly isComplete: boolean
}
