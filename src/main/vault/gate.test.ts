import { describe, expect, it } from 'vitest'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AppError } from '../../shared/errors.ts'
import { createGate, type Gate, type GatePorts } from './gate.ts'
import type { OpenKeys, ShutProtection } from './master-key.ts'

interface Core {
  readonly key: Uint8Array
  isClosed: boolean
}

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
const persisted = { state: 'persisted', method: 'key-store', backend: 'fake' } as const
const keys = (fill: number): OpenKeys =>
  ({ key: key(fill), next: null, protection: persisted }) as unknown as OpenKeys
const undecided: ShutProtection = { state: 'undecided', reason: 'no-key-store' }
const locked: ShutProtection = { state: 'locked', reason: 'passphrase' }

function inHand(
  first: Result<OpenKeys, ShutProtection> = ok(keys(1)),
  differences: Partial<GatePorts<Core>> = {},
) {
  const told: unknown[] = []
  const thrown: unknown[] = []
  const cores: Core[] = []
  const state = { opened: first }
  const gate: Gate<Core> = createGate<Core>({
    openByKeyStore: async () => state.opened,
    settle: async (opened) => ok(opened.key),
    startCore: async (masterKey) => {
      const core = { key: masterKey.key, isClosed: false }
      cores.push(core)
      return core
    },
    closeCore: async (core) => {
      core.isClosed = true
    },
    onChanged: (protection) => told.push(protection),
    onThrown: (error) => thrown.push(error),
    ...differences,
  })
  return { gate, state, told, thrown, cores }
}

const coreOf = async (gate: Gate<Core>): Promise<Core> => {
  const phase = await gate.phase()
  if (phase.state !== 'open') throw new Error('shut')
  return phase.core
}

describe('the gate at the start', () => {
  it('opens with the key that is in force, which need not be the first one', async () => {
    const { gate, told } = inHand(ok(keys(1)), { settle: async () => ok(key(2)) })
    expect(await gate.phase()).toMatchObject({
      state: 'open',
      masterKey: { key: key(2), protection: persisted },
    })
    expect(await coreOf(gate)).toEqual({ key: key(2), isClosed: false })
    expect(told).toEqual([])
  })

  it('is shut where the key store gives none, and says why', async () => {
    const { gate, cores } = inHand(err(undecided))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: undecided })
    expect(cores).toEqual([])
  })

  it('is shut where nobody can say which key is in force', async () => {
    const { gate } = inHand(ok(keys(1)), { settle: async () => err({ kind: 'storage-unavailable' }) })
    expect(await gate.phase()).toEqual({
      state: 'shut',
      protection: { state: 'locked', reason: 'key-unreadable' },
    })
  })

  it('leaves a failure of the core to whoever asks for it', async () => {
    const { gate } = inHand(ok(keys(1)), { startCore: () => Promise.reject(new Error('no core')) })
    await gate.phase()
    await new Promise((resolve) => setImmediate(resolve))
    await expect(coreOf(gate)).rejects.toThrow('no core')
  })
})

describe('changes of what protects', () => {
  it('come one after another, each seeing what the one before has left, also after one that threw', async () => {
    const { gate } = inHand(err(undecided))
    const seen: string[] = []
    const first = gate.inTurn(async ({ state }) => {
      seen.push(state)
      await new Promise((resolve) => setImmediate(resolve))
      return gate.open({ key: key(3), protection: persisted })
    })
    const second = gate.inTurn(async ({ state }): Promise<Result<null, AppError>> => {
      seen.push(state)
      throw new Error('of this turn alone')
    })
    const third = gate.inTurn(async ({ state }) => {
      seen.push(state)
      return ok('third')
    })
    expect(await first).toEqual(ok(null))
    await expect(second).rejects.toThrow('of this turn alone')
    expect(await third).toEqual(ok('third'))
    expect(seen).toEqual(['shut', 'open', 'open'])
  })

  it('are told once the core runs', async () => {
    const order: string[] = []
    const { gate } = inHand(err(undecided), {
      startCore: async (masterKey) => {
        await new Promise((resolve) => setImmediate(resolve))
        order.push('started')
        return { key: masterKey.key, isClosed: false }
      },
      onChanged: ({ state }) => order.push(state),
    })
    expect(await gate.openKept(keys(4))).toEqual(ok(null))
    expect(order).toEqual(['started', 'persisted'])
    expect((await coreOf(gate)).key).toEqual(key(4))
  })

  it('do not open with keys of which nobody can say which one is in force', async () => {
    let isSettled = true
    const { gate, told } = inHand(err(undecided), {
      settle: async (opened) => (isSettled ? ok(opened.key) : err({ kind: 'storage-unavailable' })),
    })
    isSettled = false
    expect(await gate.openKept(keys(4))).toEqual(err({ kind: 'storage-unavailable' }))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: undecided })
    expect(told).toEqual([])
  })

  it('ask the key store again when the user asks for another try', async () => {
    const { gate, state, told } = inHand(err(undecided))
    await gate.phase()
    state.opened = err(locked)
    expect(await gate.retry()).toEqual(err({ kind: 'vault-unavailable' }))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: locked })
    state.opened = ok(keys(5))
    expect(await gate.retry()).toEqual(ok(null))
    expect((await coreOf(gate)).key).toEqual(key(5))
    expect(told).toEqual([locked, persisted])
  })
})

