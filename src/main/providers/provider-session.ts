import type { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { Item } from '../../shared/model/item.ts'
import type { LimitStatus, SpentUntil } from '../../shared/model/limit-status.ts'
import type { Result } from '../../shared/result.ts'

/** One call to a provider's API, relative to its base address. The caller encodes nothing. */
export interface ProviderCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path segments, each percent-encoded by the HTTP door: a hostile id cannot climb out (`../`). */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string | readonly string[]>>
  readonly json?: unknown
  /** A POST that changes nothing, such as a search: it may be repeated like a GET. */
  readonly isRead?: boolean
  readonly signal?: AbortSignal
}

/**
 * All that a provider sees of an account: an authorised way to call its API. Never the vault, the clock,
 * the token or the store.
 */
export interface ProviderSession {
  readonly accountId: AccountId
  /** Where the provider shows records to people, as was told at sign-in. */
  readonly uiOrigin: string | null
  readonly externalAccountId: string
  /** Sends the call and parses a 2xx reply; a mismatch with the schema is `unexpected-response`. */
  request<Schema extends z.ZodType>(
    call: ProviderCall,
    schema: Schema,
  ): Promise<Result<z.output<Schema>, AppError>>
  /**
   * The same account for work that nobody waits for. Its calls let the user's go first, leave some of every
   * window to them, and wait for their turn as long as it takes; the user's wait a quarter of a minute at most.
   */
  readonly background: ProviderSession
  /** The provider's clock in epoch ms, as its newest reply told; this computer's before the first one. */
  serverNowMs(): number
  /** The limits that calls of this session have met so far. */
  limits(): readonly LimitStatus[]
  /** Calls of a day or a month that are used up; those that count for them are not sent. */
  quotas(): readonly SpentUntil[]
}

/** An item with the raw JSON behind it and the text that search looks through besides its columns. */
export interface LoadedItem {
  readonly item: Item
  readonly record: unknown
  /** Text by which the item is found besides its own name, addresses and the like; the first 2,000 characters. */
  readonly searchText?: string
}
