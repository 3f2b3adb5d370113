import type { LimitKind, QuotaPeriod } from '../../shared/model/limit-status.ts'

/** So many calls in any stretch of `perMs` milliseconds. */
export interface RateWindow {
  readonly calls: number
  readonly perMs: number
  /** The share of the calls that background work leaves to the user, of whole calls; 0 for nothing. */
  readonly reserved: number
}

/** Calls that a provider counts together. */
export interface LimitClass {
  /** Tells the classes of an account apart. It is shown: an id at most, never anything secret. */
  readonly name: string
  readonly kind: LimitKind
  /** Null where the provider publishes no number; it may ask these calls to wait all the same. */
  readonly window: RateWindow | null
  /** So many background calls are on their way at the same time at most. */
  readonly atOnce: number
}

/** What a class depends on. */
export interface LimitedCall {
  readonly method: string
  readonly path: readonly string[]
}

/** What the headers of a reply say about the narrowest class of its call. */
export interface WindowReading {
  readonly max: number
  /** Null where the reply does not say. */
  readonly remaining: number | null
  readonly intervalMs: number
}

/**
 * How a provider limits calls, as data. A window that is fixed to the provider's minutes needs no word of its
 * own: what holds in every stretch of a minute holds in those as well.
 */
export interface RateLimits {
  /** What a call draws on, the narrowest class first. */
  classesOf(call: LimitedCall): readonly [LimitClass, ...LimitClass[]]
  /** The quota that a call is counted for; without this member there is none. */
  quotaOf?(call: LimitedCall): QuotaPeriod | null
  /** Null where the headers, whose names are in lower case, say nothing that makes sense. */
  readWindow?(headers: Readonly<Record<string, string>>): WindowReading | null
  /** Whom a refusal concerns besides the call's own narrowest class; nobody without this member. */
  alsoRefused?(reply: { readonly status: number; readonly body: unknown }): readonly LimitClass[] | 'all'
}

/** The same classes of a service that counts nobody's calls, such as a sandbox without limits. */
export function withoutWindows(limits: RateLimits): RateLimits {
  const open = (limit: LimitClass): LimitClass => ({ ...limit, window: null })
  const { quotaOf, alsoRefused } = limits
  return {
    classesOf: (call) => {
      const [narrowest, ...wider] = limits.classesOf(call)
      return [open(narrowest), ...wider.map(open)]
    },
    ...(quotaOf === undefined ? {} : { quotaOf }),
    ...(alsoRefused === undefined
      ? {}
      : {
          alsoRefused: (reply) => {
            const also = alsoRefused(reply)
            return also === 'all' ? also : also.map(open)
          },
        }),
  }
}