describe('another key in the place of the one that is in use', () => {
  it('is put there while the core is closed, and what comes meanwhile waits for the new one', async () => {
    const { gate, cores, told } = inHand()
    const before = await coreOf(gate)
    let asked: Promise<Core> | undefined
    const replaced = await gate.replaceKey(async () => {
      expect(before.isClosed).toBe(true)
      asked = coreOf(gate)
      return ok(key(6))
    })
    expect(replaced).toEqual(ok(null))
    expect((await asked!).key).toEqual(key(6))
    expect(cores).toHaveLength(2)
    expect(told).toEqual([persisted])
    expect(await gate.phase()).toMatchObject({ masterKey: { protection: persisted } })
  })

  it('is the old one again where that failed, also by an exception', async () => {
    const { gate, thrown } = inHand()
    const refusal = err({ kind: 'storage-full' } as const)
    expect(await gate.replaceKey(async () => refusal)).toEqual(refusal)
    expect(await coreOf(gate)).toEqual({ key: key(1), isClosed: false })
    expect(thrown).toEqual([])
    const failure = new Error('of the disk')
    expect(await gate.replaceKey(() => Promise.reject(failure))).toEqual(err({ kind: 'bug' }))
    expect(await coreOf(gate)).toEqual({ key: key(1), isClosed: false })
    expect(thrown).toEqual([failure])
  })

  it('is refused where nothing is open', async () => {
    const shut = inHand(err(undecided))
    let wasAsked = false
    const work = async (): Promise<Result<Uint8Array, AppError>> => {
      wasAsked = true
      return ok(key(6))
    }
    expect(await shut.gate.replaceKey(work)).toEqual(err({ kind: 'vault-locked' }))
    const closed = inHand()
    await closed.gate.close()
    expect(await closed.gate.replaceKey(work)).toEqual(err({ kind: 'vault-locked' }))
    expect(wasAsked).toBe(false)
    expect(closed.cores).toHaveLength(1)
  })
})

describe('a lock', () => {
  it('closes the core, overwrites its key and answers as shut from then on', async () => {
    const { gate, told } = inHand()
    const core = await coreOf(gate)
    expect(await gate.lock(locked)).toEqual(ok(null))
    expect(core.isClosed).toBe(true)
    expect(core.key).toEqual(key(0))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: locked })
    expect(told).toEqual([locked])
    expect(await gate.lock(undecided)).toEqual(ok(null))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: locked })
    expect(told).toEqual([locked])
  })

  it('answers as shut before the core is closed, and locks also where that fails', async () => {
    let refuse = (_error: Error): void => undefined
    const { gate, thrown } = inHand(ok(keys(1)), {
      closeCore: () => new Promise((_resolve, reject) => (refuse = reject)),
    })
    const core = await coreOf(gate)
    const locking = gate.lock(locked)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: locked })
    const failure = new Error('of closing')
    refuse(failure)
    expect(await locking).toEqual(ok(null))
    expect(thrown).toEqual([failure])
    expect(core.key).toEqual(key(0))
  })
})

describe('the end', () => {
  it('closes what is open, once and for good', async () => {
    const { gate, cores } = inHand()
    await coreOf(gate)
    await gate.close()
    expect(cores.map(({ isClosed }) => isClosed)).toEqual([true])
    expect(await gate.open({ key: key(7), protection: persisted })).toEqual(err({ kind: 'vault-locked' }))
    expect(await gate.lock(locked)).toEqual(ok(null))
    expect(cores).toHaveLength(1)
    expect((await gate.phase()).state).toBe('open')
  })

  it('has nothing to close where nothing is open', async () => {
    const { gate, cores } = inHand(err(undecided))
    await gate.close()
    expect(cores).toEqual([])
    expect(await gate.open({ key: key(7), protection: persisted })).toEqual(err({ kind: 'vault-locked' }))
    expect(await gate.phase()).toEqual({ state: 'shut', protection: undecided })
  })
})
