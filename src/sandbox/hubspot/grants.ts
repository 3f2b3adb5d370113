import { createHmac, randomBytes } from 'node:crypto'
import { isSame, rememberSecret } from '../secrets.ts'
import { PORTAL, type AppRegistration } from './portal.ts'

export type AccessToken = { scopes: readonly string[]; expiresAtMs: number }

export type PendingCode = {
  redirectUri: string
  scopes: readonly string[]
  /** The S256 challenge, when the sign-in sent one. */
  challenge: string | undefined
  expiresAtMs: number
  used: boolean
}

/** What must outlive the process, so that a revoked grant stays revoked. Times in ms since 1970. */
export type GrantsState = { revoked: string[]; revokedUntilMs: number; expiredUntilMs: number }

export const NEW_GRANTS: GrantsState = { revoked: [], revokedUntilMs: 0, expiredUntilMs: 0 }

export type Grants = {
  /** A code that is good once, for ten minutes. */
  issueCode: (sign: Pick<PendingCode, 'redirectUri' | 'scopes' | 'challenge'>) => string
  findCode: (code: string) => PendingCode | undefined
  issueRefreshToken: (scopes: readonly string[]) => string
  /** The scopes behind a refresh token; undefined for one that is unknown, altered or revoked. */
  readRefreshToken: (token: string) => readonly string[] | undefined
  revokeRefreshToken: (token: string) => void
  issueAccessToken: (scopes: readonly string[]) => { token: string; expiresInSeconds: number }
  /** Also knows tokens that have expired; undefined for one that is unknown or altered. */
  readAccessToken: (token: string) => AccessToken | undefined
  /** Lets every access token issued so far be expired. */
  expireAccessTokens: () => void
  /** Kills every refresh token issued so far, as an uninstalled app would see it. */
  revokeEverything: () => void
  readState: () => GrantsState
  /** Codes and tokens of this run, the newest last: what a test looks for where none may be. */
  issued: () => readonly string[]
}

type Claims = { kind: 'access' | 'refresh'; issuedAtMs: number; expiresAtMs: number; scopes: string[] }

const CODE_LIFE_MS = 10 * 60_000
/** How many unused codes are remembered, the oldest forgotten first. */
const REMEMBERED_CODES = 1_000
/** How many issued secrets are remembered, the oldest forgotten first. */
const REMEMBERED_SECRETS = 100

/**
 * Stands in every code and token, so that a search through files, logs and memory for this text alone finds
 * any of them, whichever run issued it.
 */
export const SECRET_MARK = 'SandboxSecret'

/**
 * Keeps codes and tokens. A token carries its scopes and times under a seal made from the client secret, so
 * it needs no table and works again when a sandbox with the same credentials is started anew, as tokens of a
 * service that never ends would. Clients must not look inside.
 */
export function createGrants(
  app: AppRegistration,
  tokenTtlSeconds: number,
  now: () => number,
  state: GrantsState,
  onChange: () => void,
): Grants {
  const codes = new Map<string, PendingCode>()
  const revoked = new Set(state.revoked)
  let { revokedUntilMs, expiredUntilMs } = state
  const issued: string[] = []
  const remember = (secret: string): string => {
    issued.push(secret)
    if (issued.length > REMEMBERED_SECRETS) issued.shift()
    return rememberSecret(secret)
  }

  const sealOf = (payload: string): string =>
    createHmac('sha256', app.clientSecret).update(payload).digest('base64url')
  const issue = (claims: Claims): string => {
    const content = JSON.stringify({ ...claims, nonce: randomBytes(9).toString('base64url') })
    const payload = Buffer.from(content).toString('base64url')
    return `${SECRET_MARK}.${payload}.${sealOf(payload)}`
  }
  const read = (kind: Claims['kind'], token: string): Claims | undefined => {
    const [mark, payload, seal, more] = token.split('.')
    if (mark !== SECRET_MARK || payload === undefined || seal === undefined || more !== undefined)
      return undefined
    if (!isSame(seal, sealOf(payload))) return undefined
    // The seal matched, so this is our own JSON and nobody else's.
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims
    return claims.kind === kind ? claims : undefined
  }

  return {
    issueCode: (sign) => {
      const code = `${PORTAL.hublet}-${SECRET_MARK}-${randomBytes(24).toString('base64url')}`
      codes.set(code, { ...sign, expiresAtMs: now() + CODE_LIFE_MS, used: false })
      for (const oldest of codes.keys()) {
        if (codes.size <= REMEMBERED_CODES) break
        codes.delete(oldest)
      }
      return remember(code)
    },
    findCode: (code) => codes.get(code),
    issueRefreshToken: (scopes) => {
      // Later than any revocation, so that a grant made in the same millisecond is not born dead.
      const issuedAtMs = Math.max(now(), revokedUntilMs + 1)
      const token = issue({ kind: 'refresh', issuedAtMs, expiresAtMs: 0, scopes: [...scopes] })
      return remember(`${PORTAL.hublet}-${token}`)
    },
    readRefreshToken: (token) => {
      if (!token.startsWith(`${PORTAL.hublet}-`) || revoked.has(token)) return undefined
      const claims = read('refresh', token.slice(PORTAL.hublet.length + 1))
      return claims === undefined || claims.issuedAtMs <= revokedUntilMs ? undefined : claims.scopes
    },
    revokeRefreshToken: (token) => {
      if (read('refresh', token.slice(PORTAL.hublet.length + 1)) === undefined) return
      revoked.add(token)
      onChange()
    },
    issueAccessToken: (scopes) => {
      const issuedAtMs = Math.max(now(), expiredUntilMs + 1)
      const expiresAtMs = issuedAtMs + tokenTtlSeconds * 1000
      const token = issue({ kind: 'access', issuedAtMs, expiresAtMs, scopes: [...scopes] })
      return { token: remember(token), expiresInSeconds: tokenTtlSeconds }
    },
    readAccessToken: (token) => {
      const claims = read('access', token)
      if (claims === undefined) return undefined
      const isCut = claims.issuedAtMs <= expiredUntilMs
      return {
        scopes: claims.scopes,
        expiresAtMs: isCut ? Math.min(claims.expiresAtMs, expiredUntilMs) : claims.expiresAtMs,
      }
    },
    expireAccessTokens: () => {
      expiredUntilMs = now()
      onChange()
    },
    revokeEverything: () => {
      revokedUntilMs = now()
      onChange()
    },
    readState: () => ({ revoked: [...revoked], revokedUntilMs, expiredUntilMs }),
    issued: () => [...issued],
  }
}
