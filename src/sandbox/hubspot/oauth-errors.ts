import { randomUUID } from 'node:crypto'
import { jsonReply, type SandboxReply } from '../exchange.ts'
import type { HubSpotBehaviour } from './behaviour.ts'

type Words = {
  /** OAuth's code (RFC 6749, 5.2). */
  error: string
  /** HubSpot's own. */
  status: string
  message: string
  /** Where the answers before the change of 2026 said something else. */
  older?: { status?: string; message?: string }
}

const PROBLEMS = {
  'grant-type': {
    error: 'unsupported_grant_type',
    status: 'BAD_GRANT_TYPE',
    message: 'missing or unknown grant type',
  },
  'client-id': { error: 'invalid_client', status: 'BAD_CLIENT_ID', message: 'missing or unknown client id' },
  'client-secret': {
    error: 'invalid_client',
    status: 'BAD_CLIENT_SECRET',
    message: 'missing or invalid client secret',
  },
  code: { error: 'invalid_grant', status: 'BAD_AUTH_CODE', message: 'missing or unknown auth code' },
  'code-expired': {
    error: 'invalid_grant',
    status: 'BAD_AUTH_CODE',
    message: 'missing or unknown auth code',
    older: { status: 'EXPIRED_AUTH_CODE', message: 'auth code is expired' },
  },
  verifier: {
    error: 'invalid_grant',
    status: 'BAD_AUTH_CODE',
    message: 'code_verifier does not match the code challenge',
  },
  'redirect-uri': {
    error: 'invalid_grant',
    status: 'BAD_REDIRECT_URI',
    message: 'missing or invalid redirect uri',
  },
  'redirect-uri-other': {
    error: 'invalid_grant',
    status: 'BAD_REDIRECT_URI',
    message: 'redirect_uri does not match initial authorization',
  },
  'refresh-token': {
    error: 'invalid_grant',
    status: 'BAD_REFRESH_TOKEN',
    message: 'refresh token is invalid, expired or revoked',
    older: { message: 'missing or invalid refresh token' },
  },
  scopes: { error: 'invalid_scope', status: 'BAD_SCOPES', message: 'missing or invalid scopes' },
  hub: { error: 'access_denied', status: 'BAD_HUB', message: 'missing or unknown hub id' },
} as const satisfies Record<string, Words>

export type OAuthProblem = keyof typeof PROBLEMS

/**
 * A refusal of the token endpoints, always with status 400. It speaks both vocabularies at once: OAuth's
 * `error`, and HubSpot's own `status` (HubSpot's changelog on standardised OAuth errors); or HubSpot's alone,
 * as all answers did before.
 */
export function refuseOAuth(
  problem: OAuthProblem,
  vocabulary: HubSpotBehaviour['oauthErrors'],
): SandboxReply {
  const words: Words = PROBLEMS[problem]
  const { error, status, message, older } = words
  const correlationId = randomUUID()
  const body =
    vocabulary === 'older'
      ? { status, message, ...older, correlationId }
      : { error, error_description: message, status, message, correlationId }
  return jsonReply(400, body, { 'x-hubspot-correlation-id': correlationId })
}
