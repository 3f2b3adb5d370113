import type { AccountId } from '../../shared/model/account.ts'
import type { ContactForm, ContactRecord, ContactValues } from '../../shared/model/contact.ts'
import type { Item } from '../../shared/model/item.ts'
import type { ProviderDescriptor } from '../../shared/model/provider.ts'
import type { AppError } from '../../shared/errors.ts'
import type { FeedName } from '../../shared/model/feed.ts'
import type { FieldView } from '../../shared/model/field-view.ts'
import type { Result } from '../../shared/result.ts'
import type { ProviderFeeds } from './feeds.ts'
import type {
  FieldLists,
  FieldScope,
  InsightFields,
  ProviderField,
  ProviderSearch,
  StoredFacts,
} from './provider-fields.ts'
import type { LoadedItem, ProviderCall, ProviderSession } from './provider-session.ts'
import type { RateLimits } from './rate-limits.ts'

export type { LoadedItem, ProviderCall, ProviderSession }
export type { FieldLists, FieldScope, InsightFields, ProviderField, ProviderSearch, StoredFacts }

/** A reply other than 2xx, read to its end. `body` is parsed JSON where it was JSON, else null. */
export interface FailedReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What differs in a provider's OAuth, as data; the protocol itself lives in `main/oauth`. */
export interface OAuthDescription {
  /** https addresses of the authorization and the token endpoint; always used as a pair. */
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  /** Hosts on which an authorization address of the user's own (from a `.env`) may lie. */
  readonly authorizationHosts: readonly RegExp[]
  /** Extra query parameters of the authorization request. */
  readonly authorizationParameters: Readonly<Record<string, string>>
  /** The parameter that carries the optional scopes; null where the provider has no such thing. */
  readonly optionalScopeParameter: string | null
  /** Where id and secret travel in a token request. Without a secret the id travels in the body alone. */
  readonly clientAuthentication: 'body' | 'basic'
  /** How the body of a token request is written. */
  readonly tokenRequestEncoding: 'form' | 'json'
  /** Headers that the token endpoint wants besides. */
  readonly tokenRequestHeaders: Readonly<Record<string, string>>
  /** S256: `required` by the provider, `sent` as defence in depth, or `none`: documented nowhere. */
  readonly pkce: 'required' | 'sent' | 'none'
  /** `single-use`: a refresh ends the token that was sent with it. */
  readonly refreshTokens: 'single-use' | 'stable'
  /** Where the provider is told that a grant is over; null where it has no such endpoint. */
  readonly revocation: EndpointForTokens | null
  /** Where a token is explained; what it answers is given to `identify`. Absent where nothing is asked. */
  readonly introspection?: EndpointForTokens
  /** Repairs a token reply that leaves out what the standard requires; given parsed JSON. */
  conformTokenReply(body: unknown): unknown
  /** Classifies an error reply of the token endpoint. `transient` keeps the grant and tries later. */
  classifyTokenFailure(reply: FailedReply): TokenFailure
}

/** An endpoint that is told a token, with the client's authentication, as the token endpoint is. */
export interface EndpointForTokens {
  readonly address: string
  /** Which token of the grant is named to it. */
  readonly token: 'access' | 'refresh'
  /** Parameters besides `token`. */
  readonly parameters: Readonly<Record<string, string>>
}

export interface TokenFailure {
  /** `raced`: somebody else just refreshed the same grant; what is stored by now may be newer. */
  readonly class: 'revoked' | 'client' | 'code-refused' | 'raced' | 'transient'
  /** The provider's own stable code, for the log. */
  readonly code: string | null
}

/** Who signed in. */
export interface Identity {
  readonly externalId: string
  readonly label: string
  readonly uiOrigin: string | null
  /** Where the account's days begin, an IANA name; only where the provider says so. */
  readonly timeZone?: string | null
}

