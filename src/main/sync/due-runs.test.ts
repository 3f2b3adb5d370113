import { describe, expect, it } from 'vitest'
import type { FeedState } from '../../shared/store-protocol.ts'
import type { Feed } from '../providers/feeds.ts'
import type { LoadHow } from './due-runs.ts'
import {
  nowMs,
  minuteMs,
  hourMs,
  dayMs,
  minutesAgo,
  aFeed,
  plain,
  aState,
  interrupted,
  planned,
  fresh,
  old,
  veryOld,
  justInterrupted,
  longInterrupted,
} from './test-support/feed-states.ts'

describe('what a load does of a feed', () => {
  it.each<[what: string, feed: Feed, state: FeedState | null, expected: Partial<Record<LoadHow, string>>]>([
    [
      'never loaded',
      aFeed(),
      null,
      {
        now: 'full',
        compare: 'full',
        again: 'full!',
        due: 'full',
        glance: 'full',
        reconnected: 'full',
      },
    ],
    [
      'loaded a moment ago',
      aFeed(),
      fresh,
      {
        now: 'changes removals',
        compare: 'sweep',
        again: 'full!',
        due: '',
        glance: 'changes',
        reconnected: 'changes removals sweep',
      },
    ],
    ['loaded longer ago than the interval', aFeed(), old, { due: 'changes', glance: 'changes' }],
    [
      'looked at by nobody for long',
      aFeed(),
      veryOld,
      { now: 'changes removals sweep', due: 'changes removals sweep', compare: 'sweep' },
    ],
    [
      'interrupted in its first load a moment ago',
      aFeed(),
      justInterrupted,
      {
        now: 'full',
        compare: 'full',
        again: 'full!',
        due: 'full',
        reconnected: 'full sweep',
      },
    ],
    [
      'interrupted in its first load long ago: what changed meanwhile is looked for as well',
      aFeed(),
      longInterrupted,
      { now: 'full changes removals', due: 'full changes removals' },
    ],
    [
      'interrupted while it looked for changes',
      aFeed(),
      aState({ full: minutesAgo(5) }, interrupted('changes', nowMs - 1_000)),
      {
        now: 'changes removals',
        due: 'changes',
        compare: 'changes sweep',
        again: 'full!',
      },
    ],
    [
      'interrupted while it looked for changes long ago',
      aFeed(),
      aState({ full: nowMs - dayMs }, interrupted('changes', minutesAgo(600))),
      { now: 'changes changes removals', due: 'changes changes removals' },
    ],
    [
      'interrupted in a sweep',
      aFeed(),
      aState({ full: minutesAgo(5) }, interrupted('sweep', minutesAgo(5))),
      { now: 'sweep changes removals', due: 'sweep', compare: 'sweep' },
    ],
    [
      'interrupted in a mode that the feed does not have any more',
      aFeed({ everyMs: { changes: 15 * minuteMs } }),
      aState({ full: minutesAgo(5) }, interrupted('sweep', minutesAgo(5))),
      { now: 'changes', due: '', compare: 'full' },
    ],
    [
      'read whole each time',
      plain,
      fresh,
      { now: 'full', compare: 'full', again: 'full!', due: '', glance: '', reconnected: 'full' },
    ],
    ['read whole each time, and due', plain, old, { due: 'full', glance: 'full' }],
    [
      'a feed without types, which has an interval of its own',
      aFeed({ types: [], everyMs: { full: dayMs } }),
      aState({ full: minutesAgo(120) }, { counts: [] }),
      { due: '', glance: '', now: 'full' },
    ],
    [
      'a feed whose full run has a time besides its changes',
      aFeed({ everyMs: { changes: 15 * minuteMs, full: 30 * dayMs } }),
      aState({ full: nowMs - 31 * dayMs, changes: minutesAgo(1) }),
      { due: 'full', now: 'full' },
    ],
    [
      'from an older version of the store, which knew of full runs only',
      aFeed(),
      aState({ full: minutesAgo(5), changes: null, removals: null, sweep: null }),
      { due: 'changes removals sweep' },
    ],
  ])('%s', (_what, feed, state, expected) => {
    const found = Object.fromEntries(
      Object.keys(expected).map((how) => [how, planned(feed, state, how as LoadHow).join(' ')]),
    )
    expect(found).toEqual(expected)
  })

  it('depends on the interval that the user chose', () => {
    expect(planned(aFeed(), old, 'due', { everyMinutes: 60 })).toEqual([])
    expect(planned(aFeed(), fresh, 'due', { everyMinutes: 5 })).toEqual(['changes'])
    expect(planned(plain, old, 'due', { everyMinutes: 60 })).toEqual([])
  })

  it('looks at nothing more often than the user wants, and at feeds without rows as they say', () => {
    const hours = { everyMinutes: 180 }
    const state = aState({ full: minutesAgo(120) })
    expect(planned(aFeed(), state, 'due')).toEqual(['changes', 'removals'])
    expect(planned(aFeed(), state, 'due', hours)).toEqual([])
    expect(planned(aFeed(), aState({ full: minutesAgo(185) }), 'due', hours)).toEqual(['changes', 'removals'])
    const links = aFeed({ types: [], everyMs: { changes: 15 * minuteMs, full: 7 * dayMs } })
    expect(planned(links, fresh, 'due', { everyMinutes: 5 })).toEqual(['changes'])
    expect(planned(links, state, 'due', hours)).toEqual([])
    expect(planned(links, old, 'due', { everyMinutes: 0 })).toEqual(['changes'])
  })

  it('is no more at a glance than else where calls are scarce, or the user chose an interval', () => {
    const scarce: Feed = {
      ...{ name: aFeed().name, types: ['record'], label: null, container: null, isOptIn: false, after: [] },
      everyMs: { changes: 6 * hourMs },
    }
    expect(planned(scarce, aState({ full: minutesAgo(355) }), 'glance')).toEqual([])
    expect(planned(scarce, aState({ full: minutesAgo(365) }), 'glance')).toEqual(['changes'])
    expect(planned(aFeed(), aState({ full: minutesAgo(20) }), 'glance', { everyMinutes: 30 })).toEqual([])
    expect(planned(aFeed(), aState({ full: minutesAgo(31) }), 'glance', { everyMinutes: 30 })).toEqual([
      'changes',
    ])
  })

  it('is all that has a time where this computer’s clock was ahead at the last look', () => {
    const ahead = aState({ full: nowMs + 365 * dayMs })
    expect(planned(aFeed(), ahead, 'due')).toEqual(['changes', 'removals', 'sweep'])
  })

  it('is nothing by itself where the user wants to be asked, but for what is not finished', () => {
    const onlyWhenAsked = { everyMinutes: null }
    expect(planned(aFeed(), veryOld, 'due', onlyWhenAsked)).toEqual([])
    expect(planned(aFeed(), veryOld, 'glance', onlyWhenAsked)).toEqual([])
    expect(planned(aFeed(), veryOld, 'now', onlyWhenAsked)).toEqual(['changes', 'removals'])
    expect(planned(aFeed(), longInterrupted, 'glance', onlyWhenAsked)[0]).toBe('full')
  })

  it('is nothing for what the user leaves out, and for what is opt-in and was not asked for', () => {
    const inBase = aFeed({ container: { name: 'base-1', label: 'Base' } })
    expect(planned(aFeed(), null, 'now', { excluded: ['contacts'] })).toEqual([])
    expect(planned(inBase, null, 'now', { excluded: ['base-1'] })).toEqual([])
    expect(planned(aFeed({ isOptIn: true }), null, 'again')).toEqual([])
    expect(planned(aFeed({ isOptIn: true }), null, 'now', { included: [aFeed().name] })).toEqual(['full'])
  })

  it('reads in full, and goes on with it, what was read under another choice', () => {
    const renew = { renew: [aFeed().name] }
    expect(planned(aFeed(), fresh, 'due', {}, renew)).toEqual(['full'])
    const begun = aState({ full: minutesAgo(5) }, interrupted('full', nowMs - 1_000))
    expect(planned(aFeed(), begun, 'due', {}, renew)).toEqual(['full'])
  })
})
