import type { AppError } from '../../../shared/errors.ts'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { TokenRequestFailure } from '../../oauth/token-endpoint.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import { createAccessTokens, type AccessTokens } from '../access-token.ts'
import type { RefreshAttempt } from '../account-records.ts'

export const accountId = accountIdSchema.parse('account-1')
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export const refused = (
  klass: 'revoked' | 'client' | 'raced' | 'transient',
  status = 400,
): TokenRequestFailure => ({
  kind: 'refused',
  failure: { class: klass, code: null },
  error: { kind: 'provider-down', status },
})
export const unreachable: TokenRequestFailure = { kind: 'not-asked', error: { kind: 'offline' } }

/** A vault, a token endpoint and two clocks, all in memory; `moments` tells what happened in which order. */
export class World {
  wallMs = Date.parse('2026-11-21T12:00:00Z')
  evenMs = 0
  lifetimeMs = 30 * minuteMs
  stored: TokenSet | null = this.grant('a0', 'r0')
  refreshes: string[] = []
  dead = 0
  moments: string[] = []
  /** What the vault knows of a refresh under way; survives a restart as the grant does. */
  attempt: RefreshAttempt | null = null
  waits: number[] = []
  reply: ((grant: TokenSet) => Promise<Result<TokenSet, TokenRequestFailure>>) | null = null
  vaultFailure: AppError | null = null
  attemptFailure: AppError | null = null
  readFailure: AppError | null = null
  /** Set, one reader gets what was stored when it asked, but not before this resolves. */
  slowRead: Promise<void> | null = null
  tokens: AccessTokens = this.start()

  /** A new process on the same vault. */
  start(): AccessTokens {
    return createAccessTokens({
      now: () => this.wallMs,
      clockMs: () => this.evenMs,
      wait: async (ms) => {
        this.waits.push(ms)
        await this.whileWaiting()
      },
      random: () => 0.5,
      readAttempt: async () => ok(this.attempt),
      writeAttempt: async (_id, attempt) => {
        if (this.attemptFailure !== null) return err(this.attemptFailure)
        this.attempt = attempt
        return ok(null)
      },
      removeAttempt: async () => {
        this.attempt = null
        return ok(null)
      },
      onRefreshed: async () => undefined,
      readGrant: async () => {
        const { stored, slowRead } = this
        this.slowRead = null
        await slowRead
        return this.readFailure === null ? ok(stored) : err(this.readFailure)
      },
      writeGrant: (_id, grant) => {
        if (this.vaultFailure !== null) return Promise.resolve(err(this.vaultFailure))
        this.stored = grant
        this.moments.push(`stored ${grant.accessToken}`)
        return Promise.resolve(ok(null))
      },
      refresh: (_id, grant) => {
        this.refreshes.push(grant.refreshToken)
        return this.reply === null ? this.renewed() : this.reply(grant)
      },
      onDead: () => {
        this.dead += 1
        return Promise.resolve()
      },
    })
  }

  whileWaiting: () => Promise<void> = async () => undefined

  grant(accessToken: string, refreshToken: string | null): TokenSet {
    return {
      accessToken,
      refreshToken,
      obtainedAtMs: this.wallMs,
      expiresAtMs: this.wallMs + this.lifetimeMs,
      scopes: [],
    }
  }

  /** What the endpoint answers when all is well: a rotated refresh token, a little later. */
  async renewed(): Promise<Result<TokenSet, TokenRequestFailure>> {
    await new Promise((resolve) => setImmediate(resolve))
    return ok(this.grant(`a${this.refreshes.length}`, `r${this.refreshes.length}`))
  }

  pass(ms: number): void {
    this.wallMs += ms
    this.evenMs += ms
  }
}
