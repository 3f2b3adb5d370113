import type { StoreMethod } from './store-protocol.ts'

/**
 * `outbox-corrupt`: as `storage-corrupt`, but met in `outbox.db`. `unavailable`: the file is out of reach for a reason outside of it (permission, lock, a drive that went
 * away). `stale-run`: a page or an end of a run that is not going on any more. `unknown-field`: a filter, an
 * order or a column names a field that the request does not describe, or puts it to a test that its kind does not have.
 */
export type StoreFailureCode =
  | 'storage-full'
  | 'storage-corrupt'
  | 'outbox-corrupt'
  | 'unavailable'
  | 'not-open'
  | 'schema-too-new'
  | 'stale-run'
  | 'unknown-field'
  | 'internal'

export interface StoreRequest {
  readonly id: number
  readonly method: StoreMethod
  readonly input: unknown
  /** Only with a method that changes `cache.db` (`store-methods.ts`); without it, it is done each time. */
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
