import type { AccountId } from './model/account.ts'
import type { DuplicateReason } from './model/duplicate-reason.ts'
import type { ItemKey, ItemRow } from './model/item.ts'
import type { ListProgress, ListView, StoredField } from './list-protocol.ts'

/** What main asks of the store about contacts that are likely the same. */
export interface DuplicateProtocol {
  /**
   * Groups of contacts of one account that share a value by which two people are told apart (`duplicate-keys.ts`). Who
   * shares an address or a name with any of a group belongs to it; those who share no more than a number are a group of
   * their own, so that a contact may stand in several. Waiting changes count as in lists; contacts that wait to be deleted
   * are left out, and so is what the user has called different people (`noteNotDuplicates`). They are looked for in the
   * calls that ask, each of which works at it for some 25 ms; what was found before is answered until it is found anew,
   * see `progress`.
   *
   * Groups that share an e-mail address come first, then those that share a name, then those of a number, the smallest first. A reply near
   * 1 MB holds fewer groups or members than asked for: ask again from where it ends.
   */
  findDuplicates(input: DuplicateSearch & { window: DuplicateWindow; view: ListView }): FoundDuplicates

  /** Keeps that these are different people, as long as what was compared of each stays as it is. Durable. */
  noteNotDuplicates(input: NotDuplicates): null
  /** Takes such a word back. */
  forgetNotDuplicates(input: { id: string }): null
  /** Such words, the newest first. Members that are not here any more have no row. */
  listNotDuplicates(input: { offset: number; limit: number; members: number }): {
    entries: { id: string; atMs: number; count: number; rows: ItemRow[] }[]
    total: number
  }
}

export interface DuplicateSearch {
  /** Null means every account; contacts of two accounts are never compared. */
  readonly accountId: AccountId | null
  /** Fields with further e-mail addresses and phone numbers of a contact. */
  readonly emails: readonly StoredField[]
  readonly phones: readonly StoredField[]
  readonly nowMs: number
}

/** Which of what was found is wanted: groups, each with its first members, or members of the group in this state. */
export type DuplicateWindow =
  | { readonly of: 'groups'; readonly offset: number; readonly limit: number; readonly members: number }
  | { readonly of: 'members'; readonly state: string; readonly offset: number; readonly limit: number }

export interface FoundDuplicates {
  readonly groups: readonly DuplicateGroup[]
  /** Of all groups, and of the contacts in them; null until all contacts were looked at once. */
  readonly total: number | null
  readonly contacts: number | null
  /** The contacts were looked at as they were then, epoch ms. */
  readonly asOfMs: number | null
  readonly progress: ListProgress | null
}

export interface DuplicateGroup {
  /** Another one as soon as somebody comes to the group or leaves it, or anything that was compared changes. */
  readonly state: string
  readonly count: number
  readonly reasons: readonly DuplicateReason[]
  readonly members: readonly DuplicateMember[]
}

export interface DuplicateMember {
  readonly row: ItemRow
  /** What it shares with another one of the group. */
  readonly reasons: readonly DuplicateReason[]
  /** Equal as long as all that is compared of it is; null in a window of groups, which has no use for it. */
  readonly fingerprint: number | null
}

export interface NotDuplicates {
  readonly id: string
  readonly atMs: number
  readonly members: readonly {
    readonly key: ItemKey
    readonly accountId: AccountId
    readonly fingerprint: number
  }[]
}
