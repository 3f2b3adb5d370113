import type { AccountId } from './model/account.ts'
import type { ChangeId } from './model/change-id.ts'
import type { ContactValues } from './model/contact.ts'
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

  /** Everything that is not over, and the steps that can be taken back, both in the order in which they were made. */
  readOutbox(input: Record<string, never>): {
    changes: StoredChange[]
    steps: StoredStep[]
    /** The highest `seq` that was ever given to a change or a step, 0 for none. */
    lastSeq: number
  }
  /** All of it in one transaction, or nothing; it comes to the same when it is written twice. */
  writeOutbox(input: OutboxWrite): null
  /** Changes that ended at or after a time, newest first, and how many there are. */
  endedChanges(input: { sinceMs: number; limit: number }): { changes: StoredChange[]; total: number }
  /** Removes what ended before a time: changes, which are counted, and the steps that consist of nothing else. */
  forgetEnded(input: { beforeMs: number }): { removed: number }

  /** States of a record, newest first. */
  versionsOf(input: { key: ItemKey; limit: number }): StoredVersion[]

  getDraft(input: { id: DraftId }): Draft | null
  putDraft(input: { draft: Draft }): null
  removeDraft(input: { id: DraftId }): null

  /** How the user arranged the workspace, as JSON that main alone reads; null where nothing is arranged. */
  getArrangement(input: { kind: string; scope: string }): string | null
  putArrangement(input: { kind: string; scope: string; json: string }): null

  /**
   * Removes everything of an account: changes, which are counted, versions, steps, drafts, what lies over its rows,
   * and the parts of arrangements that name it. After it no byte of them is in the file or its log any more, nor in a
   * file that was set aside or copied.
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
  /** What it consists of: it goes with the last of them, and with the first one that is erased. */
  readonly changeIds: readonly ChangeId[]
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
  /** Values by the provider's own names, as the provider writes them; empty where a change takes one away. */
  readonly values: ContactValues
  /** When the newest of its changes was made: those come first. */
  readonly madeAtMs: number
}

/**
 * `renamed` and `erased` come first, whatever the order of the keys: what the same write puts is there after it, under
 * the new key even where it names the old one.
 */
export interface OutboxWrite {
  /** Put in the place of those with the same id. */
  readonly changes?: readonly StoredChange[]
  readonly steps?: readonly StoredStep[]
  readonly removedSteps?: readonly string[]
  readonly laid?: readonly LaidRow[]
  readonly unlaid?: readonly ItemKey[]
  /** Of a record, the newest 50 stay. */
  readonly versions?: readonly NewVersion[]
  /**
   * The provider has named a record that was created: changes, versions, draft and what lies over its row go on under
   * that key. It is not new any more.
   */
  readonly renamed?: readonly { readonly from: ItemKey; readonly to: ItemKey }[]
  /**
   * Records that were deleted for good: their versions, drafts, ended changes, the steps with these, what lies
   * over their rows and the parts of arrangements that name them go, and leave no byte in the file or its log; versions of them in the same write are passed over.
   * A write that fails on the way to that has taken
   * effect in all else; it comes true with a repetition or by itself after the next opening.
   */
  readonly erased?: readonly ItemKey[]
}
