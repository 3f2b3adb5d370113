import { describe, expect, it } from 'vitest'
import { aChange, aContactKey, aStep } from '../../tests/support/made-up-changes.ts'
import { storeWithOutbox } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'

const open = () => storeWithOutbox(temporaryFolder())

describe('changes', () => {
  it('are read in the order in which they were made, without those that are over', () => {
    const store = open()
    const [first, second, third] = [aChange({ seq: 1 }), aChange({ seq: 2 }), aChange({ seq: 3 })]
    store.ask('writeOutbox', { changes: [third, first, { ...second, endedAtMs: 5 }] })
    expect(store.ask('readOutbox', {}).changes).toEqual([first, third])
  })

  it('take the place of those with the same id', () => {
    const store = open()
    const change = aChange({ seq: 1 })
    const later = { ...change, seq: 4, key: aContactKey('2'), body: '{"attempts":1}' }
    store.ask('writeOutbox', { changes: [change] })
    store.ask('writeOutbox', { changes: [later] })
    expect(store.ask('readOutbox', {})).toEqual({ changes: [later], steps: [], lastSeq: 4 })
  })

  it('that are over are told from a time on, the last first, with their number', () => {
    const store = open()
    const ended = [1, 2, 3, 4].map((seq) => aChange({ seq, endedAtMs: seq === 4 ? 30 : 10 * seq }))
    store.ask('writeOutbox', { changes: [...ended, aChange({ seq: 5 })] })
    const { changes, total } = store.ask('endedChanges', { sinceMs: 20, limit: 2 })
    expect(changes.map(({ seq }) => seq)).toEqual([4, 3])
    expect(total).toBe(3)
    expect(store.ask('endedChanges', { sinceMs: 31, limit: 2 })).toEqual({ changes: [], total: 0 })
  })

  it('never give a number twice, although nothing is left that had it', () => {
    const folder = temporaryFolder()
    const store = storeWithOutbox(folder)
    expect(store.ask('readOutbox', {}).lastSeq).toBe(0)
    const ended = aChange({ seq: 7, endedAtMs: 1 })
    store.ask('writeOutbox', { changes: [ended], steps: [aStep({ seq: 9 }, [ended])] })
    store.ask('forgetEnded', { beforeMs: 2 })
    store.ask('writeOutbox', { changes: [aChange({ seq: 3 })] })
    store.ask('closeAll', {})
    expect(storeWithOutbox(folder).ask('readOutbox', {}).lastSeq).toBe(9)
  })
})

describe('steps', () => {
  it('are kept with their changes in order, replaced and removed', () => {
    const store = open()
    const changes = [aChange({ seq: 2 }), aChange({ seq: 1 })]
    const [one, two] = [aStep({ seq: 1 }, changes), aStep({ seq: 2 }, changes)]
    store.ask('writeOutbox', { changes, steps: [two, one] })
    expect(store.ask('readOutbox', {}).steps).toEqual([one, two])
    const undone = { ...two, body: '{"isUndone":true}', changeIds: [] }
    store.ask('writeOutbox', { steps: [undone], removedSteps: [one.id] })
    expect(store.ask('readOutbox', {}).steps).toEqual([undone])
  })

  it('go with the last of their changes, and not before', () => {
    const store = open()
    const old = [aChange({ seq: 1, endedAtMs: 10 }), aChange({ seq: 2, endedAtMs: 10 })]
    const later = aChange({ seq: 3, endedAtMs: 20 })
    const waiting = aChange({ seq: 4 })
    const steps = [
      aStep({ seq: 1 }, old),
      aStep({ seq: 2 }, [old[0]!, later]),
      aStep({ seq: 3 }, [old[1]!, waiting]),
    ]
    store.ask('writeOutbox', { changes: [...old, later, waiting], steps })
    expect(store.ask('forgetEnded', { beforeMs: 20 })).toEqual({ removed: 2 })
    expect(store.ask('readOutbox', {}).steps.map(({ seq }) => seq)).toEqual([2, 3])
    expect(store.ask('forgetEnded', { beforeMs: 21 })).toEqual({ removed: 1 })
    expect(store.ask('readOutbox', {})).toMatchObject({ changes: [waiting], steps: [{ seq: 3 }] })
  })
})
