import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { isSame, rememberSecret } from '../secrets.ts'

/** A sign-in that was allowed and waits for its code to be exchanged. */
type PendingCode = {
  /** As it stood in the link; undefined when the link had none. */
  redirectUri: string | undefined
  expiresAtMs: number
  used: boolean
}

/**
 * What must outlive the process. Pairs of an access and a refresh token are numbered from 1 on; up to a
 * number, all of them are expired or revoked.
 */
export type GrantsState = {
  pairs: number
  /** Pairs whose refresh token was used, or revoked. */
  spent: number[]
  /** Pairs whose access token is dead. */
  dead: number[]
  expiredUpTo: number
  revokedUpTo: number
}

export const NEW_GRANTS: GrantsState = { pairs: 0, spent: [], dead: [], expiredUpTo: 0, revokedUpTo: 0 }

export type TokenPair = { accessToken: string; refreshToken: string; pair: number }

export type Grants = {
  /** A code that is good once, for ten minutes. */
  issueCode: (redirectUri: string | undefined) => string
  findCode: (code: string) => PendingCode | undefined
  issuePair: () => TokenPair
  /** The pair that a token belongs to, alive or not, and when it was issued (ms since 1970). */
  read: (token: string) => { kind: 'access' | 'refresh'; pair: number; issuedAtMs: number } | undefined
  isAlive: (token: string) => boolean
  /** A refresh token was used: it is dead from now on. */
  spend: (pair: number) => void
  /** The access token of a pair is dead from now on. */
  killAccess: (pair: number) => void
  /** Both tokens of every pair so far are dead, as after a person removed the connection. */
  revokeEverything: () => void
  /** Every access token so far is dead; refresh tokens stay good. */
  expireAccessTokens: () => void
  readState: () => GrantsState
  /** Codes and tokens of this run, the newest last: what a test looks for where none may be. */
  issued: () => readonly string[]
}

const CODE_LIFE_MS = 10 * 60_000
/** How many codes and issued secrets are remembered, the oldest forgotten first. */
const REMEMBERED = 1_000
const PREFIXES = { access: 'ntn_', refresh: 'nrt_' } as const
const TOKEN = /^(ntn|nrt)_([\da-z]{4})([\da-z]{9})([\da-z]{12})([\da-f]{21})$/

/**
 * Keeps codes and tokens. A token carries the number of its pair and its time under a seal made from the
 * client secret, so that it still works when a sandbox with the same seed is started anew.
 */
export function createGrants(
  clientSecret: string,
  now: () => number,
  state: GrantsState,
  onChange: () => void,
): Grants {
  const codes = new Map<string, PendingCode>()
  const spent = new Set(state.spent)
  const dead = new Set(state.dead)
  let { pairs, expiredUpTo, revokedUpTo } = state
  const issued: string[] = []
  const remember = (secret: string): string => {
    issued.push(secret)
    if (issued.length > REMEMBERED) issued.shift()
    return rememberSecret(secret)
  }

  const sealOf = (body: string): string =>
    createHmac('sha256', clientSecret).update(body).digest('hex').slice(0, 21)
  const issue = (prefix: string, pair: number): string => {
    const nonce = randomBytes(9).toString('hex').slice(0, 12)
    const body = `${prefix}${pair.toString(36).padStart(4, '0')}${now().toString(36).padStart(9, '0')}${nonce}`
    return remember(body + sealOf(body))
  }
  const read: Grants['read'] = (token) => {
    const [, prefix, pair, issuedAt, , seal] = TOKEN.exec(token) ?? []
    if (prefix === undefined || pair === undefined || issuedAt === undefined || seal === undefined)
      return undefined
    if (!isSame(seal, sealOf(token.slice(0, -21)))) return undefined
    return {
      kind: prefix === 'ntn' ? 'access' : 'refresh',
      pair: Number.parseInt(pair, 36),
      issuedAtMs: Number.parseInt(issuedAt, 36),
    }
  }
  const change = (apply: () => void): void => {
    apply()
    onChange()
  }

  return {
    issueCode: (redirectUri) => {
      const code = randomUUID()
      codes.set(code, { redirectUri, expiresAtMs: now() + CODE_LIFE_MS, used: false })
      for (const oldest of codes.keys()) {
        if (codes.size <= REMEMBERED) break
        codes.delete(oldest)
      }
      return remember(code)
    },
    findCode: (code) => codes.get(code),
    issuePair: () => {
      const pair = ++pairs
      onChange()
      return { pair, accessToken: issue(PREFIXES.access, pair), refreshToken: issue(PREFIXES.refresh, pair) }
    },
    read,
    isAlive: (token) => {
      const claims = read(token)
      if (claims === undefined || claims.pair <= revokedUpTo) return false
      if (claims.kind === 'refresh') return !spent.has(claims.pair)
      return claims.pair > expiredUpTo && !dead.has(claims.pair)
    },
    spend: (pair) => change(() => spent.add(pair)),
    killAccess: (pair) => change(() => dead.add(pair)),
    revokeEverything: () => change(() => (revokedUpTo = pairs)),
    expireAccessTokens: () => change(() => (expiredUpTo = pairs)),
    readState: () => ({ pairs, spent: [...spent], dead: [...dead], expiredUpTo, revokedUpTo }),
    issued: () => [...issued],
  }
}
