import { describe, expect, it } from 'vitest'
import { loadChoiceSchema, type LoadChoice } from '../../shared/model/load-choice.ts'
import type { FeedState } from '../../shared/store-protocol.ts'
import type { Feed } from '../providers/feeds.ts'
import { dueTimes } from './due-runs.ts'
import {
  nowMs,
  minuteMs,
  hourMs,
  minutesAgo,
  aFeed,
  plain,
  aState,
  fresh,
  longInterrupted,
} from './test-support/feed-states.ts'

describe('the time of the next look', () => {
  const timeOf = (
    feed: Feed,
    state: FeedState | null,
    choice: Partial<LoadChoice> = {},
  ): number | undefined =>
    dueTimes(
      {
        feeds: [feed],
        states: state === null ? [] : [state],
        choice: loadChoiceSchema.parse(choice),
        renew: [],
      },
      nowMs,
    ).get(feed.name)

  it('is that of the mode that is due first', () => {
    expect(timeOf(aFeed(), fresh)).toBe(minutesAgo(5) + 15 * minuteMs)
    expect(timeOf(aFeed(), aState({ full: minutesAgo(58), changes: nowMs }))).toBe(minutesAgo(58) + hourMs)
    expect(timeOf(plain, fresh, { everyMinutes: 30 })).toBe(minutesAgo(5) + 30 * minuteMs)
  })

  it('is past for what was never loaded or was interrupted', () => {
    expect(timeOf(aFeed(), null)).toBe(0)
    expect(timeOf(aFeed(), longInterrupted)).toBe(0)
  })

  it('is none for what is left out, and where the user wants to be asked', () => {
    expect(timeOf(aFeed(), fresh, { everyMinutes: null })).toBeUndefined()
    expect(timeOf(aFeed(), null, { excluded: ['contacts'] })).toBeUndefined()
  })
})
