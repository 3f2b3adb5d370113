import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import { scopesFor, type ScopeRequest } from '../../shared/model/provider.ts'
import type { SignInChoice, SignInRequest } from '../../shared/model/sign-in.ts'
import { err, type Result } from '../../shared/result.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'
import { withOwnAuthorization } from '../clients/own-authorization.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { Provider } from '../providers/provider.ts'
import { keepAccount, type KeepPorts } from './keep-account.ts'
import type { UsableProvider } from './usable-provider.ts'

export interface ConnectPorts extends KeepPorts {
  readonly provider: (providerId: SignInRequest['providerId']) => Promise<Result<UsableProvider, AppError>>
  /** Takes the user through the provider's page; one attempt at a time, a new one ends the old. */
  readonly signIn: (
    provider: Provider,
    client: ClientCredentials,
    scopes: ScopeRequest,
  ) => Promise<Result<TokenSet, AppError>>
  /** What the provider says about a new token; undefined where nothing was asked or it failed. */
  readonly introspect: (provider: Provider, client: ClientCredentials, grant: TokenSet) => Promise<unknown>
  readonly onChoiceNotKept: (error: AppError) => void
}

/** Signs in and keeps the account; see {@link keepAccount}. */
export async function connectAccount(
  ports: ConnectPorts,
  request: SignInRequest,
): Promise<Result<Account, AppError>> {
  const usable = await ports.provider(request.providerId)
  if (!usable.ok) return usable
  const { provider, client } = usable.value
  if (request.accountId !== null) {
    const expected = await ports.records.get(request.accountId)
    if (!expected.ok) return expected
  }
  await rememberChoice(ports, request)
  // A workspace was opened, or the sign-in given up, while the vault was asked.
  if (!ports.isWanted()) return err({ kind: 'sign-in-cancelled' })

  const scopes = request.scopes ?? scopesFor(provider.descriptor, request.access)
  const grant = await ports.signIn(withOwnAuthorization(provider, client), client, scopes)
  if (!grant.ok) return grant
  return keepAccount(ports, provider, {
    providerId: request.providerId,
    accountId: request.accountId,
    access: request.access,
    source: 'sign-in',
    grant: grant.value,
    introspected: await ports.introspect(provider, client, grant.value),
  })
}

/** Proposed at the next sign-in. The list of the other access stays as it was edited. */
async function rememberChoice(ports: ConnectPorts, request: SignInRequest): Promise<void> {
  const { providerId, access, scopes } = request
  const before = await ports.records.readChoice(providerId)
  const edited = before.ok && before.value !== null ? before.value.scopes : { read: null, write: null }
  const choice: SignInChoice = { access, scopes: { ...edited, [access]: scopes } }
  const written = await ports.records.writeChoice(providerId, choice)
  if (!written.ok) ports.onChoiceNotKept(written.error)
}
