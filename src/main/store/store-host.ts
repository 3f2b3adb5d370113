import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import type { OpenReport, StoreInput, StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'
import type { Logger } from '../logging/logger.ts'
import type { Store } from './store.ts'

/** One run of the store process. `exited` settles when the process is gone, for whatever reason. */
export interface StoreProcess {
  readonly store: Store
  readonly exited: Promise<number>
  kill(): void
}

export interface StoreHost extends Store {
  /** Ends the process for good. */
  close(): Promise<void>
}

const mostRestarts = 5
const restartWindowMs = 60_000

/**
 * Keeps a store process running. When it dies, a new one is started and opens the same files again; calls
 * that were under way answer `storage-unavailable`, because nobody knows how far they came. A process that
 * dies again and again is left dead: the app stays up and says so.
 */
export function createStoreHost(
  start: () => StoreProcess,
  ports: {
    logger: Logger
    now: () => number
    onRestarted: () => void
    /** The workspace's file turned out to be damaged while in use; a new one has taken its place. */
    onSetAside: (report: OpenReport) => void
  },
): StoreHost {
  let isClosed = false
  let opened: { vault?: StoreInput<'openVault'>; workspace?: StoreInput<'openWorkspace'> } = {}
  const restarts: number[] = []
  let ready: Promise<StoreProcess | null> = Promise.resolve(watch(start()))

  function watch(process: StoreProcess): StoreProcess {
    void process.exited.then((code) => {
      if (isClosed) return
      ports.logger.error('store.gone', { code })
      ready = restart()
    })
    return process
  }

  async function restart(): Promise<StoreProcess | null> {
    const now = ports.now()
    restarts.push(now)
    if (restarts.filter((at) => now - at < restartWindowMs).length > mostRestarts) {
      ports.logger.error('store.given-up')
      return null
    }
    const process = watch(start())
    const reports: Result<OpenReport, AppError>[] = []
    if (opened.vault !== undefined) reports.push(await process.store.call('openVault', opened.vault))
    if (opened.workspace !== undefined) {
      reports.push(await process.store.call('openWorkspace', opened.workspace))
    }
    for (const report of reports) {
      if (!report.ok) ports.logger.error('store.reopen-failed', { error: report.error.kind })
    }
    ports.onRestarted()
    return process
  }

  /**
   * The workspace's file holds nothing that cannot be loaded again, so one that is damaged inside is set
   * aside at once. Many calls may meet the damage; the first one deals with it.
   */
  async function setAside(process: StoreProcess): Promise<void> {
    const { workspace } = opened
    if (workspace === undefined) return
    opened = opened.vault === undefined ? {} : { vault: opened.vault }
    const report = await process.store.call('openWorkspace', { ...workspace, isKnownDamaged: true })
    if (!report.ok) return ports.logger.error('store.not-set-aside', { error: report.error.kind })
    opened = { ...opened, workspace }
    ports.onSetAside(report.value)
  }

  return {
    async call<M extends StoreMethod>(
      method: M,
      input: StoreInput<M>,
    ): Promise<Result<StoreOutput<M>, AppError>> {
      const process = await ready
      if (process === null || isClosed) return err({ kind: 'storage-unavailable' })
      const result = await process.store.call(method, input)
      if (result.ok) opened = remembered(opened, method, input)
      else if (result.error.kind === 'storage-corrupt' && !method.includes('Vault')) await setAside(process)
      return result
    },

    async close() {
      isClosed = true
      const process = await ready
      if (process === null) return
      await process.store.call('closeAll', {})
      process.kill()
      await process.exited
    },
  }
}

function remembered(
  opened: { vault?: StoreInput<'openVault'>; workspace?: StoreInput<'openWorkspace'> },
  method: StoreMethod,
  input: unknown,
): typeof opened {
  if (method === 'openVault') return { ...opened, vault: input as StoreInput<'openVault'> }
  if (method === 'openWorkspace') return { ...opened, workspace: input as StoreInput<'openWorkspace'> }
  if (method === 'closeWorkspace') return opened.vault === undefined ? {} : { vault: opened.vault }
  return opened
}
