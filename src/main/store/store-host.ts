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
    /** A new process has opened the same files; `reports` say how each of them was found. */
    onRestarted: (reports: readonly OpenReport[]) => void
    /** It died too often; everything answers `storage-unavailable` from now on. */
    onGivenUp: () => void
    /** The workspace's file turned out to be damaged while in use; a new one has taken its place. */
    onSetAside: (report: OpenReport) => void
  },
): StoreHost {
  let isClosed = false
  let opened: { vault?: StoreInput<'openVault'>; workspace?: StoreInput<'openWorkspace'> } = {}
  /** The workspace that was asked for last, which the store may not have opened yet. */
  let wanted: StoreInput<'openWorkspace'> | undefined
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
      ports.onGivenUp()
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
    ports.onRestarted(reports.flatMap((report) => (report.ok ? [report.value] : [])))
    return process
  }

  /**
   * The workspace's file holds nothing that cannot be loaded again, so one that is damaged inside is set
   * aside at once. Many calls may meet the damage; the first one deals with it. `workspace` is the one that
   * the call was sent to: when another one has been asked for since, the damage is no longer in the way.
   */
  async function setAside(
    process: StoreProcess,
    workspace: StoreInput<'openWorkspace'> | undefined,
  ): Promise<void> {
    if (workspace === undefined || opened.workspace !== workspace || wanted !== workspace) return
    opened = opened.vault === undefined ? {} : { vault: opened.vault }
    const report = await process.store.call('openWorkspace', { ...workspace, isKnownDamaged: true })
    if (!report.ok) {
      ports.logger.error('store.not-set-aside', { error: report.error.kind })
      return
    }
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
      const sentTo = opened.workspace
      if (method === 'openWorkspace') wanted = input as StoreInput<'openWorkspace'>
      const result = await process.store.call(method, input)
      if (result.ok) opened = remembered(opened, method, input)
      else if (result.error.kind === 'storage-corrupt' && !method.includes('Vault'))
        await setAside(process, sentTo)
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
