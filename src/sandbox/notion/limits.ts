import type { SandboxReply } from '../exchange.ts'
import type { NotionBehaviour } from './behaviour.ts'
import { errorReply } from './errors.ts'

/** Calls a minute of one connection, by plan (Notion's reference, "Request limits", copy of Aug 2026). */
const PER_MINUTE = { plus: 180, business: 600 } as const
const WINDOW_MS = 60_000
/** The workspace's window is longer, so that its Retry-After may be longer than a minute. */
const WORKSPACE_WINDOW_MS = 120_000

/** Counts a call, and refuses it when it is one too many. */
export type Limits = { take: () => SandboxReply | undefined }

/** Fixed windows: each begins with the first call after the last one ended. Refused calls count as well. */
export function createLimits(behaviour: () => NotionBehaviour, now: () => number): Limits {
  const connection = createWindow(now, WINDOW_MS)
  const workspace = createWindow(now, WORKSPACE_WINDOW_MS)
  return {
    take: () => {
      const { limits, plan, workspaceBudget } = behaviour()
      if (!limits) return undefined
      const ofConnection = connection.take(PER_MINUTE[plan])
      const ofWorkspace = workspace.take(workspaceBudget)
      if (ofConnection !== undefined) return refuse(ofConnection, 'public_api_request_rate_limit')
      return ofWorkspace === undefined
        ? undefined
        : refuse(ofWorkspace, 'public_api_space_request_rate_limit')
    },
  }
}

function createWindow(now: () => number, lengthMs: number): { take: (most: number) => number | undefined } {
  let startMs = -Infinity
  let count = 0
  return {
    /** How many seconds to wait, or undefined when there is room. */
    take: (most) => {
      if (now() - startMs >= lengthMs) {
        startMs = now()
        count = 0
      }
      count++
      return count <= most ? undefined : Math.max(1, Math.ceil((startMs + lengthMs - now()) / 1000))
    },
  }
}

function refuse(seconds: number, reason: string): SandboxReply {
  return errorReply(
    429,
    'rate_limited',
    'You have been rate limited. Please try again in a few minutes.',
    { rate_limit_reason: reason, retry_after: String(seconds) },
    { 'retry-after': String(seconds) },
  )
}
