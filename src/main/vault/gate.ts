import type { AppError } from '../../shared/errors.ts'
import type { Protection } from '../../shared/model/app-state.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { MasterKey, OpenKeys, ShutProtection } from './master-key.ts'

export interface GatePorts<Core> {
  /** Asks the key store, at the start and whenever the user asks for another try. */
  readonly openByKeyStore: () => Promise<Result<OpenKeys, ShutProtection>>
  /** Finds out which key is in force after a rotation that was cut off. */
  readonly settle: (keys: OpenKeys) => Promise<Result<Uint8Array, AppError>>
  readonly startCore: (masterKey: MasterKey) => Promise<Core>
  readonly closeCore: (core: Core) => Promise<unknown>
  /** What protects has changed, and with it everything that can be read. */
  readonly onChanged: (protection: Protection) => void
  /** Something that must not happen, for the log. */
  readonly onThrown: (thrown: unknown) => void
}

/** `shut`: there is no core, because the user has the word. `open`: it runs, or is on its way. */
export type Phase<Core> =
  | { readonly state: 'shut'; readonly protection: ShutProtection }
  | { readonly state: 'open'; readonly masterKey: MasterKey; readonly core: Promise<Core> }

/**
 * Stands before the core: nothing is opened until there is a key, and where no key store gives one, until
 * the user has said what is to be. What is asked of it is done one after another.
 */
export interface Gate<Core> {
  /** Waits only while the key store is asked or a new key is put in place. */
  phase(): Promise<Phase<Core>>
  /** One change at a time; `work` sees the phase as the change before has left it. */
  inTurn<Value>(
    work: (phase: Phase<Core>) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>>
  /** Starts the core with this key; answers when it runs. Within a turn. */
  open(masterKey: MasterKey): Promise<Result<null, AppError>>
  /** The same with keys that were unwrapped just now. */
  openKept(keys: OpenKeys): Promise<Result<null, AppError>>
  /** Asks the key store again. Within a turn. */
  retry(): Promise<Result<null, AppError>>
  /**
   * Closes the core, lets `work` put another key in place and starts again, with the old key where that
   * failed. Calls that come meanwhile wait. Within a turn.
   */
  replaceKey(work: () => Promise<Result<Uint8Array, AppError>>): Promise<Result<null, AppError>>
  /**
   * Closes the core and overwrites its key: the user has the word again. Calls that come meanwhile are answered as
   * those that come after it. Within a turn.
   */
  lock(protection: ShutProtection): Promise<Result<null, AppError>>
  close(): Promise<void>
}

export function createGate<Core>(ports: GatePorts<Core>): Gate<Core> {
  let isClosed = false
  let current: Promise<Phase<Core>> = openFirst()
  let lastTurn: Promise<unknown> = current

  async function openFirst(): Promise<Phase<Core>> {
    const keys = await ports.openByKeyStore()
    if (!keys.ok) return { state: 'shut', protection: keys.error }
    const key = await ports.settle(keys.value)
    if (!key.ok) return { state: 'shut', protection: { state: 'locked', reason: 'key-unreadable' } }
    return begin({ key: key.value, protection: keys.value.protection })
  }

  function begin(masterKey: MasterKey): Phase<Core> {
    const core = ports.startCore(masterKey)
    // Whoever asks for it hears of it; this keeps a failure that nobody asked about from ending the process.
    core.catch(() => undefined)
    return { state: 'open', masterKey, core }
  }

  async function open(masterKey: MasterKey): Promise<Result<null, AppError>> {
    if (isClosed) return err({ kind: 'vault-locked' })
    const phase = begin(masterKey)
    current = Promise.resolve(phase)
    if (phase.state === 'open') await phase.core
    ports.onChanged(masterKey.protection)
    return ok(null)
  }

  async function openKept(keys: OpenKeys): Promise<Result<null, AppError>> {
    const key = await ports.settle(keys)
    return key.ok ? open({ key: key.value, protection: keys.protection }) : key
  }

  return {
    phase: () => current,
    inTurn(work) {
      const turn = lastTurn.then(async () => work(await current))
      lastTurn = turn.catch(() => undefined)
      return turn
    },
    open,
    openKept,

    async retry() {
      const keys = await ports.openByKeyStore()
      if (keys.ok) return openKept(keys.value)
      current = Promise.resolve({ state: 'shut', protection: keys.error })
      ports.onChanged(keys.error)
      return err({ kind: 'vault-unavailable' })
    },

    async replaceKey(work) {
      const before = await current
      if (before.state === 'shut' || isClosed) return err({ kind: 'vault-locked' })
      const replaced = (async () => {
        await ports.closeCore(await before.core)
        return work()
      })().catch((thrown: unknown) => {
        // Whatever it was, the app must come back with the key that it had.
        ports.onThrown(thrown)
        return err({ kind: 'bug' } as const)
      })
      current = replaced.then((result) =>
        begin(result.ok ? { ...before.masterKey, key: result.value } : before.masterKey),
      )
      const after = await current
      if (after.state === 'open') await after.core
      ports.onChanged(before.masterKey.protection)
      const result = await replaced
      return result.ok ? ok(null) : result
    },

    async lock(protection) {
      const before = await current
      if (before.state === 'shut' || isClosed) return ok(null)
      current = Promise.resolve({ state: 'shut', protection })
      const closed = before.core.then(ports.closeCore)
      // Whatever it was, nobody is to read on.
      await closed.catch(ports.onThrown)
      before.masterKey.key.fill(0)
      ports.onChanged(protection)
      return ok(null)
    },

    async close() {
      isClosed = true
      const last = await current
      if (last.state === 'open') await ports.closeCore(await last.core)
    },
  }
}
