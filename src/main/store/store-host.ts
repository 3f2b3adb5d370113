import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import { METHOD_KINDS } from '../../shared/store-methods.ts'
import type { ChangeId } from '../../shared/store-messages.ts'
import type { OpenReport } from '../../shared/store-opening.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'
import type { Logger } from '../logging/logger.ts'
import { createCallQueue, type Call } from './call-queue.ts'
import type { StoreClient } from './store-client.ts'
import type { Store } from './store.ts'

/** One run of the store process. `exited` settles when the process is gone, for whatever reason. */
export interface StoreProcess {
  readonly store: StoreClient
  readonly exited: Promise<number>
  kill(): void
}

export interface StoreHost extends Store {
  /** Ends the process for good. */
  close(): Promise<void>
}

export interface StoreHostPorts {
  readonly logger: Logger
  readonly now: () => number
  /**
   * A new process has opened the same files; `reports` say how each of them was found. `isAgain`: it follows
   * so closely on the one before that it is the same trouble.
   */
  readonly onRestarted: (reports: readonly OpenReport[], isAgain: boolean) => void
  /** It died too often; everything answers `storage-unavailable` from now on. */
  readonly onGivenUp: () => void
  /** The workspace's file turned out to be damaged while in use; a new one has taken its place. */
  readonly onSetAside: (report: OpenReport) => void
}

interface OpenedFiles {
  readonly vault?: StoreInput<'openVault'>
  readonly workspace?: StoreInput<'openWorkspace'>
}

const mostRestarts = 5
const restartWindowMs = 60_000
const sameTroubleMs = 10_000

/**
 * Keeps a store process running. When it dies, a new one is started and opens the same files, and what was
 * not answered is sent again in the same order: reads are read again, a change takes effect once, because it
 * carries an id under which the store has noted its answer. So a caller notices nothing but the time. Only a
 * call that three processes died with answers `storage-unavailable`: it may be what they died of. A process
 * that dies again and again is left dead: the app stays up and says so.
 */
export function createStoreHost(start: () => StoreProcess, ports: StoreHostPorts): StoreHost {
  const { logger } = ports
  const calls = createCallQueue(randomUUID())
  /** Counts what was asked to be opened or closed: damage in a file that is not open any more is in nobody's way. */
  let lastOpening = 0
  let opened: OpenedFiles = {}
  let isClosed = false
  let isGivenUp = false
  const restarts: number[] = []
  /** The process that was started last, and whether it has opened its files. */
  let process = watch(start())
  let isReady = true
  let ready: Promise<void> = Promise.resolve()

  function watch(started: StoreProcess): StoreProcess {
    void started.exited.then((code) => {
      if (isClosed) return
      logger.error('store.gone', { code })
      isReady = false
      ready = restart()
    })
    return started
  }

  async function restart(): Promise<void> {
    for (const call of calls.takeBack()) {
      logger.error('store.call-given-up', { method: call.method })
      call.settle(unavailable)
    }
    const now = ports.now()
    const isAgain = now - (restarts.at(-1) ?? -Infinity) < sameTroubleMs
    restarts.push(now)
    if (restarts.filter((at) => now - at < restartWindowMs).length > mostRestarts) {
      giveUp()
      return
    }
    const started = watch(start())
    process = started
    const reports = await reopen(started.store)
    // It died meanwhile, and the next one is on its way.
    if (reports === null) return
    isReady = true
    sendAll()
    ports.onRestarted(reports, isAgain)
  }

  /** Null when the process ended before it answered. */
  async function reopen(store: StoreClient): Promise<readonly OpenReport[] | null> {
    const { vault, workspace } = opened
    const answers = [
      ...(vault === undefined ? [] : [await store.send('openVault', vault, null)]),
      ...(workspace === undefined ? [] : [await store.send('openWorkspace', workspace, null)]),
    ]
    const reports: OpenReport[] = []
    for (const answer of answers) {
      if (answer === null) return null
      if (answer.ok) reports.push(answer.value)
      else logger.error('store.reopen-failed', { error: answer.error.kind })
    }
    return reports
  }

  function giveUp(): void {
    isGivenUp = true
    logger.error('store.given-up')
    for (const call of calls.takeAll()) call.settle(unavailable)
    ports.onGivenUp()
  }

  function sendAll(): void {
    if (!isReady) return
    for (const { call, change } of calls.takeUnsent()) void send(call, change)
  }

  async function send(call: Call, change: ChangeId | null): Promise<void> {
    const result = await process.store.send(call.method, call.input as never, change)
    // The process is gone, and `restart` sends the call again.
    if (result === null) return
    calls.answered(call)
    if (result.ok) opened = openedAfter(opened, call.method, call.input)
    else if (result.error.kind === 'storage-corrupt' && !call.method.includes('Vault')) {
      await setAside(call.opening)
    }
    call.settle(result)
  }

  /**
   * The workspace's file holds nothing that cannot be loaded again, so one that is damaged inside is set
   * aside at once. Many calls may meet the damage; the first one deals with it.
   */
  async function setAside(opening: number): Promise<void> {
    const { workspace, ...others } = opened
    if (workspace === undefined || opening !== lastOpening) return
    opened = others
    const report = await ask('openWorkspace', { ...workspace, isKnownDamaged: true })
    if (report.ok) ports.onSetAside(report.value)
    else logger.error('store.not-set-aside', { error: report.error.kind })
  }

  function ask<M extends StoreMethod>(
    method: M,
    input: StoreInput<M>,
  ): Promise<Result<StoreOutput<M>, AppError>> {
    if (isClosed || isGivenUp) return Promise.resolve(unavailable)
    if (METHOD_KINDS[method] === 'opening') lastOpening += 1
    return new Promise((resolve) => {
      calls.add({
        method,
        input,
        opening: lastOpening,
        // The store answers a method with that method's output; the protocol types both ends.
        settle: (result) => resolve(result as Result<StoreOutput<M>, AppError>),
      })
      sendAll()
    })
  }

  return {
    call: ask,
    async close() {
      isClosed = true
      await ready
      await process.store.call('closeAll', {})
      process.kill()
      await process.exited
      for (const call of calls.takeAll()) call.settle(unavailable)
    },
  }
}

const unavailable = err<AppError>({ kind: 'storage-unavailable' })

/** What an opening was told to do with a damaged file is not kept: it has been done. */
function openedAfter(opened: OpenedFiles, method: StoreMethod, input: unknown): OpenedFiles {
  const { vault, workspace, ...none } = opened
  switch (method) {
    case 'openVault': {
      const { file, key } = input as StoreInput<'openVault'>
      return { ...opened, vault: { file, key } }
    }
    case 'openWorkspace': {
      const { folder, key } = input as StoreInput<'openWorkspace'>
      return { ...opened, workspace: { folder, key } }
    }
    case 'closeVault':
      return workspace === undefined ? none : { workspace }
    case 'closeWorkspace':
      return vault === undefined ? none : { vault }
    default:
      return opened
  }
}
