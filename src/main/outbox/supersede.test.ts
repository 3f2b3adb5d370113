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
      made({ key, seq: 3, kind: 'create', values: { phone: 'first' } }),
      parked,
      made({ key, seq: 1, values: { phone: 'older' } }),
    ]) {
      expect(superseded([parked], [other], 7)).toEqual([parked])
    }
    const creation = made({ key, seq: 1, kind: 'create', state: 'needs-you', values: { phone: 'first' } })
    expect(superseded([creation], [made({ key, seq: 2 })], 7)).toEqual([creation])
    const sent = made({ key, seq: 1, state: 'sent', endedAtMs: 3 })
    expect(superseded([sent], [made({ key, seq: 2 })], 7)).toEqual([sent])
  })

  it('divide between them what the list shows and what was refused', () => {
    const parked = made({
      key,
      seq: 1,
      state: 'needs-you',
      reason: {
        ...{ kind: 'refused', message: 'not valid', sentCount: 0 },
        fields: [
          { name: 'phone', label: 'Phone', message: 'not a number' },
          { name: 'company', label: 'Company', message: 'too long' },
        ],
      },
      values: { phone: 'mine', company: 'mine' },
      base: { phone: 'old', company: 'older' },
      shown: { phone: 'mine', organisation: 'mine' },
    })
    const later = made({
      key,
      seq: 2,
      values: { phone: 'newer' },
      base: { phone: 'mine' },
      shown: { phone: 'newer' },
    })
    const [rest, givenUp] = superseded([parked], [later], 7)
    expect(rest?.shown).toEqual({ organisation: 'mine' })
    expect(rest?.base).toEqual({ company: 'older' })
    expect(rest?.reason).toMatchObject({
      kind: 'refused',
      message: 'not valid',
      fields: [{ name: 'company' }],
    })
    expect(givenUp).toMatchObject({ base: { phone: 'old' }, revision: 0, seq: 1 })
    expect(Object.keys(givenUp?.base ?? {})).toEqual(['phone'])
  })

  it.each<[NeedReason | null]>([[{ kind: 'deleted-there' }], [null]])(
    'leave the reason %j as it is',
    (reason) => {
      const parked = made({
        ...{ key, seq: 1, state: 'needs-you', reason },
        ...{ values: { phone: 'mine', company: 'mine' }, base: { phone: 'old', company: 'old' } },
      })
      const later = made({ key, seq: 2, values: { phone: 'newer' }, base: { phone: 'mine' } })
      expect(superseded([parked], [later], 7)[0]?.reason).toBe(reason)
    },
  )

  it('are the parked one and the next after it that sets the field, of several', () => {
    const parked = made({
      ...{ key, seq: 1, state: 'needs-you', reason: conflict('phone', 'company') },
      ...{ values: { phone: 'mine', company: 'mine' }, base: { phone: 'old', company: 'old' } },
    })
    const next = made({
      ...{
        key,
        seq: 2,
        values: { phone: 'newer', company: 'newer' },
        base: { phone: 'mine', company: 'mine' },
      },
    })
    const last = made({ key, seq: 3, values: { phone: 'newest' }, base: { phone: 'newer' } })
    const changes = superseded([parked], [next, last], 7)
    expect(changes.map(({ id }) => id)).toEqual([parked.id, next.id])
    expect(changes[0]).toMatchObject({ state: 'settled' })
    expect(changes[1]).toMatchObject({ base: { phone: 'old', company: 'old' } })
  })

  it('are told apart from other parked ones, which stay as they are', () => {
    const own = { key, state: 'needs-you' as const, reason: conflict('phone') }
    const first = made({ ...own, seq: 1, values: { phone: 'mine' }, base: { phone: 'old' } })
    const other = made({ ...own, seq: 2, values: { city: 'Bonn' }, base: { city: '' } })
    const later = made({ key, seq: 3, values: { phone: 'newer' }, base: { phone: 'mine' } })
    const changes = superseded([first, other], [later], 7)
    expect(changes[1]).toBe(other)
    expect(changes.map(({ state }) => state)).toEqual(['settled', 'needs-you', 'waiting'])
  })
})
