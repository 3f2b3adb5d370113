import type { AccountId } from '../shared/model/account.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { Sqlite } from './driver.ts'
import { isUnreadable, StoreFailure } from './failure.ts'

/** How many rows of one type of one account lie over the list, and how many of them have no row under them. */
export interface LaidCount {
  readonly accountId: AccountId
  readonly type: ItemType
  readonly laid: number
  readonly added: number
}

/** A connection to `outbox.db` and what may be remembered about it until its next change. */
export interface Outbox {
  readonly db: Sqlite
  /** Null when nobody has counted since the last change. */
  laidCounts: readonly LaidCount[] | null
}

/** The connection that writes. */
export interface WritableOutbox extends Outbox {
  /** What was removed for good may still be in free parts of the file, since a process ended in the middle of it. */
  isPurgeOwed: boolean
}

/** Runs what touches the outbox's file: damage in it must not be taken for damage in the cache, which is replaced. */
export function inOutbox<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    if (!isUnreadable(error)) throw error
    throw new StoreFailure('outbox-corrupt', error instanceof Error ? error.message : String(error))
  }
}
