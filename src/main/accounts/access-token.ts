import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenRequestFailure } from '../oauth/token-endpoint.ts'
import type { TokenSet } from '../oauth/token-set.ts'

/** Refreshed this long before the end, or a fifth of the lifetime when that is shorter. */
const largestMarginMs = 5 * 60_000
const marginShare = 0.2
/** After a failed refresh nobody asks again for this long: a broken grant must not become a storm. */
const coolDownMs = 30_000
/** Whatever the wall clock does, a token that is younger than this (or than its margin) is not replaced. */
const shortestAgeMs = 60_000
/** A provider that refuses each new token within a minute will refuse the next one too. */
const mostRenewals = 5

export interface AccessTokenPorts {
  readonly readGrant: (accountId: AccountId) => Promise<Result<TokenSet | null, AppError>>
  readonly writeGrant: (accountId: AccountId, grant: TokenSet) => Promise<Result<null, AppError>>
  /** One request to the token endpoint, never repeated here. */
  readonly refresh: (
    accountId: AccountId,
    grant: TokenSet & { refreshToken: string },
  ) => Promise<Result<TokenSet, TokenRequestFailure>>
  readonly now: () => number
  /** A clock that counts evenly, `performance.now` when left out: the wall clock may jump. */
  readonly clockMs?: () => number
  /** The provider says that the grant is gone for good. Told once a grant. */
  readonly onDead: (accountId: AccountId) => Promise<void>
}

/** Gives access tokens; one refresh under way per account, whoever asks. */
export interface AccessTokens {
  /** A token that is good for a while. */
  current(accountId: AccountId): Promise<Result<string, AppError>>
  /** Another one than `refused`, which the provider did not accept any more. */
  renew(accountId: AccountId, refused: string): Promise<Result<string, AppError>>
  /** After a new sign-in: what failed before counts no longer. */
  forget(accountId: AccountId): void
}

/** What this session has learned about an account's grant. */
interface Experience {
  /** The last refresh that failed, by the even clock. */
  failure: { readonly atMs: number; readonly error: AppError } | null
  /** When tokens were received, by the even clock, the newest last, and which one that was. */
  receivedAtMs: readonly number[]
  receivedAccessToken: string | null
  /** The access token of the grant that is dead. Another one in the vault is a new sign-in's. */
  deadAccessToken: string | null
  /** Received but not stored yet, and the refresh token that was spent on it. */
  unsaved: { readonly spent: string; readonly grant: TokenSet } | null
}

