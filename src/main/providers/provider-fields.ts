import type { AppError } from '../../shared/errors.ts'
import type { Item } from '../../shared/model/item.ts'
import type { ItemType } from '../../shared/model/item-type.ts'
import type { BuiltInField, ListField } from '../../shared/model/list-field.ts'
import type { Result } from '../../shared/result.ts'
import type { StoredField } from '../../shared/list-protocol.ts'
import type { LoadedItem, ProviderSession } from './provider-session.ts'

/** Facts that are stored, by name. */
export type StoredFacts = Readonly<Record<string, unknown>>

/** A field that lists can show, sort by and filter by, with the place of its value in a record. */
export type ProviderField = ListField & StoredField

/** Which items a list is of: those of a type, or what stands in an item; both may be given. */
export interface FieldScope {
  readonly type: ItemType | null
  readonly parent: Pick<Item, 'type'> | null
  /** Undefined where there is no parent, or it is not stored. */
  readonly parentRecord: unknown
  readonly facts: StoredFacts
}

/** The fields of a provider's items beyond those that every item has; from what is stored alone. */
export interface FieldLists {
  /** Names of the facts that {@link list} wants to be given for a type. */
  facts(type: ItemType | null): readonly string[]
  /** In the order in which they are offered; none where the items of the scope have no fields in common. */
  list(scope: FieldScope): readonly ProviderField[]
  /** Which of the fields that every item has are written by a contact's form, and under which name. */
  readonly editsOfOwn?: Readonly<Partial<Record<BuiltInField, string>>>
}

/** What the provider's own search found, in its order. */
interface SearchFindings {
  readonly items: readonly LoadedItem[]
  readonly isMore: boolean
}

/** The provider's own search, run because the user asks for it. */
export interface ProviderSearch {
  /** Names of the facts that {@link run} wants to be given. */
  readonly facts: readonly string[]
  /** At most a hundred items of these types, as they are at the provider now. */
  run(
    session: ProviderSession,
    asked: { readonly text: string; readonly types: readonly ItemType[]; readonly facts: StoredFacts },
  ): Promise<Result<SearchFindings, AppError>>
}

/** What of a provider's items the insights count, by the names of its fields. What an account does not have is not counted. */
export interface InsightFields {
  /** Who looks after a contact. */
  readonly contactOwner: string
  /** Further addresses and numbers of a contact, by which two are found to be one; what several of one value stand apart by. */
  readonly moreEmails: readonly { readonly name: string; readonly separator: string }[]
  readonly morePhones: readonly string[]
  readonly deals: {
    /** A choice: where a deal stands. */
    readonly stage: string
    /** A flag: nothing more is to be done. */
    readonly isClosed: string
    readonly amount: string
    /** A choice: the amount's currency, as three letters (ISO 4217). */
    readonly currency: string
    /** The amount as the provider has converted it to the account's currency. */
    readonly homeAmount: string
  }
  /** The fact that holds the account's own currency, as three letters. */
  readonly currencyFact: string
}
