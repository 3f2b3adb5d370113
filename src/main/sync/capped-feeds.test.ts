import { describe, expect, it } from 'vitest'
import { loadChoiceSchema } from '../../shared/model/load-choice.ts'
import { cappedFeeds } from './due-runs.ts'
import { minutesAgo, aFeed, plain, aState, planned } from './test-support/feed-states.ts'

describe('a feed that stopped at the cap', () => {
  const capped = aState({ full: null, changes: minutesAgo(20), removals: minutesAgo(20), sweep: null })
  const caps = { caps: { contact: 100 } }

  it('has its changes looked for, and no sweep, which could not tell what is gone', () => {
    expect(planned(aFeed(), capped, 'due', caps)).toEqual(['changes'])
    expect(planned(aFeed(), capped, 'now', caps)).toEqual(['changes', 'removals'])
    expect(planned(aFeed(), capped, 'compare', caps)).toEqual(['full'])
  })

  it('is read again up to the cap where there are no changes to look for', () => {
    expect(planned(plain, capped, 'due', caps)).toEqual(['full'])
    expect(planned(plain, aState({ changes: minutesAgo(2) }), 'due', caps)).toEqual([])
  })

  it('is read in full when the cap was raised, was taken away, or is not reached any more', () => {
    expect(planned(aFeed(), capped, 'due', { caps: { contact: 200 } })).toEqual(['full'])
    expect(planned(aFeed(), capped, 'due')).toEqual(['full'])
    const fewer = { ...capped, counts: [{ type: 'contact' as const, count: 99 }] }
    expect(planned(aFeed(), fewer, 'due', caps)).toEqual(['full'])
  })

  it('is one also where rows of other feeds fill the cap', () => {
    const tables = ['a', 'b'].map((name) => aFeed({ name, types: ['record'] }))
    const states = [
      aState({ full: minutesAgo(1) }, { name: 'a', counts: [{ type: 'record', count: 50 }] }),
      aState({ changes: minutesAgo(1) }, { name: 'b', counts: [] }),
    ]
    const choice = loadChoiceSchema.parse({ caps: { record: 50 } })
    expect([...cappedFeeds({ feeds: tables, states, choice })]).toEqual(['b'])
  })
})
