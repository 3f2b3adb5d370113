import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import type { BackupRun, Backups as BackupsView, Restore } from '../../shared/model/backup.ts'
import { isLongEnough } from '../../shared/model/passphrase.ts'
import { workspaceName, type Workspace, type WorkspaceNames } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ChooseSaveFile } from '../exporting/exports.ts'
import { fileNameOf } from '../exporting/file-name.ts'
import type { ImportPorts } from '../importing/imports.ts'
import type { Later } from '../later.ts'
import { fieldsOfThrown, logLevelFor, newReference, type Logger } from '../logging/logger.ts'
import { paced } from '../sync/paced.ts'
import { lookAtBackup, openBackup, type OpenedBackup } from './open-backup.ts'
import { restoreBackup, type RestoreBackupPorts } from './restore-backup.ts'
import { writeBackup, type BackupOrder, type WriteBackupPorts } from './write-backup.ts'

/** What the names of backups end in. */
const extension = 'portolan-backup'

export interface BackupsPorts extends WriteBackupPorts, RestoreBackupPorts {
  /** The open workspace, and all that its backup is made of. */
  readonly source: () => Promise<
    Result<Pick<BackupOrder, 'workspace' | 'folder' | 'key' | 'records'>, AppError>
  >
  readonly listWorkspaces: () => Promise<Result<Workspace[], AppError>>
  /** Where folders lie that are there for as long as something is made. */
  readonly workRoot: string
  readonly chooseSaveFile: ChooseSaveFile
  readonly chooseOpenFile: ImportPorts['chooseOpenFile']
  readonly logger: Logger
  readonly later: Later
  readonly onChanged: () => void
  /** A workspace is there that was not. */
  readonly onRestored: () => void
}

/** One backup and one restore at a time. */
export interface Backups {
  /** Asks for a place and begins; false when none was chosen. */
  start(wanted: { passphrase: string; hasSignIns: boolean }): Promise<Result<{ isBegun: boolean }, AppError>>
  /** Nothing is left of the file. */
  cancel(): void
  view(): BackupsView
  /** Lets the user choose a file and looks at it; false when none was chosen. */
  choose(): Promise<Result<{ isChosen: boolean }, AppError>>
  /** Opens what was chosen. */
  unlock(passphrase: string): Promise<Result<null, AppError>>
  /** Begins to restore what was opened, under these names. */
  restore(names: WorkspaceNames): Promise<Result<null, AppError>>
  /** Ends a restore that goes on, and forgets what was chosen otherwise. */
  dismiss(): void
  isBusy(): boolean
  /** Ends the backup: its workspace is left. A restore goes on. */
  leave(): Promise<void>
  close(): Promise<void>
}

interface Current {
  readonly file: string
  readonly view: Restore
  readonly backup: OpenedBackup | null
}

const paceMs = 150

