import { startSandbox, type Sandbox, type StartOptions } from '../../../sandbox/start-sandbox.ts'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { scopesFor } from '../../../shared/model/provider.ts'
import { createAccountSession } from '../../http/account-session.ts'
import type { Fetch } from '../../http/guarded-fetch.ts'
import type { Logger } from '../../logging/logger.ts'
import { authorizationAddress, createAttempt, type GrantRequest } from '../../oauth/attempt.ts'
import { redeemAnswer } from '../../oauth/redeem-answer.ts'
import type { Client } from '../../oauth/token-endpoint.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import { endpointsFileSchema, withEndpoints } from '../endpoints.ts'
import type { Provider, ProviderSession } from '../provider.ts'
import { approve } from './approve.ts'

/** A provider at some service, signed in. */
export interface SignedIn {
  readonly session: ProviderSession
  readonly grant: TokenSet
  readonly client: Client
  readonly authorizationUrl: URL
}

export interface ProviderInSandbox extends SignedIn {
  readonly sandbox: Sandbox
  /** At the sandbox's addresses. */
  readonly provider: Provider
}

const accountId = accountIdSchema.parse('account-1')
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/** Starts a sandbox and signs in at its service of the same id; whoever calls closes the sandbox. */
export async function startProviderInSandbox(
  own: Provider,
  options: StartOptions,
  send: Fetch,
): Promise<ProviderInSandbox> {
  const sandbox = await startSandbox(options)
  // As another process would get it: printed and read again.
  const file = endpointsFileSchema.parse(JSON.parse(JSON.stringify(sandbox.endpoints)))
  const endpoints = file[own.descriptor.id]
  if (endpoints === undefined) throw new Error(`The sandbox does not serve ${own.descriptor.id}`)
  const provider = withEndpoints(own, endpoints)
  return { ...(await signInBy(provider, endpoints, send)), sandbox, provider }
}

/** Signs in with the app's own protocol code, as far as that goes without a window. */
export async function signInBy(provider: Provider, client: Client, send: Fetch): Promise<SignedIn> {
  const { oauth, descriptor } = provider
  const { redirectUris, access } = descriptor
  const attempt = createAttempt(oauth)
  attempt.redirectUri = redirectUris[0] ?? null
  const request: GrantRequest = {
    providerId: descriptor.id,
    oauth,
    client: { ...client, redirectUris },
    scopes: scopesFor(descriptor, access[0] ?? 'read'),
  }
  const authorizationUrl = await authorizationAddress(request, attempt)
  const answer = await approve(authorizationUrl, send)
  const grant = await redeemAnswer(request, attempt, answer, { fetch: send, now: Date.now })
  if (!grant.ok) throw new Error(`The sign-in failed: ${JSON.stringify(grant.error)}`)
  return { session: sessionOn(provider, grant.value, send), grant: grant.value, client, authorizationUrl }
}

/** A session with nothing but an access token. It never waits: its clock leaps instead. */
function sessionOn(provider: Provider, { accessToken }: TokenSet, send: Fetch): ProviderSession {
  let leaptMs = 0
  return createAccountSession(
    provider,
    { id: accountId, externalId: 'external-1', uiOrigin: null, timeZone: null },
    {
      fetch: send,
      tokens: {
        current: () => Promise.resolve({ ok: true, value: accessToken }),
        renew: () => Promise.resolve({ ok: false, error: { kind: 'reconnect-required', accountId } }),
      },
      logger: silent,
      now: Date.now,
      wait: async (ms) => {
        leaptMs += ms
      },
      clockMs: () => performance.now() + leaptMs,
      isWorkingOffline: () => false,
      onReachability: () => undefined,
    },
  )
}
