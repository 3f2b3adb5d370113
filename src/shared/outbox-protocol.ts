import type { AccountId } from './model/account.ts'
import type { ChangeId } from './model/change.ts'
import type { Draft, DraftId } from './model/draft.ts'
import type { Item, ItemKey } from './model/item.ts'
import type { PendingMark } from './model/pending-mark.ts'
import type { OpenReport, Opening } from './store-opening.ts'

/**
 * What main asks of `outbox.db`: the user's own edits, which nothing can bring back. It is a file of its own beside
 * `cache.db`, durable with every answer, and no transaction spans the two: the cache holds only what the provider
 * said, and what waits is laid over its rows when they are read.
 */
export interface OutboxProtocol {
  /** Opens (or makes) `outbox.db` in `folder`; an open one is closed first. */
  openOutbox(input: { folder: string } & Opening): OpenReport
  closeOutbox(input: Record<string, never>): null

  /** Everything that is not over, in the order in which it was made, and the steps that can be taken back. */
  readOutbox(input: Record<string, never>): {
    changes: StoredChange[]
    steps: StoredStep[]
    /** The highest `seq` that was ever given, 0 for none. */
    lastSeq: number
  }
  /** All of it in one transaction, or nothing; it comes to the same when it is written twice. */
  writeOutbox(input: OutboxWrite): null
  /** Changes that ended at or after a time, newest first, and how many there are. */
  endedChanges(input: { sinceMs: number; limit: number }): { changes: StoredChange[]; total: number }
  /** Removes what ended before a time: changes and the steps that consist of nothing else. */
  forgetEnded(input: { beforeMs: number }): { removed: number }

  /** States of a record, newest first. */
  versionsOf(input: { key: ItemKey; limit: number }): StoredVersion[]

  getDraft(input: { id: DraftId }): Draft | null
  putDraft(input: { draft: Draft }): null
  removeDraft(input: { id: DraftId }): null

  /**
   * Removes everything of an account: changes, versions, steps, drafts. After it no byte of them is in the file or
   * its log any more.
   */
  removeOutboxOf(input: { accountId: AccountId }): { removed: number }
}

export interface StoredChange {
  readonly id: ChangeId
  /** The order in which changes were made. */
  readonly seq: number
  readonly accountId: AccountId
  readonly key: ItemKey
  /** Null as long as it is not over. */
  readonly endedAtMs: number | null
  /** JSON, read by main alone. */
  readonly body: string
}

/** One thing that the user did, which Undo takes back as a whole. */
export interface StoredStep {
  readonly id: string
  readonly seq: number
  readonly accountId: AccountId
  /** JSON, read by main alone. */
  readonly body: string
}

export interface StoredVersion {
  readonly id: number
  readonly atMs: number
  /** JSON, read by main alone. */
  readonly body: string
}

export interface NewVersion {
  /** Unique: one that is written again is passed over. */
  readonly token: string
  readonly key: ItemKey
  readonly accountId: AccountId
  readonly atMs: number
  readonly body: string
}

/** What lies over a row of the list. Columns that are absent show what was loaded. */
export interface LaidRow {
  readonly key: ItemKey
  readonly accountId: AccountId
  readonly providerId: Item['providerId']
  readonly type: Item['type']
  readonly mark: PendingMark
  /** There is no row under it: the record waits to be created. Then every column is given. */
  readonly isNew: boolean
  readonly shown: Partial<Pick<Item, 'name' | 'email' | 'organisation' | 'phone'>>
  /** When the newest of its changes was made: those come first. */
  readonly madeAtMs: number
}

export interface OutboxWrite {
  /** Put in the place of those with the same id. */
  readonly changes?: readonly StoredChange[]
  readonly steps?: readonly StoredStep[]
  readonly removedSteps?: readonly string[]
  readonly laid?: readonly LaidRow[]
  readonly unlaid?: readonly ItemKey[]
  /** Of a record, the newest 50 stay. */
  readonly versions?: readonly NewVersion[]
  /** The provider has named a record that was created: what is kept of it goes on under that key. */
  readonly renamed?: readonly { readonly from: ItemKey; readonly to: ItemKey }[]
  /**
   * Records that were deleted for good: their versions, drafts, ended changes and the steps with these go, and leave
   * no byte in the file or its log.
   */
  readonly erased?: readonly ItemKey[]
}
