import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { TokenRequestFailure } from '../oauth/token-endpoint.ts'
import type { TokenSet } from '../oauth/token-set.ts'
import { createTurns, type InTurn } from './in-turn.ts'
import { noteAttempt, type AttemptPorts } from './refresh-attempt.ts'
import {
  errorOf,
  isOutcomeUnknown,
  isRaced,
  isRevoked,
  mayHaveBeenSent,
  restAfterFailure,
} from './refresh-failure.ts'
import { alone, type SharedRefresh } from './shared-refresh.ts'
import { isFresh, isNew, isStillGood, shortestAgeMs } from './token-freshness.ts'

/** A provider that refuses each new token within a minute will refuse the next one too. */
const mostRenewals = 5
/** Airtable asks for this when somebody else has just refreshed the same grant (its OAuth reference). */
const shortestRaceMs = 2_000
const longestRaceMs = 5_000

export interface AccessTokenPorts extends AttemptPorts {
  readonly readGrant: (accountId: AccountId) => Promise<Result<TokenSet | null, AppError>>
  readonly writeGrant: (accountId: AccountId, grant: TokenSet) => Promise<Result<null, AppError>>
  /** Whoever else writes or removes an account's grant does it in the same turns. */
  readonly inTurn?: InTurn
  /** One request to the token endpoint, never repeated here. */
  readonly refresh: (
    accountId: AccountId,
    grant: TokenSet & { refreshToken: string },
  ) => Promise<Result<TokenSet, TokenRequestFailure>>
  /** Asked where a grant may be other devices' too. */
  readonly shared?: Pick<SharedRefresh, 'begin'>
  /** A clock that counts evenly, `performance.now` when left out: the wall clock may jump. */
  readonly clockMs?: () => number
  readonly wait: (ms: number) => Promise<void>
  /** In [0, 1). */
  readonly random: () => number
  /** A new grant is stored. */
  readonly onRefreshed: (accountId: AccountId) => Promise<void>
  /** The provider says that the grant is gone for good. Told once a grant. */
  readonly onDead: (accountId: AccountId) => Promise<void>
}

/** Gives access tokens; one refresh under way per account, whoever asks. */
export interface AccessTokens {
  /** A token that is good for a while. */
  current(accountId: AccountId): Promise<Result<string, AppError>>
  /** Another one than `refused`, which the provider did not accept any more. */
  renew(accountId: AccountId, refused: string): Promise<Result<string, AppError>>
  /** Answers when no refresh of the account is under way. */
  settled(accountId: AccountId): Promise<void>
  /** After a new sign-in: what failed before counts no longer. */
  forget(accountId: AccountId): void
  /** After the computer slept: the even clock may have slept too, so what it measured counts no longer. */
  resumed(): void
  /**
   * Spends no refresh token any more; answers when what was received is stored, as far as the vault takes it:
   * a rotated grant that is only in memory ends with the process.
   */
  close(): Promise<void>
}

/** A grant that is not stored yet, and the refresh token that was spent on it. */
interface Unsaved {
  readonly spent: string
  readonly grant: TokenSet
}

/** What this session has learned about an account's grant. */
interface Experience {
  /** The last refresh that failed, by the even clock, and how long nobody asks again. */
  failure: { readonly atMs: number; readonly restMs: number; readonly error: AppError } | null
  /** Failures in a row. */
  failures: number
  /** When tokens were received, by the even clock, the newest last, and which one that was. */
  receivedAtMs: readonly number[]
  receivedAccessToken: string | null
  /** The access token of the grant that is dead. Another one in the vault is a new sign-in's. */
  deadAccessToken: string | null
  unsaved: Unsaved | null
}

