import type { Client } from '../../shared/ipc/types.ts'
import type { LocalApiStatus } from '../../shared/model/local-api.ts'
import type { FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

const madeAtMs = Date.UTC(2026, 10, 29, 12)

/** The switch and the token; what is copied goes nowhere. */
export function createFakeLocalApi(state: FakeState): Client['localApi'] {
  const change = (changes: Partial<LocalApiStatus>) => {
    const next = { ...state.localApi, ...changes }
    const whileOn = next.madeAtMs === null ? 'no-token' : 'listening'
    state.localApi = { ...next, state: next.isOn ? whileOn : 'off' }
    return Promise.resolve(succeed(state.localApi))
  }
  return {
    get: () => Promise.resolve(succeed(state.localApi)),
    set: (chosen) => change(chosen),
    createToken: () => change({ madeAtMs }),
    revokeToken: () => change({ madeAtMs: null }),
  }
}
