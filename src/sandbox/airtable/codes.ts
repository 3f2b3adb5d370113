import { randomBytes } from 'node:crypto'
import type { Consent } from './grants.ts'

export type PendingCode = Consent & { redirectUri: string; challenge: string; expiresAtMs: number }

export type Codes = {
  /** A code that is good once, for ten minutes. */
  issue: (pending: Omit<PendingCode, 'expiresAtMs'>) => string
  /** Hands a code out and forgets it: it works once "even if the request fails" (OAuth reference). */
  take: (code: string) => PendingCode | undefined
}

const CODE_LIFE_MS = 10 * 60_000
/** How many unused codes are remembered, the oldest forgotten first. */
const REMEMBERED = 1_000

export function createCodes(now: () => number, remember: (secret: string) => string): Codes {
  const codes = new Map<string, PendingCode>()
  return {
    issue: (pending) => {
      const code = remember(randomBytes(32).toString('hex'))
      codes.set(code, { ...pending, expiresAtMs: now() + CODE_LIFE_MS })
      for (const oldest of codes.keys()) {
        if (codes.size <= REMEMBERED) break
        codes.delete(oldest)
      }
      return code
    },
    take: (code) => {
      const pending = codes.get(code)
      codes.delete(code)
      return pending === undefined || pending.expiresAtMs <= now() ? undefined : pending
    },
  }
}
