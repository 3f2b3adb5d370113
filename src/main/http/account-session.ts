import axios, { type AxiosInstance } from 'axios'
import type { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Logger } from '../logging/logger.ts'
import type { Provider, ProviderCall, ProviderSession } from '../providers/provider.ts'
import { addressOf } from './address.ts'
import { guardFetch, loopbackOriginOf, type Fetch } from './guarded-fetch.ts'
import { describeReply, readReply } from './read-reply.ts'
import { waitBeforeRetry } from './retry.ts'
import { sendOnce, type Reply } from './send-once.ts'
import { createSlowDown } from './slow-down.ts'

const deadlineMs = 30_000
const maxBytes = 16 * 1024 * 1024

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
  /** In place of the half minute that a call may take. */
  readonly deadlineMs?: number
  /** A clock that counts evenly, for the waits that `wait` waits; `performance.now` when left out. */
  readonly clockMs?: () => number
}

/**
 * The HTTP door: one axios instance per session, and the only place where a status or a broken reply turns
 * into the app's words. Nothing that the network or the provider does makes it throw:
 *
 * - `working-offline`: the switch is on; nothing is sent and no token is asked for;
 * - `offline`, `timed-out`, `cancelled`: after the first two nobody knows whether a write was applied;
 * - `unexpected-response`: a 2xx reply that is not what the schema wants, a redirect, a reply over the cap;
 * - anything else is what the provider's `describeFailure` makes of the status.
 *
 * Only GETs, and calls that say that they only read, are repeated after a failure. Two answers leave no doubt that nothing was done, so they may be
 * repeated for writes too: a 401 (once, with a renewed token) and a rate limit. When the provider asks to
 * slow down, all calls of the session wait, because it counts them together.
 */
export function createAccountSession(
  provider: Provider,
  account: { id: AccountId; externalId: string; uiOrigin: string | null },
  ports: SessionPorts,
): ProviderSession {
  const client = createClient(provider, ports)
  const slowDown = createSlowDown(ports.clockMs ?? (() => performance.now()))

  /**
   * One try, with the token renewed when it is refused. `token` is a failure to get a token at all, which
   * has rules of its own (accounts/access-token.ts): sending the call again would only ask again.
   */
  async function attempt(
    call: ProviderCall,
    address: string,
  ): Promise<Result<Reply, { at: 'token' | 'call'; error: AppError }>> {
    const stop = (error: AppError): Result<never, { at: 'token'; error: AppError }> =>
      err({ at: 'token', error })
    const send = async (token: string): Promise<Result<Reply, { at: 'call'; error: AppError }>> => {
      const sent = await sendOnce(client, call, address, token, ports, provider)
      return sent.ok ? sent : err({ at: 'call', error: sent.error })
    }
    if (ports.isWorkingOffline()) return stop({ kind: 'working-offline' })
    const token = await ports.tokens.current()
    if (!token.ok) return stop(token.error)
    const first = await send(token.value)
    if (!first.ok || first.value.status !== 401) return first
    const renewed = await ports.tokens.renew(token.value)
    return renewed.ok ? send(renewed.value) : stop(renewed.error)
  }

  return {
    accountId: account.id,
    externalAccountId: account.externalId,
    uiOrigin: account.uiOrigin,
    serverNowMs: ports.now,

    async request<Schema extends z.ZodType>(
      call: ProviderCall,
      schema: Schema,
    ): Promise<Result<z.output<Schema>, AppError>> {
      const address = addressOf(provider.apiBaseUrl, call)
      if (address === null) return err({ kind: 'invalid-request', detail: 'path' })
      for (let tries = 1; ; tries += 1) {
        const turnMs = slowDown.remainingMs()
        if (turnMs > 0) await ports.wait(turnMs, call.signal)
        if (isAborted(call)) return err({ kind: 'cancelled' })
        const reply = await attempt(call, address)
        if (!reply.ok && reply.error.at === 'token') return err(reply.error.error)
        if (reply.ok && isSuccess(reply.value)) return readReply(reply.value, schema)
        const error = reply.ok
          ? describeReply(provider, account.id, reply.value, ports.now())
          : reply.error.error
        const waitMs = waitBeforeRetry(call, error, tries)
        if (waitMs === null) return err(error)
        if (error.kind === 'rate-limited') slowDown.ask(waitMs)
        else await ports.wait(waitMs, call.signal)
      }
    },
  }
}

const isSuccess = ({ status }: Reply): boolean => status >= 200 && status < 300

const isAborted = (call: ProviderCall): boolean => call.signal?.aborted === true

/**
 * Everything in which runtimes could differ is off: the client is given an address, plain headers and text,
 * and hands back bytes, so that reading a reply is ours alone.
 */
function createClient(provider: Provider, ports: SessionPorts): AxiosInstance {
  return axios.create({
    adapter: 'fetch',
    env: {
      fetch: guardFetch(ports.fetch, {
        deadlineMs: ports.deadlineMs ?? deadlineMs,
        maxBytes,
        loopbackOrigin: loopbackOriginOf(provider.apiBaseUrl),
      }) as typeof fetch,
      // With a Request class at hand axios would hand over Request objects; the guard reads plain addresses.
      Request: null as unknown as typeof Request,
    },
    headers: { 'User-Agent': 'Portolan', Accept: 'application/json' },
    responseType: 'arraybuffer',
    validateStatus: () => true,
    transformRequest: [(body: unknown) => body],
    transformResponse: [(body: unknown) => body],
  })
}
