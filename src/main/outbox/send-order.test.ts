import { describe, expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import type { Change } from './change.ts'
import { isEndOfUnsent, turnsOf } from './send-order.ts'
import { made } from './test-support/made-changes.ts'

const key = itemKeySchema.parse('hubspot:a:contact:9')
const nowMs = 1_000

function turnOfLast(changes: readonly Change[], sending: readonly Change['key'][] = []) {
  const last = changes.at(-1)
  return last === undefined ? undefined : turnsOf(changes, new Set(sending), nowMs).get(last.id)
}

describe('whose turn it is', () => {
  it('is the first change’s of a record, and that of every other record', () => {
    const [first, second] = [made({ key, seq: 1 }), made({ key, seq: 2, values: { phone: '2' } })]
    const other = made({ seq: 3 })
    const turns = turnsOf([first, second, other], new Set(), nowMs)
    expect(turns.get(first.id)).toBeNull()
    expect(turns.get(second.id)).toEqual({ for: 'earlier-change', untilMs: null })
    expect(turns.get(other.id)).toBeNull()
  })

  it('is nobody’s of a record that is on its way', () => {
    expect(turnOfLast([made({ key })], [key])).toEqual({ for: 'earlier-change', untilMs: null })
  })

  it.each(['held', 'needs-you'] as const)(
    'passes an update that is %s where it sets other fields',
    (state) => {
      const parked = made({ key, seq: 1, state, values: { phone: '1' } })
      expect(turnOfLast([parked, made({ key, seq: 2, values: { company: 'A' } })])).toBeNull()
      expect(turnOfLast([parked, made({ key, seq: 2, values: { phone: '2' } })])).toMatchObject({
        for: 'earlier-change',
      })
    },
  )

  it.each(['create', 'delete', 'erase', 'merge'] as const)(
    'does not pass a %s, whatever its state',
    (kind) => {
      for (const state of ['waiting', 'held', 'needs-you'] as const) {
        const earlier = made({ key, seq: 1, kind, state })
        expect(turnOfLast([earlier, made({ key, seq: 2 })])).toMatchObject({ for: 'earlier-change' })
      }
    },
  )

  it('comes to a deletion past edits that are parked or held, and not to a merge, nor past what waits', () => {
    for (const state of ['needs-you', 'held'] as const) {
      const parked = made({ key, seq: 1, state })
      expect(turnOfLast([parked, made({ key, seq: 2, kind: 'delete', values: {} })])).toBeNull()
      expect(turnOfLast([parked, made({ key, seq: 2, kind: 'merge', values: {} })])).not.toBeNull()
    }
    const waiting = made({ key, seq: 1 })
    expect(turnOfLast([waiting, made({ key, seq: 2, kind: 'delete', values: {} })])).not.toBeNull()
  })

  it('waits for the time in which it can be taken back, and for the next try', () => {
    expect(turnOfLast([made({ notBeforeMs: 1_500 })])).toEqual({ for: 'undo', untilMs: 1_500 })
    expect(turnOfLast([made({ nextAtMs: 1_500 })])).toEqual({ for: 'provider', untilMs: 1_500 })
    const attempt = { serverMs: 0, localMs: 0 }
    expect(turnOfLast([made({ kind: 'create', nextAtMs: 1_500, attempt })])).toEqual({
      for: 'outcome',
      untilMs: 1_500,
    })
    expect(turnOfLast([made({ notBeforeMs: nowMs, nextAtMs: nowMs })])).toBeNull()
  })

  it('is not an edit’s of a contact that the provider has not named', () => {
    expect(turnOfLast([made({ externalId: null })])).toMatchObject({ for: 'earlier-change' })
    expect(turnOfLast([made({ kind: 'create', externalId: null })])).toBeNull()
  })

  it('is not told of changes that wait for nothing, because they are parked or held', () => {
    const [parked, held] = [made({ state: 'needs-you' }), made({ state: 'held' })]
    expect(turnsOf([parked, held], new Set(), nowMs).size).toBe(0)
  })

  it('of a merge waits for both records, and later changes of either wait for it', () => {
    const other = itemKeySchema.parse('hubspot:a:contact:8')
    const merge = (seq: number) => made({ key, seq, kind: 'merge', values: {}, otherKey: other })
    const waits = { for: 'earlier-change', untilMs: null }
    expect(turnOfLast([merge(1)])).toBeNull()
    expect(turnOfLast([merge(1)], [other])).toEqual(waits)
    expect(turnOfLast([made({ key: other, seq: 1 }), merge(2)])).toEqual(waits)
    expect(turnOfLast([merge(1), made({ key: other, seq: 2 })])).toEqual(waits)
  })

  describe('of a contact that was never sent', () => {
    const unsent = { key, externalId: null }
    const creation = made({ ...unsent, seq: 1, kind: 'create' })
    const removal = (differences: Partial<Change> = {}) =>
      made({ ...unsent, seq: 3, kind: 'delete', values: {}, ...differences })

    it('waits as long as its deletion can be taken back, and the deletion goes then', () => {
      const edit = made({ ...unsent, seq: 2 })
      const end = removal({ notBeforeMs: 1_500 })
      const turns = turnsOf([creation, edit, end], new Set(), nowMs)
      expect([creation, edit, end].map(({ id }) => turns.get(id))).toEqual([
        { for: 'undo', untilMs: 1_500 },
        { for: 'undo', untilMs: 1_500 },
        { for: 'undo', untilMs: 1_500 },
      ])
      expect(turnsOf([creation, edit, removal()], new Set(), nowMs).get(creation.id)).toEqual({
        for: 'undo',
        untilMs: null,
      })
      expect(turnOfLast([creation, edit, removal()])).toBeNull()
      expect(turnOfLast([creation, removal({ kind: 'erase' })])).toBeNull()
    })

    it('is sent all the same where it was tried before, is on its way, or its deletion is held', () => {
      const attempt = { serverMs: 0, localMs: 0 }
      const tried = { ...creation, attempt }
      expect(turnsOf([tried, removal()], new Set(), nowMs).get(tried.id)).toBeNull()
      expect(turnOfLast([tried, removal()])).toEqual({ for: 'earlier-change', untilMs: null })
      expect(turnOfLast([creation, removal()], [key])).toEqual({ for: 'earlier-change', untilMs: null })
      expect(turnsOf([creation, removal({ state: 'held' })], new Set(), nowMs).get(creation.id)).toBeNull()
    })

    it.each([
      ['delete', null, true],
      ['erase', null, true],
      ['delete', '9', false],
      ['erase', '9', false],
      ['update', null, false],
      ['create', null, false],
      ['merge', null, false],
    ] as const)('ends without a word to anybody: a %s of %j, %s', (kind, externalId, expected) => {
      expect(isEndOfUnsent(made({ kind, externalId }))).toBe(expected)
    })
  })
})
