import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  Provider as AuthorizationServer,
  type AccessToken,
  type ClientAuthMethod,
  type ClientMetadata,
  type JWK,
} from 'oidc-provider'
import { answerInteraction } from './oidc-page.ts'

/** How a client proves itself at the token endpoint; `none` is one that was registered without a secret. */
export type ClientKind = 'body' | 'basic' | 'none'

export interface OidcServer {
  readonly origin: string
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly revocationEndpoint: string
  readonly client: (kind: ClientKind) => { clientId: string; clientSecret: string | null }
  /** The scopes behind an access token that is good now, and whose it is; null for any other text. */
  readonly access: (token: string) => Promise<{ person: string; scopes: readonly string[] } | null>
  /** Access and refresh tokens that are good now. */
  readonly liveTokens: () => Promise<readonly string[]>
  /** Forgets every access token so far, as if its time were over. */
  readonly expireAccessTokens: () => Promise<void>
  /** The parameters of every request to the token endpoint, the newest last. */
  readonly tokenRequests: readonly Readonly<Record<string, unknown>>[]
  /** Every code, token, verifier and client secret of this run: what must be found nowhere. */
  readonly secrets: () => readonly string[]
  readonly close: () => Promise<void>
}

const clientKinds = ['body', 'basic', 'none'] as const
const authenticationOf: Readonly<Record<ClientKind, ClientAuthMethod>> = {
  body: 'client_secret_post',
  basic: 'client_secret_basic',
  none: 'none',
}

/**
 * A certified authorization server (the package oidc-provider) on loopback, as strict as it can be: PKCE with S256
 * for every client, exact redirect addresses, refresh tokens that work once, and the whole grant revoked when one
 * comes back. It shares no code with the app and none with the sandbox, hence no misunderstanding either.
 */
export async function startOidcServer(redirectUris: readonly string[]): Promise<OidcServer> {
  const http = createServer()
  http.listen(0, 'localhost')
  await once(http, 'listening')
  const origin = `http://localhost:${(http.address() as AddressInfo).port}`
  const clientSecret = randomBytes(24).toString('base64url')
  const secrets = new Set([clientSecret])
  const tokenRequests: Readonly<Record<string, unknown>>[] = []
  const accessTokens: AccessToken[] = []

  const client = (kind: ClientKind) => ({
    clientId: `harbour-${kind}`,
    clientSecret: kind === 'none' ? null : clientSecret,
  })
  const register = (kind: ClientKind): ClientMetadata => ({
    client_id: client(kind).clientId,
    ...(kind === 'none' ? {} : { client_secret: clientSecret }),
    token_endpoint_auth_method: authenticationOf[kind],
    redirect_uris: [...redirectUris],
    response_types: ['code'],
    grant_types: ['authorization_code', 'refresh_token'],
  })

  const server = new AuthorizationServer(origin, {
    clients: clientKinds.map(register),
    scopes: ['harbour.read', 'harbour.write'],
    pkce: { required: () => true },
    // Without the scope `offline_access`, which belongs to OpenID Connect.
    issueRefreshToken: async (_ctx, asking) => asking.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    ttl: { AccessToken: 3_600, RefreshToken: 86_400, Grant: 86_400, Interaction: 600, Session: 600 },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, asking, token) => token.clientId === asking.clientId,
      },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    jwks: { keys: [signingKey()] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    findAccount: async (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  })
  server.on('authorization_code.saved', ({ jti }) => secrets.add(jti))
  server.on('refresh_token.saved', ({ jti }) => secrets.add(jti))
  server.on('access_token.saved', (token) => {
    secrets.add(token.jti)
    accessTokens.push(token)
  })
  server.use(async (ctx, next) => {
    await next()
    if (ctx.path !== '/token') return
    const parameters: Readonly<Record<string, unknown>> = { ...ctx.oidc.body }
    tokenRequests.push(parameters)
    if (typeof parameters['code_verifier'] === 'string') secrets.add(parameters['code_verifier'])
  })

  const answer = server.callback()
  http.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void answer(request, response)
    // Without its cookie an interaction is nobody's.
    answerInteraction(server, request, response).catch(() =>
      response.writeHead(400).end('This page is over.'),
    )
  })

  return {
    origin,
    authorizationEndpoint: `${origin}/auth`,
    tokenEndpoint: `${origin}/token`,
    revocationEndpoint: `${origin}/token/revocation`,
    client,
    access: async (text) => {
      const token = await server.AccessToken.find(text)
      return token === undefined ? null : { person: token.accountId, scopes: [...token.scopes] }
    },
    liveTokens: async () => {
      const found = [...secrets].map(async (text) => {
        const isLive = (await server.AccessToken.find(text)) ?? (await server.RefreshToken.find(text))
        return isLive === undefined ? [] : [text]
      })
      return (await Promise.all(found)).flat()
    },
    expireAccessTokens: async () => {
      for (const token of accessTokens.splice(0)) await token.destroy()
    },
    tokenRequests,
    secrets: () => [...secrets],
    close: async () => {
      http.closeAllConnections()
      http.close()
      await once(http, 'close')
    },
  }
}

function signingKey(): JWK {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'key-1' }
}