export function createAccessTokens(ports: AccessTokenPorts): AccessTokens {
  const clockMs = ports.clockMs ?? ((): number => performance.now())
  const inTurn = ports.inTurn ?? createTurns()
  const underWay = new Map<AccountId, Promise<Result<TokenSet, AppError>>>()
  const experiences = new Map<AccountId, Experience>()
  let isClosed = false

  function experienceOf(accountId: AccountId): Experience {
    const known = experiences.get(accountId)
    if (known !== undefined) return known
    const fresh: Experience = {
      failure: null,
      failures: 0,
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
    if (isClosed) return Promise.resolve(err({ kind: 'cancelled' }))
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
    if (failure !== null && clockMs() - failure.atMs < failure.restMs) return err(failure.error)

    const turn = (await ports.shared?.begin(accountId, latest.value)) ?? alone
    if (turn.kind === 'refused') return err(turn.error)
    if (turn.kind === 'newer') return save(accountId, { spent: refreshToken, grant: turn.grant })
    const takeBack = await noteAttempt(ports, accountId, latest.value)
    if (!takeBack.ok) {
      await turn.failed(false)
      return takeBack
    }
    if (!(await turn.announce())) {
      await takeBack.value()
      const theirs = await turn.failed(false)
      if (theirs !== null) return save(accountId, { spent: refreshToken, grant: theirs })
      return err({ kind: 'mirror-unreachable' })
    }
    const refreshed = await ports.refresh(accountId, { ...latest.value, refreshToken })
    if (refreshed.ok) {
      experience.receivedAtMs = [...experience.receivedAtMs, clockMs()].slice(-mostRenewals)
      experience.receivedAccessToken = refreshed.value.accessToken
      experience.failure = null
      experience.failures = 0
      const saved = await save(accountId, { spent: refreshToken, grant: refreshed.value })
      // Also where it could not be stored here: the one that is stored is spent.
      turn.refreshed(refreshed.value)
      return saved
    }
    if (!mayHaveBeenSent(refreshed.error)) await takeBack.value()
    else if (!isOutcomeUnknown(refreshed.error)) await ports.removeAttempt(accountId)
    if (isRaced(refreshed.error)) {
      await ports.wait(shortestRaceMs + ports.random() * (longestRaceMs - shortestRaceMs))
    }
    const theirs = await turn.failed(mayHaveBeenSent(refreshed.error) && isOutcomeUnknown(refreshed.error))
    if (theirs !== null) return save(accountId, { spent: refreshToken, grant: theirs })
    // Meanwhile the user may have signed in anew, or disconnected: that counts, whatever became of the old grant.
    const stored = await grantOf(accountId)
    if (!stored.ok || stored.value.refreshToken !== refreshToken) return stored
    if (isRevoked(refreshed.error)) return die(accountId, latest.value)
    const error = errorOf(refreshed.error)
    if (mayHaveBeenSent(refreshed.error)) {
      experience.failures += 1
      const restMs = restAfterFailure(refreshed.error, experience.failures)
      experience.failure = { atMs: clockMs(), restMs, error }
    }
    return err(error)
  }

  /**
   * Stores a grant before anybody uses it: a rotated refresh token that is only in memory dies with the
   * process. Until that works the grant is held, because the one in the vault may be spent. Another grant
   * that lies there by now is a new sign-in's and stays.
   */
  async function save(accountId: AccountId, unsaved: Unsaved): Promise<Result<TokenSet, AppError>> {
    const experience = experienceOf(accountId)
    experience.unsaved = unsaved
    const saved = await inTurn(accountId, async () => {
      const stored = await grantOf(accountId)
      if (!stored.ok) return stored
      if (stored.value.refreshToken !== unsaved.spent) return stored
      const written = await ports.writeGrant(accountId, unsaved.grant)
      return written.ok ? ok(unsaved.grant) : written
    })
    if (!saved.ok) return saved
    experience.unsaved = null
    // What stays when this fails is a note about a grant that is not stored any more, which says nothing.
    await ports.removeAttempt(accountId)
    if (saved.value === unsaved.grant) await ports.onRefreshed(accountId)
    return saved
  }

  async function die(accountId: AccountId, { accessToken }: TokenSet): Promise<Result<never, AppError>> {
    const experience = experienceOf(accountId)
    const isNews = experience.deadAccessToken !== accessToken
    experience.deadAccessToken = accessToken
    if (isNews) await ports.onDead(accountId)
    return err({ kind: 'reconnect-required', accountId })
  }

  function wasJustReceived(accountId: AccountId, grant: TokenSet): boolean {
    const { receivedAtMs, receivedAccessToken } = experienceOf(accountId)
    const lastMs = receivedAtMs.at(-1)
    if (lastMs === undefined || grant.accessToken !== receivedAccessToken) return false
    return isNew(grant, clockMs() - lastMs)
  }

  return {
    async current(accountId) {
      const grant = await grantOf(accountId)
      if (!grant.ok) return grant
      const nowMs = ports.now()
      if (isFresh(grant.value, nowMs) || wasJustReceived(accountId, grant.value)) {
        return ok(grant.value.accessToken)
      }
      const refreshed = await refreshOnce(accountId, grant.value)
      if (refreshed.ok) return ok(refreshed.value.accessToken)
      // Refreshing ahead of time failed, but the token is still good: it serves until its own end.
      const serves = refreshed.error.kind !== 'reconnect-required' && isStillGood(grant.value, nowMs)
      return serves ? ok(grant.value.accessToken) : refreshed
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

    async settled(accountId) {
      await underWay.get(accountId)
    },

    forget: (accountId) => {
      experiences.delete(accountId)
    },

    resumed: () => {
      for (const experience of experiences.values()) {
        experience.failure = null
        experience.receivedAtMs = []
      }
    },

    async close() {
      isClosed = true
      await Promise.all(underWay.values())
      for (const [accountId, { unsaved }] of experiences) {
        if (unsaved !== null) await save(accountId, unsaved)
      }
    },
  }
}