export interface ItemPage {
  readonly items: readonly LoadedItem[]
  /** Opaque; null when this was the last page. Nothing else says so: pages may be short or empty. */
  readonly next: string | null
  /** Only where the provider says it; never invented. */
  readonly total: number | null
}

/** A record with what is stored beside it. */
export interface DescribedRecord {
  readonly item: Item
  readonly record: unknown
  /** The record of the item that it stands in, if that is stored. */
  readonly parentRecord: unknown
  /** Those of {@link Provider.factsForRecords}. */
  readonly facts: StoredFacts
}

/** Who set a value, and when, as far as the provider tells. Times are epoch ms. */
export interface ValueAuthor {
  readonly atMs: number | null
  readonly by: string | null
}

/**
 * Contacts, for providers that have them to edit. What reads nothing but its arguments is told the account's facts;
 * what talks to the provider is one attempt each, never repeated by anybody below. Whether a change may be sent,
 * and what its failure means, is the outbox's to decide.
 */
export interface ContactEditing {
  /** The feed that loads contacts. */
  readonly feed: FeedName
  /** Names of the facts that everything here wants to be given. */
  readonly facts: readonly string[]
  /** The form, from what is known of the account; the fields that every account has where nothing is. */
  form(facts: StoredFacts): ContactForm
  /** What a record holds, by field; only what is set. */
  valuesOf(record: unknown): ContactValues
  /** Ids under which a contact with these values was known before it took others in. */
  formerIds(values: ContactValues): readonly string[]
  /** The record with other values in it, as it would be stored; null for a contact that does not exist yet. */
  withValues(record: unknown, values: ContactValues): unknown
  /** What the list shows of a contact with these values; `name` is empty where there is nothing to call it. */
  shown(values: ContactValues): Pick<Item, 'name' | 'email' | 'organisation' | 'phone'>
  /** A field's label, and a value as a person reads it. */
  describeValue(facts: StoredFacts, name: string, value: string): { label: string; text: string }
  /** Whether two texts are one value to the provider: it writes some of them its own way. */
  isSameValue(facts: StoredFacts, name: string, one: string, other: string): boolean
  /**
   * The fact to keep once the provider has refused a new contact without these fields, so that the form asks for
   * them; null where that is known.
   */
  requiring(
    facts: StoredFacts,
    names: readonly string[],
  ): { readonly name: string; readonly value: unknown } | null
  /** What a merge is expected to make of two contacts. */
  merged(primary: ContactValues, other: ContactValues): ContactValues
  /** The e-mail address by which the provider tells contacts apart; null where these values have none. */
  addressOf(values: ContactValues): string | null

  /** `not-found`, or `merged-into` where the id answers with another contact. `names`: fields to read besides. */
  read(
    session: ProviderSession,
    externalId: string,
    facts: StoredFacts,
    names?: readonly string[],
  ): Promise<Result<SavedContact, AppError>>
  /** By id or e-mail address. */
  find(session: ProviderSession, text: string, facts: StoredFacts): Promise<Result<SavedContact, AppError>>
  /** Who set the values that these fields have now; a field is missing where nobody says. */
  authorsOf(
    session: ProviderSession,
    externalId: string,
    names: readonly string[],
    facts: StoredFacts,
  ): Promise<Result<ReadonlyMap<string, ValueAuthor>, AppError>>
  /** After `reply-lost`, `timed-out`, `provider-down` and `unexpected-response` it may exist. */
  create(
    session: ProviderSession,
    values: ContactValues,
    facts: StoredFacts,
  ): Promise<Result<SavedContact, AppError>>
  /** Contacts with just these values that were created at or after a time; the search index lags behind. */
  createdSince(
    session: ProviderSession,
    values: ContactValues,
    sinceMs: number,
    facts: StoredFacts,
  ): Promise<Result<readonly SavedContact[], AppError>>
  /** Sets these fields and no others; an empty text clears one. The contact was read a moment ago. */
  update(
    session: ProviderSession,
    externalId: string,
    values: ContactValues,
    facts: StoredFacts,
  ): Promise<Result<SavedContact, AppError>>
  /** Deletes a contact that was read a moment ago, and makes sure that it is gone. */
  remove(session: ProviderSession, externalId: string): Promise<Result<null, AppError>>
  /** The same for good: nothing of the person is left at the provider. */
  erase(session: ProviderSession, externalId: string): Promise<Result<null, AppError>>
  /** Merges the other contact into the primary one, which may get a new id thereby. */
  merge(
    session: ProviderSession,
    primaryId: string,
    otherId: string,
    facts: StoredFacts,
  ): Promise<Result<SavedContact, AppError>>
}