export function createBackups(ports: BackupsPorts): Backups {
  const { logger } = ports
  let run: BackupRun | null = null
  let stopBackup = new AbortController()
  let backupWork: Promise<void> = Promise.resolve()
  let current: Current | null = null
  let stopRestore = new AbortController()
  let restoreWork: Promise<void> = Promise.resolve()
  const tell = paced(ports.later, paceMs, ports.onChanged)

  function changeRun(to: Partial<BackupRun>): void {
    if (run !== null) run = { ...run, ...to }
    tell()
  }

  function changeRestore(to: Partial<Restore>): void {
    if (current !== null) current = { ...current, view: { ...current.view, ...to } }
    tell()
  }

  function problemOf(event: string, error: AppError): { error: AppError; reference: string } {
    const reference = newReference()
    logger[logLevelFor(error)](event, { reference, error: error.kind })
    return { error, reference }
  }

  async function whole<Value>(
    event: string,
    work: Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> {
    return work.catch((thrown: unknown) => {
      logger.error(event, fieldsOfThrown(thrown))
      return err<AppError>({ kind: 'bug' })
    })
  }

  async function write(order: BackupOrder): Promise<void> {
    const done = await whole('backup.threw', writeBackup(ports, order))
    if (done.ok) {
      logger.info('backup.made', { hasSignIns: order.hasSignIns })
      changeRun({ state: 'done', done: 1 })
    } else if (done.error.kind === 'cancelled') changeRun({ state: 'cancelled' })
    else changeRun({ state: 'failed', problem: problemOf('backup.failed', done.error) })
  }

  async function bringBack(
    chosen: Current & { readonly backup: OpenedBackup },
    names: WorkspaceNames,
  ): Promise<void> {
    const { signal } = stopRestore
    const { file, backup } = chosen
    const workFolder = path.join(ports.workRoot, randomUUID())
    const onProgress = (done: number): void => changeRestore({ done })
    const done = await whole(
      'restore.threw',
      restoreBackup(ports, { file, backup, names, workFolder, signal, onProgress }),
    )
    if (done.ok) {
      logger.info('restore.done')
      changeRestore({ phase: 'done', done: 1, workspaceId: done.value })
      ports.onRestored()
    } else {
      const isCancelled = done.error.kind === 'cancelled'
      changeRestore({
        phase: 'opened',
        problem: isCancelled ? null : problemOf('restore.failed', done.error),
      })
    }
  }

  return {
    async start({ passphrase, hasSignIns }) {
      if (!isLongEnough(passphrase)) return err({ kind: 'invalid-request', detail: 'passphrase too short' })
      const source = await ports.source()
      if (!source.ok) return source
      const { workspace } = source.value
      if (workspace.isSample) return err({ kind: 'invalid-request', detail: 'the sample workspace' })
      if (run?.state === 'running') return err({ kind: 'changed-meanwhile' })
      const day = new Date(ports.now()).toISOString().slice(0, 10)
      const name = fileNameOf(`${workspaceName(workspace)} ${day}`)
      const file = await ports.chooseSaveFile({ name, extension })
      if (file === null) return ok({ isBegun: false })
      // Somebody may have opened another workspace behind the dialog.
      const again = await ports.source()
      if (!again.ok) return again
      if (again.value.workspace.id !== workspace.id) return err({ kind: 'changed-meanwhile' })
      stopBackup = new AbortController()
      const fileName = path.basename(file).toWellFormed()
      run = { fileName, state: 'running', done: 0, hasSignIns, problem: null }
      tell()
      backupWork = write({
        ...{ ...again.value, file, passphrase, hasSignIns, signal: stopBackup.signal },
        workFolder: path.join(ports.workRoot, randomUUID()),
        onProgress: (done) => changeRun({ done }),
      })
      return ok({ isBegun: true })
    },

    cancel: () => stopBackup.abort(),
    view: () => ({ backup: run, restore: current?.view ?? null }),

    async choose() {
      if (current?.view.phase === 'restoring') return err({ kind: 'changed-meanwhile' })
      const file = await ports.chooseOpenFile([extension])
      if (file === null) return ok({ isChosen: false })
      const looked = await lookAtBackup(file)
      if (!looked.ok) return looked
      const fileName = path.basename(file).toWellFormed()
      const nothing = { preview: null, problem: null, workspaceId: null }
      current = { file, backup: null, view: { fileName, phase: 'chosen', done: 0, ...nothing } }
      tell()
      return ok({ isChosen: true })
    },

    async unlock(passphrase) {
      const chosen = current
      if (chosen?.view.phase !== 'chosen') return err({ kind: 'changed-meanwhile' })
      const opened = await openBackup(chosen.file, passphrase)
      if (!opened.ok) return opened
      if (current !== chosen) return err({ kind: 'changed-meanwhile' })
      const { manifest } = opened.value
      const { user, organisation } = manifest.workspace
      current = {
        ...{ file: chosen.file, backup: opened.value },
        view: {
          ...{ ...chosen.view, phase: 'opened' },
          preview: {
            ...{
              names: { user, organisation },
              madeAtMs: manifest.madeAtMs,
              appVersion: manifest.appVersion,
            },
            ...{ itemCount: manifest.files.cache.count, waitingCount: manifest.files.outbox.count },
            ...{ accountCount: manifest.accounts.length, hasSignIns: manifest.hasSignIns },
          },
        },
      }
      tell()
      return ok(null)
    },

    async restore(names) {
      const chosen = current
      if (chosen?.view.phase !== 'opened' || chosen.backup === null) return err({ kind: 'changed-meanwhile' })
      const listed = await ports.listWorkspaces()
      if (!listed.ok) return listed
      if (listed.value.some((one) => isSameName(one, names))) return err({ kind: 'workspace-exists' })
      if (current !== chosen) return err({ kind: 'changed-meanwhile' })
      stopRestore = new AbortController()
      changeRestore({ phase: 'restoring', done: 0, problem: null })
      restoreWork = bringBack({ ...chosen, backup: chosen.backup }, names)
      return ok(null)
    },

    dismiss() {
      if (current?.view.phase === 'restoring') stopRestore.abort()
      else current = null
      tell()
    },

    isBusy: () => run?.state === 'running' || current?.view.phase === 'restoring',

    async leave() {
      stopBackup.abort()
      await backupWork
      run = null
    },

    async close() {
      stopBackup.abort()
      stopRestore.abort()
      await Promise.all([backupWork, restoreWork])
    },
  }
}

/** As a person reads them: two that differ in nothing but case or spaces would be taken for one. */
const isSameName = (one: WorkspaceNames, other: WorkspaceNames): boolean =>
  spoken(one.user) === spoken(other.user) && spoken(one.organisation) === spoken(other.organisation)

const spoken = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').normalize('NFC').toLowerCase()
