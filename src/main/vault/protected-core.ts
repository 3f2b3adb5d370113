import path from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Core } from '../core-ports.ts'
import type { OutsideDomain } from '../ipc/handlers.ts'
import type { Publish } from '../ipc/publish.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import type { StoreProcess } from '../store/store-host.ts'
import type { Cipher } from './cipher.ts'
import { createGate } from './gate.ts'
import { writeKeyFile } from './key-file.ts'
import { isUnsettled, rotateMasterKey, settleRotation, type RotationPorts } from './key-rotation.ts'
import { createLockedHandlers, type LockedPorts } from './locked-handlers.ts'
import { openByKeyStore, type MasterKey } from './master-key.ts'
import { createProtectionHandlers } from './protection-handlers.ts'

export interface ProtectedCorePorts extends Omit<LockedPorts, 'protection'> {
  /** Holds the key file, and the vault as long as anything is kept. */
  readonly folder: string
  readonly cipher: Cipher
  readonly startCore: (masterKey: MasterKey) => Promise<Core>
  readonly startStore: () => StoreProcess
  readonly logger: Logger
  readonly publish: Publish
  readonly wait: (ms: number) => Promise<void>
  /** Lets the page keep what is typed, and takes everything off it. */
  readonly clearPage: () => Promise<void>
}

/** The core behind its gate. */
export interface ProtectedCore {
  /** Who answers now; waits while the core starts. */
  handlers(): Promise<Omit<Handlers, OutsideDomain>>
  /** The computer woke up: what was timed by a clock that may have slept is looked at again. */
  resumed(): Promise<void>
  /** The window got the focus: somebody is about to look. */
  focused(): Promise<void>
  /** Locks what a passphrase protects; anything else stays as it is. Refuses while a file is written or read, if so wanted. */
  lock(isPutOff: boolean): Promise<void>
  /** Copies what is open, before an update; false where that could not be done. */
  keepCopies(): Promise<boolean>
  close(): Promise<void>
}

export function createProtectedCore(ports: ProtectedCorePorts): ProtectedCore {
  const { cipher, logger } = ports
  const keyFile = path.join(ports.folder, 'master-key.json')
  const vaultFile = path.join(ports.folder, 'vault.db')

  /** A store of its own, for as long as the core has none. */
  async function withStore(
    work: (rotation: RotationPorts) => Promise<Result<Uint8Array, AppError>>,
  ): Promise<Result<Uint8Array, AppError>> {
    const process = ports.startStore()
    const writeKeys: RotationPorts['writeKeys'] = (content) => writeKeyFile(keyFile, content)
    try {
      return await work({ store: process.store, vaultFile, writeKeys })
    } finally {
      await process.store.call('closeAll', {})
      process.kill()
      await process.exited
    }
  }

  const gate = createGate<Core>({
    openByKeyStore: async () => {
      const opened = await openByKeyStore(keyFile, cipher)
      // Under this name, because the redactor hides what is called `state`: a sign-in has one.
      const { state: protection, ...facts } = opened.ok ? opened.value.protection : opened.error
      logger.info('key.asked', { protection, ...facts })
      return opened
    },
    settle: async (keys) => {
      if (!isUnsettled(vaultFile, keys)) return ok(keys.key)
      const settled = await withStore((rotation) => settleRotation(rotation, keys))
      logger.warn('key.settled', { isNew: settled.ok && settled.value === keys.next })
      return settled
    },
    startCore: (masterKey) => {
      logger.info('key.opened', { protection: masterKey.protection.state })
      return ports.startCore(masterKey)
    },
    closeCore: (core) => core.close(),
    onThrown: (thrown) => logger.error('key.not-replaced', fieldsOfThrown(thrown)),
    onChanged: () => {
      ports.publish('appStateChanged', {})
      ports.publish('accountsChanged', {})
      ports.publish('itemsChanged', {})
    },
  })

  const protection = createProtectionHandlers({
    gate,
    keyFile,
    cipher,
    wait: ports.wait,
    clearPage: ports.clearPage,
    rotate: async (current, sealKey) => {
      const rotated = await withStore((rotation) => rotateMasterKey(rotation, current, sealKey))
      if (rotated.ok) logger.info('key.rotated')
      else logger.error('key.not-rotated', { error: rotated.error.kind })
      return rotated
    },
  })

  /** Nothing happens while the gate is shut. */
  async function withCore(tell: (core: Core) => void): Promise<void> {
    const phase = await gate.phase()
    if (phase.state !== 'shut') tell(await phase.core)
  }

  return {
    async handlers() {
      const phase = await gate.phase()
      if (phase.state === 'shut') {
        return createLockedHandlers({ about: ports.about, app: ports.app, protection }, phase.protection)
      }
      return { ...(await phase.core).handlers, protection }
    },
    resumed: () => withCore((core) => core.resumed()),
    async keepCopies() {
      const phase = await gate.phase()
      return phase.state === 'shut' || (await phase.core).keepCopies()
    },
    focused: () => withCore((core) => core.focused()),
    async lock(isPutOff) {
      const phase = await gate.phase()
      if (phase.state === 'shut' || (isPutOff && (await phase.core).isBusy())) return
      const locked = await protection.lock({})
      if (locked.ok) logger.info('key.locked')
    },
    close: gate.close,
  }
}
