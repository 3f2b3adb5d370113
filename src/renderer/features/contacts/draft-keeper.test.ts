import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { draftIdSchema } from '../../../shared/model/draft.ts'
import { createDraftKeeper, type TypedDraft } from './draft-keeper.ts'

const aDraft = (phone: string, id = 'key-1'): TypedDraft => ({
  id: draftIdSchema.parse(id),
  accountId: accountIdSchema.parse('account-1'),
  values: { phone },
  base: { phone: '' },
})

describe('the keeper of drafts', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const keeping = (kept: TypedDraft | null = null) => {
    const door = { put: vi.fn(), remove: vi.fn() }
    return { door, keeper: createDraftKeeper(door, kept) }
  }

  it('keeps the last of what was typed once typing pauses (U1)', () => {
    const { door, keeper } = keeping()
    keeper.keep(aDraft('1'))
    vi.advanceTimersByTime(299)
    keeper.keep(aDraft('12'))
    vi.advanceTimersByTime(299)
    expect(door.put).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(door.put.mock.calls).toEqual([[aDraft('12')]])
  })

  it('keeps it at once when the screen goes away, and only once (U1)', () => {
    const { door, keeper } = keeping()
    keeper.keep(aDraft('1'))
    keeper.flush()
    expect(door.put.mock.calls).toEqual([[aDraft('1')]])
    keeper.flush()
    vi.runAllTimers()
    expect(door.put).toHaveBeenCalledOnce()
  })

  it('forgets what was kept, or waited to be', () => {
    const { door, keeper } = keeping()
    keeper.keep(aDraft('1'))
    keeper.forget()
    vi.runAllTimers()
    expect(door.put).not.toHaveBeenCalled()
    expect(door.remove).not.toHaveBeenCalled()
    const other = keeping(aDraft('1'))
    other.keeper.forget()
    expect(other.door.remove.mock.calls).toEqual([['key-1']])
  })

  it('writes nothing that is kept already', () => {
    const { door, keeper } = keeping(aDraft('1'))
    keeper.keep(aDraft('1'))
    vi.runAllTimers()
    expect(door.put).not.toHaveBeenCalled()
  })

  it('goes on under the name that the provider gave the contact', () => {
    const { door, keeper } = keeping(aDraft('1', 'new-1'))
    keeper.keep(aDraft('1', 'key-9'))
    vi.runAllTimers()
    expect(door.put.mock.calls).toEqual([[aDraft('1', 'key-9')]])
    expect(door.remove.mock.calls).toEqual([['new-1']])
  })
})
