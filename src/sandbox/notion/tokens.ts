import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { jsonReply, type SandboxReply, type SandboxRequest } from '../exchange.ts'
import { isSame } from '../secrets.ts'
import type { NotionBehaviour } from './behaviour.ts'
import { errorReply, oauthError } from './errors.ts'
import type { Grants, TokenPair } from './grants.ts'
import { readBodyAs } from './request-body.ts'
import { showPerson, type Users } from './users.ts'
import { WORKSPACE, type NotionApp } from './workspace.ts'

export type TokenOptions = {
  app: NotionApp
  grants: Grants
  users: Users
  behaviour: () => NotionBehaviour
  now: () => number
}

const tokenSchema = z.object({
  grant_type: z.string(),
  code: z.string().optional(),
  redirect_uri: z.string().optional(),
  refresh_token: z.string().optional(),
})
const oneTokenSchema = z.object({ token: z.string() })

/** The redirect addresses that are registered at present. */
export function registeredUris(app: NotionApp, { registered }: NotionBehaviour): readonly string[] {
  return registered === 'one' ? app.redirectUris.slice(0, 1) : app.redirectUris
}

/**
 * The token endpoint and its two companions: JSON bodies, and the client in a Basic header (Notion's
 * authorization guide). None of them asks for a version.
 */
export function createTokenEndpoints(
  options: TokenOptions,
): Record<'token' | 'introspect' | 'revoke', (request: SandboxRequest) => SandboxReply> {
  const { app, grants } = options
  const withClient =
    <Schema extends z.ZodType>(schema: Schema, answer: (body: z.output<Schema>) => SandboxReply) =>
    (request: SandboxRequest): SandboxReply => {
      // Seen live without a description (better-auth/better-auth#3068).
      if (!isClient(app, request.headers.authorization)) return oauthError(401, 'invalid_client')
      const read = readBodyAs(schema, request)
      return 'refused' in read ? read.refused : answer(read.value)
    }

  return {
    token: withClient(tokenSchema, (body) => {
      if (body.grant_type === 'authorization_code') return exchange(options, body)
      if (body.grant_type === 'refresh_token') return refresh(options, body.refresh_token ?? '')
      return oauthError(400, 'unsupported_grant_type', 'The grant type is not supported.')
    }),
    introspect: withClient(oneTokenSchema, ({ token }) => {
      const claims = grants.read(token)
      const isActive = claims !== undefined && grants.isAlive(token)
      return jsonReply(200, {
        active: isActive,
        ...(isActive ? { scope: 'read_content', iat: Math.floor(claims.issuedAtMs / 1000) } : {}),
        request_id: randomUUID(),
      })
    }),
    revoke: withClient(oneTokenSchema, ({ token }) => {
      const claims = grants.read(token)
      if (claims !== undefined) {
        grants.killAccess(claims.pair)
        grants.spend(claims.pair)
      }
      return jsonReply(200, { request_id: randomUUID() })
    }),
  }
}

function exchange(
  options: TokenOptions,
  body: { code?: string | undefined; redirect_uri?: string | undefined },
): SandboxReply {
  const { app, grants, behaviour, now } = options
  const code = grants.findCode(body.code ?? '')
  if (code === undefined || code.used || code.expiresAtMs <= now()) {
    return refuseGrant(behaviour(), 'Invalid code: it is unknown, was used before, or has expired.')
  }
  // Spent by the attempt, so that nobody who holds the code alone can go on guessing the rest.
  code.used = true
  // Needed if the link had one, or if several are registered; not allowed otherwise (Notion's reference, "Create a token").
  const isNeeded = code.redirectUri !== undefined || registeredUris(app, behaviour()).length > 1
  if (isNeeded ? body.redirect_uri !== code.redirectUri : body.redirect_uri !== undefined) {
    return refuseGrant(behaviour(), 'Missing or invalid redirect_uri.')
  }
  if (behaviour().oldPair === 'dead') grants.revokeEverything()
  return tokenReply(options, grants.issuePair())
}

function refresh(options: TokenOptions, refreshToken: string): SandboxReply {
  const { grants, behaviour } = options
  const claims = grants.read(refreshToken)
  if (claims?.kind !== 'refresh' || !grants.isAlive(refreshToken)) {
    return refuseGrant(behaviour(), 'Invalid refresh token.')
  }
  // Without a new one, the old one stays good: there would be no way on.
  if (behaviour().refreshToken === 'rotated') grants.spend(claims.pair)
  if (behaviour().refreshKillsAccess) grants.killAccess(claims.pair)
  return tokenReply(options, grants.issuePair())
}

function tokenReply(
  { grants, users, behaviour }: TokenOptions,
  { accessToken, refreshToken, pair }: TokenPair,
): SandboxReply {
  const { refreshToken: handsOut, capabilities } = behaviour()
  if (handsOut === 'null') grants.spend(pair)
  return jsonReply(
    200,
    {
      access_token: accessToken,
      token_type: 'bearer',
      refresh_token: handsOut === 'null' ? null : refreshToken,
      bot_id: users.bot.id,
      workspace_icon: WORKSPACE.icon,
      workspace_name: WORKSPACE.name,
      workspace_id: WORKSPACE.id,
      owner: { type: 'user', user: showPerson(users.owner, capabilities.includes('read_user_emails')) },
      duplicated_template_id: null,
      request_id: randomUUID(),
    },
    { 'cache-control': 'no-store' },
  )
}

/** `invalid_grant` exists in both shapes: as OAuth's error, and in the table of Notion's own codes. */
function refuseGrant({ grantErrors }: NotionBehaviour, message: string): SandboxReply {
  return grantErrors === 'oauth'
    ? oauthError(400, 'invalid_grant', message)
    : errorReply(400, 'invalid_grant', message)
}

function isClient(app: NotionApp, header: string | undefined): boolean {
  const [, encoded = ''] = /^Basic +([\w+/=-]+)$/i.exec(header ?? '') ?? []
  return isSame(Buffer.from(encoded, 'base64').toString(), `${app.clientId}:${app.clientSecret}`)
}
