import type { AccountId } from './model/account.ts'
import type { Item, ItemKey, ItemQuery, ItemRow } from './model/item.ts'
import type { ItemType } from './model/item-type.ts'

/**
 * What main asks of the store process: plain data both ways, over a message port. Every method answers
 * with a {@link StoreReply}; a thrown error in the store becomes `failed` with a stable code.
 */
export interface StoreProtocol {
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

  /** Begins or resumes a stream's run; see {@link StreamRun}. */
  beginStream(input: { accountId: AccountId; type: ItemType; nowMs: number }): StreamRun
  /** One page: rows and cursor in one transaction. A kill leaves the whole page or nothing of it. */
  applyPage(input: PageInput): { written: number; unchanged: number }
  /** Ends a complete run: rows that the run did not see are removed. */
  finishStream(input: { accountId: AccountId; type: ItemType; runId: number; nowMs: number }): {
    removed: number
    total: number
  }
  streamStates(input: { accountId: AccountId | null }): StreamState[]

  /** Writes what the provider answered to the user's own change. */
  putItem(input: { item: StoredItem; nowMs: number }): null
  removeItem(input: { key: ItemKey }): { removed: boolean }
  /** Gone at once for every reader; the rows themselves are deleted little by little afterwards. */
  removeAccount(input: { accountId: AccountId }): { removed: number }
  /**
   * Works on for a moment at what removed accounts left: rows, indexes, freed pages. `isDone`: nothing of
   * them is in the file or its log any more. Otherwise it goes on by itself, after a restart too.
   */
  finishRemovals(input: Record<string, never>): { isDone: boolean }

  /**
   * A window of a query's rows and how many rows it has in all. Up to 300 hits of a search come by relevance, more
   * of them newest first. `isMore`: a search has more hits than `total`, at least 2,000 and twice as many as
   * the window reaches, and they are counted only as somebody looks further. Long values are cut, and a reply near
   * 1 MB holds fewer rows than asked for: ask again from where it ends.
   */
  listItems(input: { query: ItemQuery; offset: number; limit: number }): {
    rows: ItemRow[]
    total: number
    isMore: boolean
  }
  getItem(input: { key: ItemKey }): { item: Item; record: string; loadedAtMs: number } | null
  countItems(input: Record<string, never>): { accountId: AccountId; type: ItemType; count: number }[]
}

export type StoreMethod = keyof StoreProtocol
export type StoreInput<M extends StoreMethod> = Parameters<StoreProtocol[M]>[0]
export type StoreOutput<M extends StoreMethod> = ReturnType<StoreProtocol[M]>

export interface Opening {
  /** 32 bytes. */
  readonly key: Uint8Array
  /** Sets the file aside unseen: for damage that showed only later, as `storage-corrupt`. */
  readonly isKnownDamaged?: boolean
  /**
   * Sets the file aside and opens the copy from before the last migration in its place, as when the file was
   * found `too-new` and the user wants to go back. `unavailable` where there is no such copy.
   */
  readonly isCopyWanted?: boolean
}

/**
 * `set-aside`: the file could not be read and now lies at `path` under a `.corrupt-…` name, never
 * deleted; a new one took its place. `restored`: likewise, but the copy from before the last migration took its
 * place; `path` is null when there was no file. `too-new`: written by a newer version of the app, left
 * untouched; `copy` is what this version could open instead.
 */
export type OpenReport =
  | { readonly outcome: 'opened' | 'created' }
  | { readonly outcome: 'set-aside'; readonly path: string }
  | { readonly outcome: 'restored'; readonly path: string | null }
  | { readonly outcome: 'too-new'; readonly path: string; readonly copy: KeptCopy | null }

/** A copy of a file that was made before the schema changed. */
export interface KeptCopy {
  readonly path: string
  /** The schema that it has. */
  readonly version: number
  readonly madeAtMs: number
}

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
}

/** `cursor` is where to go on: null for the first page. A run that was interrupted keeps its `runId`. */
export interface StreamRun {
  readonly runId: number
  readonly cursor: string | null
  /** Rows that this run has seen before it was interrupted. */
  readonly seen: number
}

export interface PageInput {
  readonly accountId: AccountId
  readonly type: ItemType
  readonly runId: number
  readonly items: readonly StoredItem[]
  /** Where the next page begins; null after the last. */
  readonly next: string | null
  readonly nowMs: number
}

export interface StreamState {
  readonly accountId: AccountId
  readonly type: ItemType
  readonly state: 'running' | 'complete'
  /** Rows of the type in the store. */
  readonly count: number
  readonly finishedAtMs: number | null
}

/**
 * `unavailable`: the file is out of reach for a reason outside of it (permission, lock, a drive that went
 * away). `stale-run`: a page or an end of a run that is not going on any more.
 */
export type StoreFailureCode =
  | 'storage-full'
  | 'storage-corrupt'
  | 'unavailable'
  | 'not-open'
  | 'schema-too-new'
  | 'stale-run'
  | 'internal'

export interface StoreRequest {
  readonly id: number
  readonly method: StoreMethod
  readonly input: unknown
  /** Only with a method that changes the workspace's file (`store-methods.ts`); without it, it is done each time. */
  readonly change?: ChangeId
}

/** Names one change for good, however often and to how many processes it is sent. */
export interface ChangeId {
  /** Random, one for each start of the app. */
  readonly start: string
  /** Counts the changes of this start. */
  readonly number: number
  /** Every change up to this number has been answered, so that none of them will be sent again. */
  readonly answered: number
}

export type StoreReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly code: StoreFailureCode; readonly message: string }
