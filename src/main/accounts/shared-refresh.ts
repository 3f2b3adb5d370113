import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import type { TokenSet } from '../oauth/token-set.ts'

/** What other devices have to do with the refresh of a grant. */
export interface SharedRefresh {
  /** Asked before a refresh of the grant that is stored here. */
  begin(accountId: AccountId, grant: TokenSet): Promise<Beginning>
  /** The app with which a shared grant is refreshed: tokens belong to the app that they were given to. Null for the user's own. */
  client(accountId: AccountId): Promise<ClientCredentials | null>
}

export type Beginning =
  | { readonly kind: 'refused'; readonly error: AppError }
  /** Another device was there before: this is the grant of now. */
  | { readonly kind: 'newer'; readonly grant: TokenSet }
  | ({ readonly kind: 'go' } & RefreshTurn)

/** Permission to refresh. Every turn ends with one of the last two. */
export interface RefreshTurn {
  /** Right before the request: false when the turn was lost, and nothing may be sent. */
  announce(): Promise<boolean>
  /** The new grant is stored here; the others are given it as soon as they can be, which nobody waits for. */
  refreshed(grant: TokenSet): void
  /**
   * It brought no grant. `isUnknown`: nobody knows whether the provider gave one. Answers the grant of another device that
   * got further meanwhile, or null.
   */
  failed(isUnknown: boolean): Promise<TokenSet | null>
}

/** Of a grant that is this device's own. */
export const alone: Beginning = {
  kind: 'go',
  announce: () => Promise.resolve(true),
  refreshed: () => undefined,
  failed: () => Promise.resolve(null),
}
