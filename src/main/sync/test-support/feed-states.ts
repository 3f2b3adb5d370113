import { accountIdSchema } from '../../../shared/model/account.ts'
import { feedNameSchema, type RunMode } from '../../../shared/model/feed.ts'
import { loadChoiceSchema, type LoadChoice } from '../../../shared/model/load-choice.ts'
import type { FeedState } from '../../../shared/store-protocol.ts'
import type { Feed } from '../../providers/feeds.ts'
import { dueRuns, type AccountFeeds, type LoadHow } from '../due-runs.ts'

export const nowMs = 1_000_000_000_000
export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs
export const minutesAgo = (minutes: number): number => nowMs - minutes * minuteMs

export function aFeed(chosen: Partial<Omit<Feed, 'name'>> & { name?: string } = {}): Feed {
  const { name = 'contacts', ...rest } = chosen
  return {
    types: ['contact'],
    label: null,
    container: null,
    isOptIn: false,
    after: [],
    everyMs: { changes: 15 * minuteMs, removals: hourMs, sweep: 7 * dayMs },
    glanceAfterMs: minuteMs,
    ...rest,
    name: feedNameSchema.parse(name),
  }
}

export const plain = aFeed({ everyMs: { full: 15 * minuteMs } })

/** A feed that was read in full `fullAgo` minutes ago, and looked at otherwise when the others say. */
export function aState(
  finished: Partial<Record<RunMode, number | null>>,
  rest: Partial<FeedState> & { name?: string } = {},
): FeedState {
  const { name = 'contacts', ...given } = rest
  const { full = null, changes = full, removals = full, sweep = full } = finished
  return {
    accountId: accountIdSchema.parse('account-1'),
    run: null,
    watermark: null,
    counts: [{ type: 'contact', count: 100 }],
    ...given,
    feed: feedNameSchema.parse(name),
    finishedAtMs: { full, changes, removals, sweep },
  }
}

export const interrupted = (mode: RunMode, startedAtMs: number): Partial<FeedState> => ({
  run: { mode, seen: 10, startedAtMs },
})

/** The modes of the runs that a load of one feed consists of; `!` where it begins anew. */
export function planned(
  feed: Feed,
  state: FeedState | null,
  how: LoadHow,
  choice: Partial<LoadChoice> = {},
  rest: Partial<AccountFeeds> = {},
): string[] {
  const of = {
    feeds: [feed],
    states: state === null ? [] : [state],
    choice: loadChoiceSchema.parse(choice),
    renew: [],
    ...rest,
  }
  return dueRuns(of, how, nowMs).map(({ mode, isFresh }) => (isFresh ? `${mode}!` : mode))
}

export const fresh = aState({ full: minutesAgo(5) })
export const old = aState({ full: minutesAgo(20) })
export const veryOld = aState({ full: nowMs - 8 * dayMs })
export const justInterrupted = aState({ full: null, changes: null }, interrupted('full', nowMs - 1_000))
export const longInterrupted = aState({ full: null, changes: null }, interrupted('full', minutesAgo(600)))
