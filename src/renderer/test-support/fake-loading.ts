import type { Client } from '../../shared/ipc/types.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import { aChoice } from './fake-choice.ts'
import { type Emit, type FakeState } from './fake-state.ts'
import { failWith, succeed } from './replies.ts'

const nothing = () => Promise.resolve(succeed({}))

/** Loading as main does it, but that a load goes on until it is stopped. */
export function createFakeLoading(state: FakeState, emit: Emit): Pick<Client, 'sync' | 'storage'> {
  const change = (accountId: string, changes: Partial<SyncStatus>) => {
    state.statuses = state.statuses.map((one) => (one.accountId === accountId ? { ...one, ...changes } : one))
    emit('syncChanged', {})
    return nothing()
  }
  const isPaused = (accountId: string): boolean =>
    state.statuses.some((one) => one.accountId === accountId && one.isPaused)

  return {
    sync: {
      getStatus: () => Promise.resolve(succeed(state.statuses)),
      start: ({ accountId }) =>
        isPaused(accountId)
          ? Promise.resolve(failWith({ kind: 'invalid-request', detail: 'paused' }))
          : change(accountId, { isRunning: true }),
      cancel: ({ accountId }) => change(accountId, { isRunning: false }),
      pause: ({ accountId }) => change(accountId, { isRunning: false, isPaused: true }),
      resume: ({ accountId }) => change(accountId, { isPaused: false }),
      getChoice: ({ accountId }) => Promise.resolve(succeed(state.choices[accountId] ?? aChoice())),
      setChoice({ accountId, choice }) {
        const known = state.choices[accountId] ?? aChoice()
        state.choices[accountId] = aChoice(
          { ...known.choice, ...choice } as typeof known.choice,
          known.options,
        )
        const excluded = new Set<string>(choice.excluded)
        state.statuses = state.statuses.map((status) =>
          status.accountId !== accountId
            ? status
            : {
                ...status,
                streams: status.streams.map((stream) =>
                  excluded.has(stream.feed) ? { ...stream, state: 'left-out', loaded: 0 } : stream,
                ),
              },
        )
        emit('syncChanged', {})
        return nothing()
      },
      loadInside({ key }) {
        if (!state.items.some((item) => item.key === key)) {
          return Promise.resolve(failWith({ kind: 'not-found' }))
        }
        state.details[key] = { ...state.details[key], inside: 'loaded' }
        emit('itemsChanged', {})
        return nothing()
      },
      history: ({ accountId }) =>
        Promise.resolve(
          succeed(state.runs.filter((run) => accountId === null || run.accountId === accountId)),
        ),
    },
    storage: {
      get: () => Promise.resolve(succeed({ ...state.storage, items: state.items.length })),
      check: () => Promise.resolve(succeed({ problems: state.storageProblems })),
      rebuildSearch: nothing,
      restoreCopy: nothing,
    },
  }
}
