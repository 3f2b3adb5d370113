import { describe, expect, it } from 'vitest'
import { ended } from './change.ts'
import {
  canBeTakenBack,
  canBeUndone,
  fromStoredStep,
  isImported,
  partOf,
  toStoredStep,
  type Step,
  type StepPart,
} from './step.ts'
import { groupOf, nextRedo, nextUndo, ofManyIn, tooOld } from './step-groups.ts'
import { made } from './test-support/made-changes.ts'

let count = 0

function step(differences: Partial<Step> = {}, part: Partial<StepPart> = {}): Step {
  count += 1
  const change = made()
  return {
    ...{ id: `step-${count}`, seq: count, groupId: null, accountId: change.accountId },
    ...{ kind: 'update', name: 'Ada', state: 'done', undoneBy: [] },
    parts: [{ ...partOf(change), outcome: 'sent', ...part }],
    ...differences,
  }
}

describe('a part of a step', () => {
  it('is what it takes to make the opposite of a change, and how far that is', () => {
    const change = made({ kind: 'merge', name: 'Ada', values: { phone: '1' }, base: { phone: '2' } })
    const { id, key, otherKey, values, base } = change
    expect(partOf(change)).toEqual({
      ...{ changeId: id, kind: 'merge', key, otherKey, name: 'Ada', values, base },
      outcome: 'open',
    })
    for (const state of ['sent', 'discarded', 'settled'] as const) {
      expect(partOf(ended(change, state, 5)).outcome).toBe(state)
    }
    for (const state of ['held', 'needs-you'] as const) {
      expect(partOf({ ...change, state }).outcome).toBe('open')
    }
  })

  it('is read as it was kept, and its step names every change of it', () => {
    const one = step({ groupId: 'many', undoneBy: [partOf(made())] })
    const stored = toStoredStep(one)
    expect(fromStoredStep(stored)).toEqual(one)
    expect(stored).toMatchObject({ id: one.id, seq: one.seq, accountId: one.accountId })
    expect(stored.changeIds).toEqual([one.parts[0]?.changeId, one.undoneBy[0]?.changeId])
    const { groupId: _groupId, ...older } = one
    expect(fromStoredStep({ ...stored, body: JSON.stringify(older) }).groupId).toBeNull()
    expect(() => fromStoredStep({ ...stored, body: '{}' })).toThrow()
    expect(() => fromStoredStep({ ...stored, body: JSON.stringify({ ...one, more: 1 }) })).toThrow()
  })
})

describe('what can be taken back', () => {
  it.each([
    ['update', 'sent', true],
    ['create', 'sent', true],
    ['delete', 'open', true],
    ['erase', 'open', true],
    ['merge', 'open', true],
    ['delete', 'sent', false],
    ['erase', 'sent', false],
    ['merge', 'sent', false],
    ['update', 'discarded', false],
    ['update', 'settled', false],
  ] as const)('of a %s that is %s: %s', (kind, outcome, expected) => {
    expect(canBeTakenBack(step({}, { kind, outcome }))).toBe(expected)
    expect(canBeTakenBack(step({ state: 'undone' }, { kind, outcome }))).toBe(false)
  })

  it('is a step of which one part can be', () => {
    const one = step({}, { outcome: 'settled' })
    expect(canBeTakenBack({ ...one, parts: [...one.parts, ...step().parts] })).toBe(true)
    expect(canBeTakenBack({ ...one, parts: [] })).toBe(false)
  })

  it('is asked about first where an import has created it', () => {
    const created = { kind: 'create', outcome: 'sent' } as const
    expect(isImported(step({ groupId: 'many' }, created))).toBe(true)
    expect(isImported(step({}, created))).toBe(false)
    expect(isImported(step({ groupId: 'many' }, { ...created, outcome: 'open' }))).toBe(false)
    expect(isImported(step({ groupId: 'many' }, { kind: 'update', outcome: 'sent' }))).toBe(false)
    expect(canBeUndone(step({ groupId: 'many' }, created))).toBe(false)
    expect(canBeUndone(step({}, created))).toBe(true)
  })
})

describe('steps in groups', () => {
  const ids = (steps: readonly Step[]) => steps.map(({ id }) => id)

  it('are undone the newest group first, which is the one with the newest step', () => {
    const [first, between, last] = [step({ groupId: 'many' }), step(), step({ groupId: 'many' })]
    expect(ids(nextUndo([last, between, first]))).toEqual([first.id, last.id])
    const [one, two] = [step(), step()]
    expect(ids(nextUndo([two, one]))).toEqual([two.id])
    expect(groupOf(first)).toBe('many')
    expect(groupOf(one)).toBe(one.id)
  })

  it('are passed over where nothing of them can be undone, and undone in part where that can be', () => {
    const good = step()
    const [isOver, part] = [step({ groupId: 'g' }, { outcome: 'settled' }), step({ groupId: 'g' })]
    expect(ids(nextUndo([good, isOver]))).toEqual([good.id])
    expect(ids(nextUndo([good, isOver, part]))).toEqual([part.id])
    expect(nextUndo([isOver])).toEqual([])
    expect(nextUndo([])).toEqual([])
  })

  it('are done again the last undone group first, which is the oldest of those', () => {
    const undone = (differences: Partial<Step> = {}) => step({ state: 'undone', ...differences })
    const [older, newer] = [undone(), undone()]
    expect(ids(nextRedo([newer, older]))).toEqual([older.id])
    const [one, other] = [undone({ groupId: 'g' }), step({ groupId: 'g' })]
    expect(ids(nextRedo([one, other]))).toEqual([one.id])
    expect(nextRedo([step()])).toEqual([])
    expect(nextRedo([])).toEqual([])
  })

  it('make room for new ones once there are more than a hundred groups', () => {
    const known = Array.from({ length: 100 }, () => step())
    expect(tooOld(known, [])).toEqual([])
    const [next, more] = [step(), step()]
    expect(tooOld(known, [next])).toEqual([known[0]?.id])
    expect(tooOld(known, [next, more])).toEqual([known[0]?.id, known[1]?.id])
    // The same step, written anew.
    expect(tooOld(known, [{ ...known[99]!, state: 'undone' }])).toEqual([])
    const many = Array.from({ length: 300 }, () => step({ groupId: 'many' }))
    expect(tooOld(many, known.slice(1))).toEqual([])
    expect(tooOld([known[0]!, ...many], known.slice(1))).toEqual([known[0]?.id])
    const old = [step({ seq: -2, groupId: 'old' }), step({ seq: -1, groupId: 'old' })]
    expect(tooOld([...known, ...old], [])).toEqual([old[0]?.id, old[1]?.id])
  })

  it('tell the changes of what was done to many at once from others', () => {
    const [many, one] = [step({ groupId: 'many' }), step()]
    const isOfMany = ofManyIn([many, one])
    expect(isOfMany(made({ stepId: many.id }))).toBe(true)
    expect(isOfMany(made({ stepId: one.id }))).toBe(false)
    expect(isOfMany(made({ stepId: 'gone' }))).toBe(false)
  })
})
