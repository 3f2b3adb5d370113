import { createHash, randomBytes } from 'node:crypto'
import { startSandbox, type Sandbox } from '../../../sandbox/start-sandbox.ts'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { scopesFor } from '../../../shared/model/provider.ts'
import { createAccountSession } from '../../http/account-session.ts'
import type { Fetch } from '../../http/guarded-fetch.ts'
import type { Logger } from '../../logging/logger.ts'
import { readTokenReply, type TokenSet } from '../../oauth/token-set.ts'
import { endpointsFileSchema, withEndpoints, type ProviderEndpoints } from '../endpoints.ts'
import type { Provider, ProviderSession } from '../provider.ts'

/** A provider at the sandbox's service of the same id, signed in. */
export interface ProviderInSandbox {
  readonly sandbox: Sandbox
  readonly provider: Provider
  readonly session: ProviderSession
  /** What the token endpoint answered, made to conform. */
  readonly tokenReply: unknown
  readonly grant: TokenSet
  readonly authorizationUrl: URL
}

const accountId = accountIdSchema.parse('account-1')
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} }

/** Starts a sandbox with these many records and signs in; whoever calls closes the sandbox. */
export async function startProviderInSandbox(
  own: Provider,
  counts: { contacts: number; companies: number; deals: number },
  send: Fetch,
): Promise<ProviderInSandbox> {
  const sandbox = await startSandbox(counts)
  // As another process would get it: printed and read again.
  const file = endpointsFileSchema.parse(JSON.parse(JSON.stringify(sandbox.endpoints)))
  const endpoints = file[own.descriptor.id]
  if (endpoints === undefined) throw new Error(`The sandbox does not serve ${own.descriptor.id}`)
  const provider = withEndpoints(own, endpoints)
  const { tokenReply, authorizationUrl } = await signIn(provider, endpoints, send)
  const grant = readTokenReply(tokenReply, { refreshToken: null, scopes: [] }, Date.now())
  if (!grant.ok) throw new Error(`The sign-in failed: ${JSON.stringify(grant.error)}`)
  const session = createAccountSession(
    provider,
    { id: accountId, externalId: 'external-1', uiOrigin: null },
    {
      fetch: send,
      tokens: {
        current: () => Promise.resolve({ ok: true, value: grant.value.accessToken }),
        renew: () => Promise.resolve({ ok: false, error: { kind: 'reconnect-required', accountId } }),
      },
      logger: silent,
      now: Date.now,
      wait: () => Promise.resolve(),
      isWorkingOffline: () => false,
      onReachability: () => undefined,
    },
  )
  return { sandbox, provider, session, tokenReply, grant: grant.value, authorizationUrl }
}

/** Through the sandbox's own pages, with nothing but what the provider describes. */
async function signIn(
  { oauth, descriptor }: Provider,
  { clientId, clientSecret }: ProviderEndpoints,
  send: Fetch,
): Promise<{ tokenReply: unknown; authorizationUrl: URL }> {
  const redirectUri = descriptor.redirectUris[0] ?? ''
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const authorizationUrl = new URL(oauth.authorizationEndpoint)
  authorizationUrl.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: scopesFor(descriptor, 'write').required.join(' '),
    state: randomBytes(32).toString('base64url'),
    ...oauth.authorizationParameters,
    ...(oauth.pkce !== 'none' ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
  }).toString()

  const page = await (await send(authorizationUrl.href)).text()
  const consent = /name="consent" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const approved = await send(oauth.authorizationEndpoint, {
    method: 'POST',
    body: new URLSearchParams({ consent, decision: 'approve' }),
    redirect: 'manual',
  })
  const code = new URL(approved.headers.get('location') ?? '').searchParams.get('code') ?? ''

  const isInBody = oauth.clientAuthentication === 'body'
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const reply = await send(oauth.tokenEndpoint, {
    method: 'POST',
    headers: isInBody ? {} : { authorization: `Basic ${basic}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...(oauth.pkce !== 'none' ? { code_verifier: verifier } : {}),
      ...(isInBody ? { client_id: clientId, client_secret: clientSecret } : {}),
    }),
  })
  return { tokenReply: oauth.conformTokenReply(await reply.json()), authorizationUrl }
}
