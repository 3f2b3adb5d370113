import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import type { ContactValues, ContactVersion } from '../../shared/model/contact.ts'
import type { ItemKey } from '../../shared/model/item.ts'
import type { Result } from '../../shared/result.ts'
import type { ContactEditing, ProviderSession, SavedContact, StoredFacts } from '../providers/provider.ts'
import type { Change } from './change.ts'

/** How long the outbox waits for what; milliseconds. */
export interface OutboxTimes {
  /** A deletion, an erasure or a merge can be taken back for so long. */
  readonly undoMs: number
  /** A search does not find what was created a shorter time ago ("a few moments", HubSpot's guide; 30 s were seen). */
  readonly searchLagMs: number
  /** After this nothing more is expected of search, and the user is asked. */
  readonly askAfterMs: number
}

export const outboxTimes: OutboxTimes = { undoMs: 10_000, searchLagMs: 30_000, askAfterMs: 120_000 }

/** What the changes of an account are sent with. */
export interface Sending {
  readonly account: Account
  readonly contacts: ContactEditing
  readonly session: ProviderSession
  readonly facts: StoredFacts
  readonly times: OutboxTimes
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
  /** A change of its own for a part of another one. */
  readonly splitOff: (change: Change, differences: Partial<Change>) => Change
  /** Notes the change as it stands, before it is sent. */
  readonly note: (change: Change) => Promise<Result<null, AppError>>
  /** Ids of the records that creations of this outbox have led to since a time. */
  readonly createdHere: (sinceMs: number) => Promise<Result<ReadonlySet<string>, AppError>>
  /** What a record is called here; null where it is not. */
  readonly nameOf: (key: ItemKey) => Promise<string | null>
  /** What is loaded of a record; null where nothing is. */
  readonly valuesOf: (key: ItemKey) => Promise<ContactValues | null>
  /** A reference under which a failure stands in the log. */
  readonly referenceOf: (error: AppError) => string
}

/** A state of a record that is kept. */
export interface Version {
  readonly key: ItemKey
  readonly origin: ContactVersion['origin']
  readonly values: ContactValues
}

/** What became of a change, to be kept in one go. */
export interface Settlement {
  /** The change as it is now, and what was split off from it. */
  readonly changes: readonly Change[]
  readonly versions?: readonly Version[]
  /** What the provider has now. */
  readonly saved?: readonly SavedContact[]
  /** Records that are no longer there. */
  readonly gone?: readonly ItemKey[]
  /** The record has another key now: what else was noted for it goes on under that. */
  readonly renamed?: { readonly from: ItemKey; readonly to: ItemKey; readonly externalId: string } | null
  readonly erased?: readonly ItemKey[]
  /** Fields without which the provider takes no new contact. */
  readonly required?: readonly string[]
  /** Why the account's other changes would fare no better for the moment. */
  readonly accountError?: AppError
}
