import type { Client } from '../../shared/ipc/types.ts'
import { arrangementSchema } from '../../shared/model/arrangement.ts'
import type { FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

/** Keeps what is arranged in the state, by kind and scope. */
export const createFakeArrangements = (state: FakeState): Client['arrangements'] => ({
  get: ({ kind, scope }) => Promise.resolve(succeed(state.arrangements[`${kind} ${scope}`] ?? null)),
  put({ scope, arrangement }) {
    state.arrangements[`${arrangement.kind} ${scope}`] = arrangementSchema.parse(arrangement)
    return Promise.resolve(succeed({}))
  },
})
