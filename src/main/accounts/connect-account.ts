import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type Account, type AccountId } from '../../shared/model/account.ts'
import { scopesFor, type ScopeRequest } from '../../shared/model/provider.ts'
import type { SignInRequest } from '../../shared/model/sign-in.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import type { Identity, Provider, ProviderSession } from '../providers/provider.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import type { AccountRecords } from './account-records.ts'
import type { ClientCredentials } from '../clients/client-credentials.ts'

export interface ConnectPorts {
  readonly records: AccountRecords
  readonly directory: ProviderDirectory
  /** Takes the user through the provider's page; one attempt at a time, a new one ends the old. */
  readonly signIn: (
    provider: Provider,
    client: ClientCredentials,
    scopes: ScopeRequest,
  ) => Promise<Result<TokenSet, AppError>>
  /** What the provider says about the token, as far as it has an endpoint for that; undefined otherwise. */
  readonly introspect: (provider: Provider, client: ClientCredentials, grant: TokenSet) => Promise<unknown>
  /** A session on a grant that is not stored yet. */
  readonly sessionOnGrant: (provider: Provider, accountId: AccountId, grant: TokenSet) => ProviderSession
  /** False once the user gave up, or went to another workspace: then nothing is kept. */
  readonly isWanted: () => boolean
  readonly now: () => number
  readonly onConnected: (account: Account) => void
}

/**
 * Signs in and keeps the account. The grant is stored before anything uses it a second time; a login that
 * is already connected gets the new grant instead of a second account. With `accountId` the login must be
 * that account's: another one changes nothing (`wrong-account`).
 */
export async function connectAccount(
  ports: ConnectPorts,
  request: SignInRequest,
): Promise<Result<Account, AppError>> {
  const placed = await ports.directory.find(request.providerId)
  if (!placed.ok) return placed
  const { provider, givenClient } = placed.value
  const client = givenClient === null ? await ports.records.readClient(request.providerId) : ok(givenClient)
  if (!client.ok) return client
  if (client.value === null) return err({ kind: 'client-not-configured', providerId: request.providerId })

  const scopes = request.scopes ?? scopesFor(provider.descriptor, request.access)
  const grant = await ports.signIn(provider, client.value, scopes)
  if (!grant.ok) return grant

  const newId = accountIdSchema.parse(randomUUID())
  const introspected = await ports.introspect(provider, client.value, grant.value)
  const identity = await provider.identify(ports.sessionOnGrant(provider, newId, grant.value), introspected)
  if (!identity.ok) return identity

  const known = await ports.records.list()
  if (!known.ok) return known
  const expected = known.value.find(({ id }) => id === request.accountId)
  if (expected !== undefined && expected.externalId !== identity.value.externalId) {
    return err({ kind: 'wrong-account', expected: expected.label, actual: identity.value.label })
  }
  const same = known.value.find(
    ({ providerId, externalId }) =>
      providerId === request.providerId && externalId === identity.value.externalId,
  )
  if (!ports.isWanted()) return err({ kind: 'sign-in-cancelled' })
  const account = describe(request, same?.id ?? newId, identity.value, grant.value, ports.now())

  // The grant first: an account without one would ask for a reconnect right after the sign-in.
  const grantWritten = await ports.records.writeGrant(account, grant.value)
  if (!grantWritten.ok) return grantWritten
  const written = await ports.records.put(account)
  if (!written.ok) return written
  ports.onConnected(account)
  return ok(account)
}

function describe(
  { providerId, access }: Pick<SignInRequest, 'providerId' | 'access'>,
  id: AccountId,
  identity: Identity,
  grant: TokenSet,
  nowMs: number,
): Account {
  return {
    id,
    providerId,
    label: identity.label,
    externalId: identity.externalId,
    status: 'connected',
    scopes: [...grant.scopes],
    access,
    source: 'sign-in',
    uiOrigin: identity.uiOrigin,
    connectedAtMs: nowMs,
  }
}
