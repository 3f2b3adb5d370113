import type { Client } from '../../shared/ipc/types.ts'
import type { FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

const nothing = () => Promise.resolve(succeed({}))

/** What the state says waits to be sent. */
export function createFakeOutbox(state: FakeState): Client['outbox'] {
  return {
    get: () => Promise.resolve(succeed(state.outbox)),
    hold: nothing,
    release: nothing,
    discard: nothing,
    retry: nothing,
    resolve: nothing,
    undo: () => Promise.resolve(succeed(null)),
    redo: () => Promise.resolve(succeed(null)),
  }
}
