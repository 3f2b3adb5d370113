import { setTimeout as delay } from 'node:timers/promises'
import { createAccountSession, type SessionPorts } from '../../src/main/http/account-session.ts'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import type { Provider, ProviderSession } from '../../src/main/providers/provider.ts'
import { accountIdSchema } from '../../src/shared/model/account.ts'
import { err, ok } from '../../src/shared/result.ts'
import { createRecordingLogger } from './recording-logger.ts'

export interface SessionAt {
  readonly session: ProviderSession
  /** Every wait that the session asked for, in milliseconds. */
  readonly waits: number[]
  readonly reachability: string[]
  readonly lines: string[]
}

export const accountId = accountIdSchema.parse('account-1')
export const accessToken = 'access-token-of-the-test'

/**
 * The real HTTP door over Node's fetch, at any address, with a token that is not renewed. Waits are
 * shortened to `longestWaitMs`, after which the clock leaps; what was asked for is on the list.
 */
export function sessionAt(
  origin: string,
  overrides: Partial<SessionPorts> & {
    readonly provider?: Provider
    readonly timeZone?: string | null
    readonly longestWaitMs?: number
  } = {},
): SessionAt {
  const { provider = hubspot, timeZone = null, longestWaitMs = 5, ...ports } = overrides
  let leaptMs = 0
  const waits: number[] = []
  const reachability: string[] = []
  const { logger, lines } = createRecordingLogger()
  const session = createAccountSession(
    { ...provider, apiBaseUrl: origin },
    { id: accountId, externalId: 'portal-1', uiOrigin: null, timeZone },
    {
      fetch: (address, init) => fetch(address, init),
      tokens: {
        current: () => Promise.resolve(ok(accessToken)),
        renew: () => Promise.resolve(err({ kind: 'reconnect-required', accountId })),
      },
      logger,
      now: Date.now,
      wait: async (ms, signal) => {
        waits.push(ms)
        // Cut short by the signal, as in the app: that is no failure of the wait.
        await delay(Math.min(ms, longestWaitMs), undefined, signal === undefined ? {} : { signal }).catch(
          () => undefined,
        )
        if (signal?.aborted !== true) leaptMs += Math.max(0, ms - longestWaitMs)
      },
      clockMs: () => performance.now() + leaptMs,
      isWorkingOffline: () => false,
      onReachability: (next) => reachability.push(next),
      ...ports,
    },
  )
  return { session, waits, reachability, lines }
}
