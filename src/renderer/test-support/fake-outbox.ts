import type { Client } from '../../shared/ipc/types.ts'
import { type ChangeId, changeIdSchema } from '../../shared/model/change-id.ts'
import {
  type ChangeState,
  type ChangeView,
  changeViewSchema,
  type Outbox,
} from '../../shared/model/change.ts'
import { itemKey } from '../../shared/model/item.ts'
import { anAccount, type Emit, fakeNowMs, type FakeState } from './fake-state.ts'
import { failWith, succeed } from './replies.ts'

/** A change of Ada Lovelace's phone number that waits for its turn. */
export function aChange(overrides: Partial<ChangeView> = {}): ChangeView {
  const account = anAccount()
  return {
    ...changeViewSchema.parse({
      id: 'change-1',
      revision: 1,
      kind: 'update',
      state: 'waiting',
      providerId: account.providerId,
      accountId: account.id,
      key: itemKey(account.providerId, account.id, 'contact', '1000'),
      name: 'Ada Lovelace',
      otherKey: null,
      otherName: null,
      madeAtMs: fakeNowMs - 60_000,
      endedAtMs: null,
      fields: [{ name: 'phone', label: 'Phone', before: '+44 20 1', after: '+44 20 2' }],
      waitsFor: null,
      attempts: 0,
      lastError: null,
      reason: null,
    }),
    ...overrides,
  }
}

export const aChangeId = (id: string): ChangeId => changeIdSchema.parse(id)

/** An outbox whose counts are those of its lists, unless they are given. */
export function anOutbox(lists: Partial<Outbox> = {}): Outbox {
  const { waiting = [], needsYou = [], today = [] } = lists
  const open = [...waiting, ...needsYou]
  return {
    waiting,
    waitingCount: waiting.length,
    needsYou,
    needsYouCount: needsYou.length,
    today,
    todayCount: today.length,
    byAccount: [...new Set(open.map(({ accountId }) => accountId))].map((accountId) => ({
      accountId,
      count: open.filter((change) => change.accountId === accountId).length,
    })),
    undo: null,
    redo: null,
    ...lists,
  }
}

/** What main would do with the changes of the state, sending nothing. */
export function createFakeOutbox(state: FakeState, emit: Emit): Client['outbox'] {
  const nothing = () => Promise.resolve(succeed({}))
  const open = (): readonly ChangeView[] => [...state.outbox.waiting, ...state.outbox.needsYou]
  const put = (changes: readonly ChangeView[], ended: readonly ChangeView[] = []): void => {
    const { undo, redo, today } = state.outbox
    state.outbox = anOutbox({
      waiting: changes.filter((change) => change.state !== 'needs-you'),
      needsYou: changes.filter((change) => change.state === 'needs-you'),
      today: [...ended, ...today],
      undo,
      redo,
    })
    emit('outboxChanged', {})
    emit('itemsChanged', {})
  }
  const setState = (ids: readonly string[], next: ChangeState) => {
    put(
      open().map((change) =>
        ids.includes(change.id) ? { ...change, state: next, reason: null, waitsFor: null } : change,
      ),
    )
    return nothing()
  }
  const step = (done: 'undo' | 'redo') => () => {
    const taken = state.outbox[done]
    const other = done === 'undo' ? 'redo' : 'undo'
    state.outbox = { ...state.outbox, [done]: null, [other]: taken ?? state.outbox[other] }
    emit('outboxChanged', {})
    emit('itemsChanged', {})
    return Promise.resolve(
      succeed(taken === null ? null : { ...taken, changedSince: [], changedSinceCount: 0 }),
    )
  }
  return {
    get: () => Promise.resolve(succeed(state.outbox)),
    getCounts: () => {
      const { waitingCount, needsYouCount, byAccount } = state.outbox
      return Promise.resolve(succeed({ waitingCount, needsYouCount, byAccount }))
    },
    hold: ({ ids }) => setState(ids, 'held'),
    release: ({ ids }) => setState(ids, 'waiting'),
    retry: ({ ids }) => setState(ids, 'waiting'),
    discard({ ids }) {
      const gone = open().filter(({ id }) => ids.includes(id))
      if (gone.length < ids.length || gone.some((change) => change.state === 'sending')) {
        return Promise.resolve(failWith({ kind: 'changed-meanwhile' }))
      }
      put(
        open().filter(({ id }) => !ids.includes(id)),
        gone.map((change) => ({ ...change, state: 'discarded', endedAtMs: fakeNowMs, waitsFor: null })),
      )
      return nothing()
    },
    resolve({ id, revision }) {
      const change = open().find((one) => one.id === id)
      if (change?.state !== 'needs-you' || change.revision !== revision) {
        return Promise.resolve(failWith({ kind: 'changed-meanwhile' }))
      }
      return setState([id], 'waiting')
    },
    undo: step('undo'),
    redo: step('redo'),
  }
}