export interface SavedContact {
  readonly contact: ContactRecord
  readonly createdAtMs: number | null
  /** The same contact as an item, so that the list shows what the provider answered at once. */
  readonly loaded: LoadedItem
}

/**
 * A provider is an island: its folder, this interface and the HTTP door. Adding one touches its folder
 * and one line of `registry.ts`; the contract suite runs over every registry entry.
 */
export interface Provider {
  readonly descriptor: ProviderDescriptor
  readonly oauth: OAuthDescription
  /** Base address of the API, without a trailing slash. */
  readonly apiBaseUrl: string
  /** Headers that every call to the API wants besides. */
  readonly apiHeaders?: Readonly<Record<string, string>>
  /** The response header with the provider's own id of an exchange, for its support and our log. */
  readonly correlationHeader: string | null
  /** The only hosts whose pages may be opened for a record of this provider. */
  readonly pageHosts: readonly RegExp[]
  readonly rateLimits: RateLimits
  /** Turns an error reply of the API into the app's words, by status and stable codes, never by prose. */
  describeFailure(reply: FailedReply, accountId: AccountId): AppError
  /**
   * Says who signed in. `introspected` is what the introspection endpoint answered, unread JSON; undefined
   * where there is none, where it failed, and for a pasted token: nothing may depend on it.
   */
  identify(session: ProviderSession, introspected?: unknown): Promise<Result<Identity, AppError>>
  /** How its items are loaded and kept true. */
  readonly feeds: ProviderFeeds
  /**
   * So many calls a month are taken to be free where the provider tells nobody how many there are. Half of them
   * spent is worth a warning, and no more: nothing is held back because of it.
   */
  readonly assumedMonthlyCalls?: number
  /**
   * A record's fields as a person reads them, in the order in which they are shown; from what is stored alone.
   * Absent where the record's own names and values say it all.
   */
  describeRecord?(described: DescribedRecord): readonly FieldView[]
  /** Facts that {@link describeRecord} wants to be given. */
  readonly factsForRecords?: readonly string[]
  /** Absent where items have no fields but those of every item. */
  readonly fields?: FieldLists
  /** Absent where there is nothing to count but what every item has. */
  readonly insights?: InsightFields
  /** Absent where the provider has no search of its own. */
  readonly search?: ProviderSearch
  /**
   * What lies inside an item and is fetched when somebody opens it (a page's text, as Markdown). Null for an item
   * that has nothing of the kind.
   */
  content?(
    session: ProviderSession,
    item: Item,
    record: unknown,
  ): Promise<Result<{ readonly text: string; readonly isComplete: boolean } | null, AppError>>
  /** Whether {@link content} may find something in an item; absent where it may in any. Asks nobody. */
  hasContent?(item: Item): boolean
  /** What a load leaves open and opening the item finds out (a parent); null where nothing is to be changed. */
  completeItem?(
    session: ProviderSession,
    item: Item,
    record: unknown,
  ): Promise<Result<LoadedItem | null, AppError>>
  /** The opt-in feed that loads what lies in an item (a table's records); null where there is none. */
  feedInside?(item: Item): FeedName | null
  /** Absent where the provider has no contacts to edit: the screens then offer nothing. */
  readonly contacts?: ContactEditing
}
