import type { AppError } from '../../shared/errors.ts'
import type { Account, AccountId } from '../../shared/model/account.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import { err, type Result } from '../../shared/result.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import type { ProviderDirectory } from '../workspaces/provider-directory.ts'
import { keepAccount, type KeepPorts } from './keep-account.ts'

export interface PastedToken {
  readonly providerId: ProviderId
  readonly accountId: AccountId | null
  readonly token: string
}

export interface PastePorts extends KeepPorts {
  readonly directory: ProviderDirectory
  readonly secrets: KnownSecrets
}

/** Visible ASCII (RFC 6750, 2.1): anything else could not be sent in a header. */
const sendable = /^[\x21-\x7e]+$/

/**
 * Connects with a token that the user made at the provider. Nobody says how long it lives, and it cannot be
 * refreshed: once it is refused, the account asks for another one.
 */
export async function connectWithToken(
  ports: PastePorts,
  { providerId, accountId, token: pasted }: PastedToken,
): Promise<Result<Account, AppError>> {
  const token = pasted.trim()
  // Before anything that might be logged happens with it.
  for (const secret of [token, pasted]) ports.secrets.remember(secret)
  const refused = err({ kind: 'token-refused', providerId } as const)
  if (!sendable.test(token)) return refused
  const placed = await ports.directory.find(providerId)
  if (!placed.ok) return placed
  const { provider } = placed.value
  if (!provider.descriptor.capabilities.pastedToken) {
    return err({ kind: 'invalid-request', detail: 'this provider takes no token' })
  }
  if (accountId !== null) {
    const expected = await ports.records.get(accountId)
    if (!expected.ok) return expected
  }
  const kept = await keepAccount(ports, provider, {
    providerId,
    accountId,
    access: 'write',
    source: 'pasted-token',
    grant: {
      accessToken: token,
      refreshToken: null,
      obtainedAtMs: ports.now(),
      expiresAtMs: null,
      scopes: [],
    },
    introspected: undefined,
  })
  // 401 and 403, to the very first question.
  const isRefusal = !kept.ok && ['reconnect-required', 'missing-permission'].includes(kept.error.kind)
  return isRefusal ? refused : kept
}