export function createAccessTokens(ports: AccessTokenPorts): AccessTokens {
  const clockMs = ports.clockMs ?? ((): number => performance.now())
  const underWay = new Map<AccountId, Promise<Result<TokenSet, AppError>>>()
  const experiences = new Map<AccountId, Experience>()

  function experienceOf(accountId: AccountId): Experience {
    const known = experiences.get(accountId)
    if (known !== undefined) return known
    const fresh: Experience = {
      failure: null,
      receivedAtMs: [],
      receivedAccessToken: null,
      deadAccessToken: null,
      unsaved: null,
    }
    experiences.set(accountId, fresh)
    return fresh
  }

  async function grantOf(accountId: AccountId): Promise<Result<TokenSet, AppError>> {
    const grant = await ports.readGrant(accountId)
    if (!grant.ok) return grant
    return grant.value === null ? err({ kind: 'reconnect-required', accountId }) : ok(grant.value)
  }

  /** Joins the refresh that is under way, or starts one. */
  function refreshOnce(accountId: AccountId, grant: TokenSet): Promise<Result<TokenSet, AppError>> {
    const running = underWay.get(accountId)
    if (running !== undefined) return running
    const started = refresh(accountId, grant).finally(() => underWay.delete(accountId))
    underWay.set(accountId, started)
    return started
  }

  async function refresh(accountId: AccountId, grant: TokenSet): Promise<Result<TokenSet, AppError>> {
    const experience = experienceOf(accountId)
    // Whoever asked may have read the grant before another refresh ended: its refresh token may be spent.
    const latest = await grantOf(accountId)
    if (!latest.ok) return latest
    if (latest.value.accessToken !== grant.accessToken) return latest
    const { refreshToken } = latest.value
    if (refreshToken === null) return die(accountId, latest.value)
    if (experience.deadAccessToken === latest.value.accessToken) return die(accountId, latest.value)
    if (experience.unsaved?.spent === refreshToken) return save(accountId, experience.unsaved)
    const { failure } = experience
    if (failure !== null && clockMs() - failure.atMs < coolDownMs) return err(failure.error)

    const refreshed = await ports.refresh(accountId, { ...latest.value, refreshToken })
    // Meanwhile the user may have signed in anew, or disconnected: that counts, whatever became of the old grant.
    const stored = await grantOf(accountId)
    if (!stored.ok && refreshed.ok) experience.unsaved = { spent: refreshToken, grant: refreshed.value }
    if (!stored.ok || stored.value.refreshToken !== refreshToken) return stored
    if (refreshed.ok) {
      experience.receivedAtMs = [...experience.receivedAtMs, clockMs()].slice(-mostRenewals)
      experience.receivedAccessToken = refreshed.value.accessToken
      experience.failure = null
      return save(accountId, { spent: refreshToken, grant: refreshed.value })
    }
    if (refreshed.error.kind === 'refused' && refreshed.error.failure.class === 'revoked') {
      return die(accountId, latest.value)
    }
    const error = errorOf(refreshed.error)
    if (mayHaveBeenSent(refreshed.error)) experience.failure = { atMs: clockMs(), error }
    return err(error)
  }

  /**
   * Stores a grant before anybody uses it: a rotated refresh token that is only in memory dies with the
   * process. Until that works the grant is held, because the one in the vault may be spent.
   */
  async function save(
    accountId: AccountId,
    unsaved: NonNullable<Experience['unsaved']>,
  ): Promise<Result<TokenSet, AppError>> {
    const written = await ports.writeGrant(accountId, unsaved.grant)
    experienceOf(accountId).unsaved = written.ok ? null : unsaved
    return written.ok ? ok(unsaved.grant) : written
  }

  async function die(accountId: AccountId, { accessToken }: TokenSet): Promise<Result<never, AppError>> {
    const experience = experienceOf(accountId)
    const isNews = experience.deadAccessToken !== accessToken
    experience.deadAccessToken = accessToken
    if (isNews) await ports.onDead(accountId)
    return err({ kind: 'reconnect-required', accountId })
  }

  /** Received so lately that only a jump of the wall clock can have made it old. */
  function isNew(accountId: AccountId, grant: TokenSet): boolean {
    const { receivedAtMs, receivedAccessToken } = experienceOf(accountId)
    const lastMs = receivedAtMs.at(-1)
    const lifetimeMs = grant.expiresAtMs === null ? Infinity : grant.expiresAtMs - grant.obtainedAtMs
    if (lastMs === undefined || grant.accessToken !== receivedAccessToken) return false
    return clockMs() - lastMs < Math.min(shortestAgeMs, lifetimeMs - marginOf(lifetimeMs))
  }

  return {
    async current(accountId) {
      const grant = await grantOf(accountId)
      if (!grant.ok) return grant
      const nowMs = ports.now()
      if (isFresh(grant.value, nowMs) || isNew(accountId, grant.value)) return ok(grant.value.accessToken)
      const refreshed = await refreshOnce(accountId, grant.value)
      if (refreshed.ok) return ok(refreshed.value.accessToken)
      // Refreshing ahead of time failed, but the token is still good: it serves until its own end.
      const isStillGood =
        refreshed.error.kind !== 'reconnect-required' &&
        grant.value.expiresAtMs !== null &&
        nowMs < grant.value.expiresAtMs &&
        nowMs >= grant.value.obtainedAtMs
      return isStillGood ? ok(grant.value.accessToken) : refreshed
    },

    async renew(accountId, refused) {
      const grant = await grantOf(accountId)
      if (!grant.ok) return grant
      // Somebody else got a new one meanwhile: that one has not been refused yet.
      if (grant.value.accessToken !== refused) return ok(grant.value.accessToken)
      const { receivedAtMs } = experienceOf(accountId)
      const oldestMs = receivedAtMs.length < mostRenewals ? undefined : receivedAtMs[0]
      if (oldestMs !== undefined && clockMs() - oldestMs < shortestAgeMs) {
        return err({ kind: 'provider-down', status: 401 })
      }
      const refreshed = await refreshOnce(accountId, grant.value)
      return refreshed.ok ? ok(refreshed.value.accessToken) : refreshed
    },

    forget: (accountId) => {
      experiences.delete(accountId)
    },
  }
}

const marginOf = (lifetimeMs: number): number => Math.min(largestMarginMs, lifetimeMs * marginShare)

/** A clock before the moment of the grant has been set back: then nothing is known and it is refreshed. */
function isFresh({ obtainedAtMs, expiresAtMs }: TokenSet, nowMs: number): boolean {
  if (expiresAtMs === null) return true
  return nowMs >= obtainedAtMs && nowMs < expiresAtMs - marginOf(expiresAtMs - obtainedAtMs)
}

/**
 * Whether anything left this computer. What stops a refresh before (no client, a locked vault) needs no
 * cool-down, and would outlast what the user did about it.
 */
const mayHaveBeenSent = (failure: TokenRequestFailure): boolean =>
  failure.kind !== 'not-asked' || ['offline', 'timed-out', 'unexpected-response'].includes(failure.error.kind)

function errorOf(failure: TokenRequestFailure): AppError {
  switch (failure.kind) {
    case 'not-asked':
    case 'unclear':
      return failure.error
    case 'refused':
      // The grant may be fine and the client settings wrong: it is kept.
      return failure.failure.class === 'client' ? { kind: 'client-rejected', providerId: '' } : failure.error
  }
}
