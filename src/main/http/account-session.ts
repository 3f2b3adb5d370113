import type { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { Provider, ProviderCall, ProviderSession } from '../providers/provider.ts'
import { addressOf } from './address.ts'
import { createClient } from './create-client.ts'
import { explainReply } from './explain-reply.ts'
import type { Fetch } from './guarded-fetch.ts'
import type { LimitShare } from './limit-share.ts'
import { createLimiter, type Ticket, type TurnOutcome } from './limiter.ts'
import { createProviderClock } from './provider-clock.ts'
import type { Priority } from './rate-bucket.ts'
import { readReply } from './read-reply.ts'
import { waitBeforeRetry, type FailedCall } from './retry.ts'
import { createRetryBudget } from './retry-budget.ts'
import { sendOnce, type Reply } from './send-once.ts'
import { createSpentQuotas } from './spent-quotas.ts'

/** Where a session gets its access token. `renew` names the one that the provider refused. */
export interface TokenSource {
  current(): Promise<Result<string, AppError>>
  renew(refused: string): Promise<Result<string, AppError>>
}

export interface SessionPorts {
  readonly fetch: Fetch
  readonly tokens: TokenSource
  readonly logger: Logger
  readonly now: () => number
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  readonly isWorkingOffline: () => boolean
  /** Told after every request, whether anybody answered. */
  readonly onReachability: (reachability: 'online' | 'offline') => void
  /** Told of every request before it is sent, repeats included: the provider counts those as well. */
  readonly onCall?: () => void
  /** Awaited before a call answers `reconnect-required`: only the user can mend that. */
  readonly onGrantRefused?: () => Promise<void>
  /** In place of the half minute that a call may take. */
  readonly deadlineMs?: number
  /** A clock that counts evenly, for the waits that `wait` waits; `performance.now` when left out. */
  readonly clockMs?: () => number
  /** The limits are other devices' too; null or absent where they are not. */
  readonly share?: () => LimitShare | null
  /** In [0, 1); `Math.random` when left out. */
  readonly random?: () => number
}

/** Whose session it is. `timeZone` is where the account's days end; null where the provider did not say. */
export interface SessionAccount {
  readonly id: AccountId
  readonly externalId: string
  readonly uiOrigin: string | null
  readonly timeZone: string | null
}

/** What became of one request. `stopped`: it was not sent, or sending it again would only ask again. */
type Sent =
  | { readonly kind: 'success'; readonly reply: Reply }
  | { readonly kind: 'failed'; readonly failed: FailedCall; readonly token: string }
  | { readonly kind: 'stopped'; readonly error: AppError }

/**
 * The HTTP door: one axios instance and one queue per account, and the only place where a status or a broken
 * reply turns into the app's words. Nothing that the network or the provider does makes it throw:
 *
 * - `working-offline`: the switch is on; nothing is sent and no token is asked for;
 * - `offline`: nothing was sent; of a call that only reads, the connection may also have broken;
 * - `reply-lost`, `timed-out`, `cancelled`: nobody knows whether a write was applied;
 * - `unexpected-response`: a 2xx reply that is not what the schema wants, a redirect, a reply over the cap;
 * - `rate-limited`, `quota-spent`: nothing was done, and the error says when it may go on;
 * - anything else is what the provider's `describeFailure` makes of the status.
 *
 * Only GETs, and calls that say that they only read, are repeated after a failure. Two answers leave no doubt
 * that nothing was done, so they may be repeated for writes too: a 401 (once, with a renewed token) and a 429.
 * When the provider asks to slow down, all calls that it counts together wait (limiter.ts).
 */
export function createAccountSession(
  provider: Provider,
  account: SessionAccount,
  ports: SessionPorts,
): ProviderSession {
  const { clockMs = () => performance.now(), random = Math.random, now, wait } = ports
  const client = createClient(provider, ports)
  const clock = createProviderClock({ now, clockMs })
  const quotas = createSpentQuotas(now)
  const budget = createRetryBudget()
  const divisor = (): number => ports.share?.()?.divisor() ?? 1
  const { rateLimits } = provider
  const limiter = createLimiter({ rateLimits, quotas, clockMs, random, wait, divisor })
  const explainer = { provider, accountId: account.id, timeZone: account.timeZone, clock, quotas }

  /** A turn here, and a place among the other devices. The user's calls wait for nobody's. */
  async function sharedTurn(call: ProviderCall, ticket: Ticket): ReturnType<typeof limiter.turn> {
    for (;;) {
      const turn = await limiter.turn(call, ticket)
      const share = ports.share?.() ?? null
      if (!turn.ok || share === null) return turn
      const waitMs = await share.take(rateLimits.classesOf(call), ticket.priority)
      if (waitMs <= 0) return turn
      turn.value.end({ kind: 'not-sent' })
      await wait(waitMs, call.signal)
    }
  }

  /** Sends one request when it is its turn. */
  async function sendInTurn(
    call: ProviderCall,
    address: string,
    ticket: Ticket,
    tokenNow: () => Promise<Result<string, AppError>>,
  ): Promise<Sent> {
    if (ports.isWorkingOffline()) return { kind: 'stopped', error: { kind: 'working-offline' } }
    const turn = await sharedTurn(call, ticket)
    if (!turn.ok) return { kind: 'stopped', error: turn.error }
    let outcome: TurnOutcome = { kind: 'not-sent' }
    try {
      if (ports.isWorkingOffline()) return { kind: 'stopped', error: { kind: 'working-offline' } }
      // A failure to get a token has rules of its own (accounts/access-token.ts).
      const token = await tokenNow()
      if (!token.ok) return { kind: 'stopped', error: token.error }
      if (call.signal?.aborted === true) return { kind: 'stopped', error: { kind: 'cancelled' } }
      ports.onCall?.()
      outcome = { kind: 'unanswered' }
      const answer = await sendOnce(await client(), call, address, token.value, ports, provider)
      if (!answer.ok) {
        const failed = { error: answer.error, status: null, askedMs: null }
        return { kind: 'failed', failed, token: token.value }
      }
      const { headers } = answer.value
      clock.note(headers['date'])
      if (isSuccess(answer.value)) {
        outcome = { kind: 'answered', headers, refusal: null }
        return { kind: 'success', reply: answer.value }
      }
      const { failed, refusal } = explainReply(explainer, answer.value)
      outcome = { kind: 'answered', headers, refusal }
      return { kind: 'failed', failed, token: token.value }
    } finally {
      turn.value.end(outcome)
    }
  }

  /** One try, with the token renewed when it is refused. */
  async function attempt(call: ProviderCall, address: string, ticket: Ticket): Promise<Sent> {
    const sent = await sendInTurn(call, address, ticket, () => ports.tokens.current())
    if (sent.kind !== 'failed' || sent.failed.status !== 401) return sent
    return sendInTurn(call, address, ticket, () => ports.tokens.renew(sent.token))
  }

  async function request<Schema extends z.ZodType>(
    priority: Priority,
    call: ProviderCall,
    schema: Schema,
  ): Promise<Result<z.output<Schema>, AppError>> {
    const address = addressOf(provider.apiBaseUrl, call)
    if (address === null) return err({ kind: 'invalid-request', detail: 'path' })
    const ticket = limiter.enter(priority)
    budget.noteCall()
    for (let tries = 1; ; tries += 1) {
      const sent = await attempt(call, address, ticket)
      if (sent.kind === 'success') return readReply(sent.reply, schema)
      if (sent.kind === 'stopped') return refused(sent.error)
      const { error } = sent.failed
      const waitMs = waitBeforeRetry(call, sent.failed, tries, priority, random)
      // Repeats after a rate limit are the limiter's to hold back: it lets one call knock for all.
      if (waitMs === null || (error.kind !== 'rate-limited' && !budget.take())) return refused(error)
      if (waitMs > 0) await wait(waitMs, call.signal)
    }
  }

  async function refused(error: AppError): Promise<Result<never, AppError>> {
    if (error.kind === 'reconnect-required') await ports.onGrantRefused?.()
    return err(error)
  }

  const shared = {
    accountId: account.id,
    externalAccountId: account.externalId,
    uiOrigin: account.uiOrigin,
    serverNowMs: clock.nowMs,
    limits: () => limiter.status(now()),
    quotas: quotas.list,
  }
  const background: ProviderSession = {
    ...shared,
    request: (call, schema) => request('background', call, schema),
    get background() {
      return background
    },
  }
  return { ...shared, background, request: (call, schema) => request('user', call, schema) }
}

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300
