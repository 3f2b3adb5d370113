import type { Provider, ProviderSession } from '../providers/provider.ts'

/** What an account is used with: its provider at the addresses that hold, and an authorised way to call it. */
export interface AccountAccess {
  readonly provider: Provider
  readonly session: ProviderSession
}
