import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'
import type { ChangeId } from '../../shared/store-messages.ts'
import type { OpenReport } from '../../shared/store-opening.ts'
import type { StoreInput, StoreMethod, StoreOutput } from '../../shared/store-protocol.ts'
import type { Logger } from '../logging/logger.ts'
import { createCallQueue, type Call, type WorkspaceFile } from './call-queue.ts'
import { filesOpenedBy, nothingOpened, openedAfter, type OpenedFiles } from './opened-files.ts'
import type { Answer, StoreClient } from './store-client.ts'
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
   * A new process has opened the same files; `reports` say how vault and cache were found. `isAgain`: it follows
   * so closely on the one before that it is the same trouble.
   */
  readonly onRestarted: (reports: readonly OpenReport[], isAgain: boolean) => void
  /** It died too often; everything answers `storage-unavailable` from now on. */
  readonly onGivenUp: () => void
  /** The workspace's cache turned out to be damaged while in use; a new one has taken its place. */
  readonly onSetAside: (report: OpenReport) => void
  /**
   * The outbox is not the one that was open: it turned out to be damaged while in use, or a new process found it so
   * or not at all. What main still has of it in memory is to be written again. `restored`: a copy took its place that
   * is as old as the last change of the schema, so that what waits in it may have been sent since.
   */
  readonly onOutboxSetAside: (report: OpenReport) => void
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
  let openings: Call['openings'] = { cache: 0, outbox: 0 }
  let opened: OpenedFiles = nothingOpened
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
    const reopened = await reopen(started.store)
    // It died meanwhile, and the next one is on its way.
    if (reopened === null) return
    isReady = true
    sendAll()
    ports.onRestarted(reopened.reports, isAgain)
    const { outbox } = reopened
    if (outbox !== undefined && outbox.outcome !== 'opened') ports.onOutboxSetAside(outbox)
  }

  /** Null when the process ended before it answered. */
  async function reopen(
    store: StoreClient,
  ): Promise<{ reports: readonly OpenReport[]; outbox: OpenReport | undefined } | null> {
    const { vault, cache, outbox } = opened
    const reports = reportsOf([
      ...(vault === null ? [] : [await store.send('openVault', vault, null)]),
      ...(cache === null ? [] : [await store.send('openWorkspace', cache, null)]),
    ])
    const ofOutbox = reportsOf(outbox === null ? [] : [await store.send('openOutbox', outbox, null)])
    return reports === null || ofOutbox === null ? null : { reports, outbox: ofOutbox[0] }
  }

  function reportsOf(answers: readonly (Answer<OpenReport> | null)[]): readonly OpenReport[] | null {
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
    if (result.ok) {
      opened = openedAfter(opened, call.method, call.input)
      call.settle(result)
      return
    }
    if (result.error.kind === 'storage-corrupt' && !call.method.includes('Vault')) {
      const file = result.isOutboxDamaged === true ? 'outbox' : 'cache'
      if (call.openings[file] === openings[file]) await setAside(file)
    }
    call.settle(err(result.error))
  }

  /**
   * A file that is damaged inside is set aside at once: the cache holds nothing that cannot be loaded again, and
   * nothing more can be trusted to a damaged outbox. Many calls may meet the damage; the first one deals with it.
   */
  async function setAside(file: WorkspaceFile): Promise<void> {
    const damaged = opened[file]
    if (damaged === null) return
    opened = { ...opened, [file]: null }
    const reopening = { ...damaged, isKnownDamaged: true }
    const report = await ask(file === 'outbox' ? 'openOutbox' : 'openWorkspace', reopening)
    if (!report.ok) logger.error('store.not-set-aside', { file, error: report.error.kind })
    else if (file === 'outbox') ports.onOutboxSetAside(report.value)
    else ports.onSetAside(report.value)
  }

  function ask<M extends StoreMethod>(
    method: M,
    input: StoreInput<M>,
  ): Promise<Result<StoreOutput<M>, AppError>> {
    if (isClosed) return Promise.resolve(cancelled)
    if (isGivenUp) return Promise.resolve(unavailable)
    for (const file of filesOpenedBy(method)) openings = { ...openings, [file]: openings[file] + 1 }
    return new Promise((resolve) => {
      calls.add({
        method,
        input,
        openings,
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
      for (const call of calls.takeAll()) call.settle(cancelled)
    },
  }
}

const unavailable = err<AppError>({ kind: 'storage-unavailable' })
/** Of the app's own doing: a page that still asks while the app is quit has met no failure. */
const cancelled = err<AppError>({ kind: 'cancelled' })
