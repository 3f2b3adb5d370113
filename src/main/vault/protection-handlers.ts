import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { isLockable } from '../../shared/model/app-state.ts'
import { isLongEnough } from '../../shared/model/passphrase.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Cipher } from './cipher.ts'
import type { Gate } from './gate.ts'
import type { KeySeal } from './key-file.ts'
import {
  changePassphrase,
  createByPassphrase,
  newKey,
  openByKeyStore,
  openByPassphrase,
  sealByKeyStore,
  sealByPassphrase,
  type OpenKeys,
} from './master-key.ts'

export interface ProtectionPorts {
  readonly gate: Gate<unknown>
  readonly keyFile: string
  readonly cipher: Cipher
  /** Puts another key in the place of this one, in the vault and in the key file. */
  readonly rotate: (
    current: OpenKeys,
    sealKey: (key: Uint8Array) => Promise<Result<KeySeal, AppError>>,
  ) => Promise<Result<Uint8Array, AppError>>
  readonly wait: (ms: number) => Promise<void>
  /** Lets the page keep what is typed, and takes everything off it. */
  readonly clearPage: () => Promise<void>
}

const firstDelayMs = 500
const longestDelayMs = 10_000

/** Grows with each wrong try since the last right one, and never locks anybody out. */
export const delayAfter = (wrongTries: number): number =>
  wrongTries === 0 ? 0 : Math.min(longestDelayMs, firstDelayMs * 2 ** (wrongTries - 1))

const notNow = err({ kind: 'invalid-request', detail: 'not in this state' } as const)

/** The endpoints about what protects this computer's copy. */
export function createProtectionHandlers(ports: ProtectionPorts): Handlers['protection'] {
  const { gate, keyFile, cipher } = ports
  let wrongTries = 0

  /** A wrong passphrase is answered late, so that a program cannot try many; one try runs at a time. */
  async function trying<Value>(work: Promise<Result<Value, AppError>>): Promise<Result<Value, AppError>> {
    const result = await work
    if (result.ok) wrongTries = 0
    else if (result.error.kind === 'wrong-passphrase') {
      wrongTries += 1
      await ports.wait(delayAfter(wrongTries))
    }
    return result
  }

  async function openKeys(passphrase: string | null): Promise<Result<OpenKeys, AppError>> {
    if (passphrase !== null) return trying(openByPassphrase(keyFile, passphrase))
    const opened = await openByKeyStore(keyFile, cipher)
    return opened.ok ? opened : err({ kind: 'vault-unavailable' })
  }

  async function sealLike(key: Uint8Array, passphrase: string | null): Promise<Result<KeySeal, AppError>> {
    if (passphrase !== null) return sealByPassphrase(key, passphrase)
    const seal = await sealByKeyStore(key, cipher)
    return seal.ok ? seal : err({ kind: 'vault-unavailable' })
  }

  return {
    retry: async () =>
      done(await gate.inTurn(async ({ state }) => (state === 'open' ? ok(null) : gate.retry()))),

    unlock: async ({ passphrase }) =>
      done(
        await gate.inTurn(async ({ state }) => {
          if (state === 'open') return ok(null)
          const keys = await openKeys(passphrase)
          return keys.ok ? gate.openKept(keys.value) : keys
        }),
      ),

    choosePassphrase: async ({ passphrase }) =>
      done(
        await gate.inTurn(async (phase) => {
          if (phase.state === 'open' || phase.protection.state !== 'undecided') return notNow
          if (!isLongEnough(passphrase)) return tooShort
          const keys = await createByPassphrase(keyFile, passphrase)
          return keys.ok ? gate.openKept(keys.value) : keys
        }),
      ),

    chooseSessionOnly: async () =>
      done(
        await gate.inTurn(async (phase) => {
          if (phase.state === 'open') return ok(null)
          const { reason } = phase.protection
          return gate.open({ key: newKey(), protection: { state: 'session-only', reason } })
        }),
      ),

    changePassphrase: async (change) =>
      done(
        await gate.inTurn(async (phase) => {
          if (phase.state === 'shut') return err({ kind: 'vault-locked' })
          const { protection } = phase.masterKey
          if (protection.state !== 'persisted' || protection.method !== 'passphrase') return notNow
          if (!isLongEnough(change.next)) return tooShort
          return trying(changePassphrase(keyFile, change))
        }),
      ),

    lock: async () =>
      done(
        await gate.inTurn(async (phase) => {
          if (phase.state === 'shut') return ok(null)
          if (!isLockable(phase.masterKey.protection)) return notNow
          await ports.clearPage()
          return gate.lock({ state: 'locked', reason: 'passphrase' })
        }),
      ),

    rotateKey: async ({ passphrase }) =>
      done(
        await gate.inTurn(async (phase) => {
          if (phase.state === 'shut') return err({ kind: 'vault-locked' })
          const { protection } = phase.masterKey
          if (protection.state !== 'persisted') return notNow
          if ((protection.method === 'passphrase') !== (passphrase !== null)) return notNow
          // Before anything is closed: a wrong passphrase must not disturb what is under way.
          const current = await openKeys(passphrase)
          if (!current.ok) return current
          return gate.replaceKey(() => ports.rotate(current.value, (key) => sealLike(key, passphrase)))
        }),
      ),
  }
}

const tooShort = err({ kind: 'invalid-request', detail: 'passphrase too short' } as const)

const done = (result: Result<unknown, AppError>): Result<Record<string, never>, AppError> =>
  result.ok ? ok({}) : result
