import { describe, expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import type { NeedReason } from '../../shared/model/change.ts'
import { superseded } from './supersede.ts'
import { made } from './test-support/made-changes.ts'

const key = itemKeySchema.parse('hubspot:a:contact:9')
const shown = (value: string) => ({ value, text: value })
const conflict = (...names: string[]): NeedReason => ({
  kind: 'conflict',
  sentCount: 0,
  isAgain: false,
  fields: names.map((name) => ({
    name,
    label: name,
    before: shown('old'),
    yours: shown('mine'),
    theirs: shown('theirs'),
    theirsAtMs: null,
    theirsBy: null,
  })),
})

describe('a parked edit and a later one of the same field', () => {
  it('give way: the later one is held against what was seen before the first', () => {
    const parked = made({
      key,
      seq: 1,
      state: 'needs-you',
      reason: conflict('phone', 'company'),
      values: { phone: 'mine', company: 'mine' },
      base: { phone: 'old', company: 'old' },
    })
    const later = made({ key, seq: 2, values: { phone: 'newer' }, base: { phone: 'mine' } })
    const [rest, givenUp, taker] = superseded([parked], [later], 7)
    expect(rest).toMatchObject({
      state: 'needs-you',
      values: { company: 'mine' },
      base: { company: 'old' },
      reason: { fields: [{ name: 'company' }] },
      revision: 1,
    })
    expect(Object.keys(rest?.values ?? {})).toEqual(['company'])
    expect(taker).toMatchObject({ id: later.id, base: { phone: 'old' }, revision: 1 })
    expect(givenUp).toMatchObject({ state: 'settled', endedAtMs: 7, reason: null })
    expect(givenUp?.values).toEqual({ phone: 'mine' })
    expect(givenUp?.id).not.toBe(parked.id)
  })

  it('leave a form that was opened before the first to what it had shown', () => {
    const parked = made({
      key,
      seq: 1,
      state: 'needs-you',
      reason: conflict('phone'),
      values: { phone: 'mine' },
    })
    const later = made({ key, seq: 2, values: { phone: 'newer' }, base: { phone: 'long ago' } })
    const changes = superseded([parked], [later], 7)
    expect(changes.find(({ id }) => id === later.id) ?? later).toMatchObject({ base: { phone: 'long ago' } })
    expect(changes[0]).toMatchObject({ state: 'settled' })
  })

  it('end the first where nothing is left of it', () => {
    const parked = made({
      key,
      seq: 1,
      state: 'needs-you',
      reason: conflict('phone'),
      values: { phone: 'mine' },
    })
    const later = made({ key, seq: 2, values: { phone: 'newer' } })
    expect(superseded([parked], [later], 7)[0]).toMatchObject({
      state: 'settled',
      endedAtMs: 7,
      reason: null,
    })
  })

  it('have nothing to do with each other in other fields, other kinds, or the other order', () => {
    const parked = made({
      key,
      seq: 2,
      state: 'needs-you',
      reason: conflict('phone'),
      values: { phone: 'mine' },
    })
    for (const other of [
      made({ key, seq: 3, values: { company: 'A' } }),
      made({ key, seq: 3, kind: 'delete', values: {} }),
      made({ key, seq: 1, values: { phone: 'older' } }),
    ]) {
      expect(superseded([parked], [other], 7)).toEqual([parked])
    }
    const creation = made({ key, seq: 1, kind: 'create', state: 'needs-you', values: { phone: 'first' } })
    expect(superseded([creation], [made({ key, seq: 2 })], 7)).toEqual([creation])
    const sent = made({ key, seq: 1, state: 'sent', endedAtMs: 3 })
    expect(superseded([sent], [made({ key, seq: 2 })], 7)).toEqual([sent])
  })
})
