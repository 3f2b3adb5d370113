import { describe, expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import type { Change } from './change.ts'
import { turnsOf } from './send-order.ts'
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
})
