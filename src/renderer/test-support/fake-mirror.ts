import type { Client } from '../../shared/ipc/types.ts'
import { deviceIdSchema, type MirrorStatus } from '../../shared/model/mirror.ts'
import type { FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

/** As it is before anybody wants it. */
export const noMirror: MirrorStatus = {
  state: 'off',
  settings: null,
  suggested: null,
  chosenAuthorities: [],
  problem: null,
  team: null,
  accounts: [],
  accessRule: 'resetkeys ~cv1:{TEAM}:*',
}

const team: NonNullable<MirrorStatus['team']> = {
  joinAddress: 'rediss://redis.acme.example:6380#team-1',
  devices: [
    {
      id: deviceIdSchema.parse('device-1'),
      name: 'harbour',
      isThis: true,
      joinedAtMs: Date.UTC(2026, 10, 1),
      lastSeenAtMs: Date.UTC(2026, 10, 29),
    },
  ],
  keyMadeAtMs: Date.UTC(2026, 10, 1),
  isKeyChanging: false,
}

/** A server that does all that it is asked. */
export function createFakeMirror(state: FakeState): Client['mirror'] {
  const change = (changes: Partial<MirrorStatus>) => {
    state.mirror = { ...state.mirror, ...changes }
    return Promise.resolve(succeed(state.mirror))
  }
  return {
    get: () => Promise.resolve(succeed(state.mirror)),
    chooseAuthorities: () => {
      state.mirror = { ...state.mirror, chosenAuthorities: ['O=Acme, CN=Acme Root'] }
      return Promise.resolve(succeed({ count: 1 }))
    },
    test: () =>
      Promise.resolve(
        succeed({
          problem: null,
          warnings: [],
          evictionPolicy: 'noeviction',
          version: '7.0.15',
          roundTripMs: 3,
        }),
      ),
    configure: ({ server, username, password, authorities }) =>
      change({
        state: state.mirror.team === null ? 'set' : state.mirror.state,
        settings: {
          server,
          username,
          hasPassword: password.kind !== 'none',
          authorities: authorities === 'chosen' ? state.mirror.chosenAuthorities : [],
        },
        chosenAuthorities: [],
      }),
    create: () => change({ state: 'connected', team }),
    join: () =>
      change({ state: 'connected', team }).then(() => succeed({ status: state.mirror, connected: [] })),
    setAccount: ({ accountId, isShared }) =>
      change({
        accounts: state.mirror.accounts.map((one) =>
          one.accountId === accountId
            ? { ...one, isShared, state: isShared ? ('in-step' as const) : ('not-shared' as const) }
            : one,
        ),
      }),
    rotate: () => change({}),
    leave: () => change({ ...noMirror }).then(() => succeed({ status: state.mirror, isStillListed: false })),
    settle: ({ accountId }) =>
      change({
        accounts: state.mirror.accounts.map((one) =>
          one.accountId === accountId ? { ...one, state: 'in-step' as const } : one,
        ),
      }),
    findPlainKeys: () => Promise.resolve(succeed([])),
    importPlainKeys: () => Promise.resolve(succeed([])),
    removePlainKeys: ({ keys }) => Promise.resolve(succeed({ removed: keys.length })),
  }
}
