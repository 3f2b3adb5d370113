import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import type { ExportRequest, ExportRun } from '../../shared/model/export.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { fieldsOfThrown, logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import type { Later } from '../later.ts'
import { paced } from '../sync/paced.ts'
import { fileNameOf } from './file-name.ts'
import { writeExport, type WriteExportPorts } from './write-export.ts'

/** The system's dialog: the place is the user's choice, so that no page can name a file to be written. */
export type ChooseSaveFile = (proposal: {
  readonly name: string
  readonly extension: string
}) => Promise<string | null>

export interface ExportsPorts extends WriteExportPorts {
  readonly chooseSaveFile: ChooseSaveFile
  readonly isWorkspaceOpen: () => boolean
  readonly logger: Logger
  readonly later: Later
  readonly onChanged: () => void
}

/** Files that are written, one after the other. */
export interface Exports {
  start(request: ExportRequest): Promise<Result<{ id: string } | null, AppError>>
  list(): ExportRun[]
  cancel(id: string): void
  isBusy(): boolean
  /** Writes nothing any more, and leaves no part of a file. */
  leave(): Promise<void>
}

const paceMs = 150
const mostListed = 50

export function createExports(ports: ExportsPorts): Exports {
  let runs: readonly ExportRun[] = []
  const stops = new Map<string, AbortController>()
  let last: Promise<void> = Promise.resolve()
  /** Counts the workspaces that were left. */
  let left = 0
  const tell = paced(ports.later, paceMs, ports.onChanged)

  function change(id: string, to: Partial<ExportRun>): void {
    runs = runs.map((run) => (run.id === id ? { ...run, ...to } : run))
    tell()
  }

  async function write(id: string, file: string, request: ExportRequest): Promise<void> {
    const signal = stops.get(id)?.signal
    if (signal === undefined || signal.aborted) return
    change(id, { state: 'running' })
    const done = await writeExport(ports, {
      ...{ id, file, request, signal },
      onProgress: (rows, total) => change(id, { rows, total }),
    }).catch((thrown: unknown) => {
      ports.logger.error('export.threw', fieldsOfThrown(thrown))
      return err<AppError>({ kind: 'bug' })
    })
    if (done.ok) change(id, { state: 'done', rows: done.value })
    else if (done.error.kind === 'cancelled') change(id, { state: 'cancelled' })
    else {
      const { error } = done
      const reference = newReference()
      ports.logger[logLevelFor(error)]('export.failed', { reference, error: error.kind })
      change(id, { state: 'failed', problem: { error, reference } })
    }
    stops.delete(id)
  }

  function cancel(id: string): void {
    const stop = stops.get(id)
    if (stop === undefined) return
    stop.abort()
    const isWaiting = runs.some((run) => run.id === id && run.state === 'waiting')
    if (isWaiting) {
      stops.delete(id)
      change(id, { state: 'cancelled' })
    }
  }

  return {
    async start(request) {
      if (!ports.isWorkspaceOpen()) return err({ kind: 'no-workspace' })
      const within = left
      const name = fileNameOf(request.name)
      const file = await ports.chooseSaveFile({ name, extension: request.format })
      // The dialog stays open as long as somebody likes: the rows of another workspace were not asked for.
      if (left !== within) return err({ kind: 'changed-meanwhile' })
      if (file === null) return ok(null)
      const id = randomUUID()
      stops.set(id, new AbortController())
      const run: ExportRun = {
        ...{ id, fileName: path.basename(file).toWellFormed(), state: 'waiting' },
        ...{ rows: 0, total: null, problem: null },
      }
      runs = [run, ...runs].slice(0, mostListed)
      last = last.then(() => write(id, file, request))
      tell()
      return ok({ id })
    },
    list: () => [...runs],
    cancel,
    isBusy: () => stops.size > 0,
    async leave() {
      left += 1
      for (const id of [...stops.keys()]) cancel(id)
      await last
      runs = []
    },
  }
}
