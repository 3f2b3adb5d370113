import { createHmac, randomBytes } from 'node:crypto'
import { digest, type ClientKind } from './account.ts'
import type { AirtableBehaviour } from './behaviour.ts'
import { isSame, rememberSecret } from '../secrets.ts'

/** Which bases a person gave to an integration. */
export type BaseChoice = 'all' | readonly string[]
export type Consent = { client: ClientKind; scopes: readonly string[]; bases: BaseChoice }
export type Access = { scopes: readonly string[]; bases: BaseChoice; grantId: string }
export type TokenPair = {
  accessToken: string
  refreshToken: string
  expiresInSeconds: number
  refreshExpiresInSeconds: number
  scopes: readonly string[]
}

type GrantState = { id: string; generation: number; refreshedAtMs: number; revoked: boolean }

/** What must outlive the process. Times in ms since 1970. */
export type GrantsState = { grants: GrantState[]; revokedUntilMs: number; expiredUntilMs: number }

export const NEW_GRANTS: GrantsState = { grants: [], revokedUntilMs: 0, expiredUntilMs: 0 }

export type Grants = {
  /** A sign-in without the page. */
  issue: (consent: Consent) => TokenPair
  /** Undefined for a token that is unknown, altered, expired, superseded or revoked. */
  readAccess: (token: string) => Access | undefined
  /**
   * Exchanges a refresh token for a new pair and kills the old one, access token included.
   * `conflict`: another refresh was just made. `scope`: more was asked for than was granted.
   */
  refresh: (
    client: ClientKind,
    token: string,
    scopes?: readonly string[],
  ) => TokenPair | 'conflict' | 'invalid' | 'scope'
  /** Kills the grant behind an access or refresh token; a token that is none changes nothing. */
  revoke: (client: ClientKind, token: string) => void
  expireAccessTokens: () => void
  /** Every grant made so far is dead, as if the person had removed the integration. */
  revokeEverything: () => void
  readState: () => GrantsState
  /** Remembers a code, so that `issued` can tell it. */
  remember: (secret: string) => string
  /** Codes and tokens of this run, the newest last: what a test looks for where none may be. */
  issued: () => readonly string[]
}

type Claims = {
  kind: 'access' | 'refresh'
  grant: string
  generation: number
  client: ClientKind
  scopes: readonly string[]
  bases: BaseChoice
  issuedAtMs: number
  expiresAtMs: number
}

const ACCESS_SECONDS = 3_600
const REFRESH_SECONDS = 5_184_000
/** How many grants and secrets are remembered, the oldest forgotten first. */
const REMEMBERED = 1_000

/**
 * Tokens carry their grant under a seal, so they need no table; what is kept per grant is which generation of
 * its pairs is alive. Clients must not look inside: "opaque, variable length" (OAuth reference).
 */
export function createGrants(
  seed: number,
  now: () => number,
  behaviour: () => AirtableBehaviour,
  state: GrantsState,
  onChange: () => void,
): Grants {
  const key = digest(`airtable seal ${seed}`)
  const known = new Map(state.grants.map((grant) => [grant.id, { ...grant }]))
  let { revokedUntilMs, expiredUntilMs } = state
  const issued: string[] = []

  const remember = (secret: string): string => {
    issued.push(secret)
    if (issued.length > REMEMBERED) issued.shift()
    return rememberSecret(secret)
  }
  const sealOf = (payload: string): string => createHmac('sha256', key).update(payload).digest('hex')
  const seal = (claims: Claims): string => {
    const nonce = randomBytes(9).toString('base64url')
    const payload = Buffer.from(JSON.stringify({ ...claims, nonce })).toString('base64url')
    return remember(
      `${claims.kind === 'access' ? 'oaa' : 'oar'}${claims.grant}.v1.${payload}.${sealOf(payload)}`,
    )
  }
  const open = (token: string): Claims | undefined => {
    const [, prefix, payload, given] = /^(oaa|oar)[\w-]+\.v1\.([\w-]+)\.([\da-f]+)$/.exec(token) ?? []
    if (payload === undefined || given === undefined || !isSame(given, sealOf(payload))) return undefined
    // The seal matched, so this is our own JSON and nobody else's.
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
    return (claims.kind === 'access') === (prefix === 'oaa') ? claims : undefined
  }
  const grantOf = (claims: Claims): GrantState => {
    const grant = known.get(claims.grant)
    if (grant !== undefined) return grant
    const fresh = { id: claims.grant, generation: claims.generation, refreshedAtMs: 0, revoked: false }
    known.set(claims.grant, fresh)
    for (const oldest of known.keys()) {
      if (known.size <= REMEMBERED) break
      known.delete(oldest)
    }
    return fresh
  }
  const isDead = (claims: Claims): boolean =>
    claims.issuedAtMs <= revokedUntilMs || grantOf(claims).revoked || claims.expiresAtMs <= now()

  const pair = (consent: Consent, grant: string, generation: number): TokenPair => {
    // Later than any revocation, so that a grant made in the same millisecond is not born dead.
    const issuedAtMs = Math.max(now(), revokedUntilMs + 1, expiredUntilMs + 1)
    const claims = { ...consent, grant, generation, issuedAtMs }
    return {
      accessToken: seal({ ...claims, kind: 'access', expiresAtMs: now() + ACCESS_SECONDS * 1000 }),
      refreshToken: seal({ ...claims, kind: 'refresh', expiresAtMs: now() + REFRESH_SECONDS * 1000 }),
      expiresInSeconds: ACCESS_SECONDS,
      refreshExpiresInSeconds: REFRESH_SECONDS,
      scopes: consent.scopes,
    }
  }

  return {
    issue: (consent) => pair(consent, randomBytes(10).toString('hex'), 1),
    readAccess: (token) => {
      const claims = open(token)
      if (claims?.kind !== 'access' || isDead(claims)) return undefined
      if (claims.issuedAtMs <= expiredUntilMs || claims.generation !== grantOf(claims).generation)
        return undefined
      return { scopes: claims.scopes, bases: claims.bases, grantId: claims.grant }
    },
    refresh: (client, token, scopes) => {
      const claims = open(token)
      if (claims?.kind !== 'refresh' || claims.client !== client || isDead(claims)) return 'invalid'
      const grant = grantOf(claims)
      const { refreshConflict, refreshGraceSeconds, reuseRevokes } = behaviour()
      const isRecent = refreshConflict !== 'off' && now() - grant.refreshedAtMs < refreshGraceSeconds * 1000
      if (claims.generation !== grant.generation) {
        if (isRecent && claims.generation === grant.generation - 1) return 'conflict'
        grant.revoked ||= reuseRevokes
        onChange()
        return 'invalid'
      }
      if (isRecent && refreshConflict === 'recent') return 'conflict'
      if (scopes?.some((scope) => !claims.scopes.includes(scope)) === true) return 'scope'
      grant.generation++
      grant.refreshedAtMs = now()
      onChange()
      return pair(
        { client, scopes: scopes ?? claims.scopes, bases: claims.bases },
        claims.grant,
        grant.generation,
      )
    },
    revoke: (client, token) => {
      const claims = open(token)
      if (claims === undefined || claims.client !== client) return
      grantOf(claims).revoked = true
      onChange()
    },
    expireAccessTokens: () => {
      expiredUntilMs = now()
      onChange()
    },
    revokeEverything: () => {
      revokedUntilMs = now()
      onChange()
    },
    readState: () => ({ grants: [...known.values()], revokedUntilMs, expiredUntilMs }),
    remember,
    issued: () => [...issued],
  }
}
