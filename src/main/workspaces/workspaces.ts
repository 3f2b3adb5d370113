import { randomBytes, randomUUID } from 'node:crypto'
import { Buffer } from 'node:buffer'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import {
  workspaceIdSchema,
  workspaceName,
  workspaceSchema,
  type Workspace,
  type WorkspaceId,
  type WorkspaceNames,
} from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { OpenReport } from '../../shared/store-opening.ts'
import type { StoreInput } from '../../shared/store-protocol.ts'
import type { Store } from '../store/store.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'

export interface WorkspacePorts {
  readonly store: Store
  readonly vault: Vault
  /** The folder that holds one folder a workspace. */
  readonly folder: string
  readonly now: () => number
  /** The user who is logged in at the computer, as a first proposal for the sample's names. */
  readonly sampleNames: () => WorkspaceNames
  /** Runs before another workspace's file is opened: whatever works on the old one has to stop. */
  readonly beforeSwitch: () => Promise<void>
  /** Runs before anybody is told that it is open. How its cache and its outbox were found. `isCopyWanted`: the user chose the copy of one of them. */
  readonly onOpened: (
    workspace: Workspace,
    report: OpenReport,
    isCopyWanted: boolean,
    outboxReport: OpenReport,
  ) => Promise<void>
  /**
   * The workspace that was asked for could not be opened, and the one before is closed. `reports` say how those of
   * its files were found that could be looked into; the last one may be too new.
   */
  readonly onNoneOpen: (reports: readonly OpenReport[], isCopyWanted: boolean) => void
  /** A removal that ended half way failed once more: what is left of it lies in this folder. Told once a session. */
  readonly onRemovalUnfinished: (folder: string) => void
}

/** Its files, in the order in which they are opened. */
const files = ['cache', 'outbox'] as const
type WorkspaceFile = (typeof files)[number]

/**
 * The tenants. Each has files of its own under a key of its own, which lies sealed in the vault: forgetting that key
 * makes them unreadable for good. One workspace is open at a time, and never without its outbox: an edit must not be
 * accepted where there is no place to keep it.
 */
export interface Workspaces {
  current(): Workspace | null
  list(): Promise<Result<Workspace[], AppError>>
  create(names: WorkspaceNames): Promise<Result<Workspace, AppError>>
  rename(id: WorkspaceId, names: WorkspaceNames): Promise<Result<Workspace, AppError>>
  open(id: WorkspaceId): Promise<Result<Workspace, AppError>>
  /** The sample workspace, made at its first opening. */
  openSample(): Promise<Result<Workspace, AppError>>
  /**
   * Removes a workspace with all that is kept of it, for good; nothing is open afterwards if it was. `typedName`: what
   * the user typed for its name, which has to be that. What fails half way can be repeated.
   */
  remove(id: WorkspaceId, typedName: string): Promise<Result<null, AppError>>
  /**
   * Opens the file that was last found too new from the copy that was made before it was updated, and its workspace
   * with it; the file is set aside. Null where the workspace's other file is found too new next: its copy is
   * restored by another call. `not-found` where no file was too new.
   */
  restoreCopy(): Promise<Result<Workspace | null, AppError>>
}

/** A removal that was begun is noted first: whatever comes in between, it is gone on with and never opened again. */
const storedSchema = workspaceSchema.extend({ isLeaving: z.literal(true).optional() })

/** Of the record `workspace-key`: what opens a workspace's files. */
export const keySchema = z.strictObject({ key: z.base64() })

export const recordOf = (
  kind: 'workspace' | 'workspace-key' | 'from-backup',
  id: WorkspaceId,
): RecordRef => ({
  kind,
  workspaceId: id,
  providerId: '',
  accountId: '',
})

export function createWorkspaces(ports: WorkspacePorts): Workspaces {
  const { store, vault } = ports
  let current: Workspace | null = null
  let tooNew: { readonly workspace: Workspace; readonly file: WorkspaceFile } | null = null
  const toldOf = new Set<WorkspaceId>()
  let lastTurn: Promise<unknown> = Promise.resolve()

  /** One after the other: two clicks must not make two samples, nor open two files at once. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work, work)
    lastTurn = turn
    return turn
  }

  const isTooNew = (file: WorkspaceFile): boolean => tooNew?.file === file

  async function list(): Promise<Result<Workspace[], AppError>> {
    const listed = await vault.list('workspace', null, storedSchema)
    if (!listed.ok) return listed
    const staying = listed.value.values.filter(({ isLeaving }) => isLeaving !== true)
    return ok(staying.toSorted((a, b) => a.createdAtMs - b.createdAtMs))
  }

  /** Goes on with removals that ended half way; what fails again stays for the next time. */
  async function finishLeaving(): Promise<void> {
    const listed = await vault.list('workspace', null, storedSchema)
    if (!listed.ok) return
    for (const { id, isLeaving } of listed.value.values) {
      if (isLeaving !== true || (await removeAll(id)).ok || toldOf.has(id)) continue
      toldOf.add(id)
      ports.onRemovalUnfinished(path.join(ports.folder, id))
    }
  }

  async function make(names: WorkspaceNames, isSample: boolean): Promise<Result<Workspace, AppError>> {
    const workspace: Workspace = {
      ...names,
      id: workspaceIdSchema.parse(randomUUID()),
      isSample,
      createdAtMs: ports.now(),
    }
    // The key first: a workspace without one could never be opened.
    const key = randomBytes(32).toString('base64')
    const keyWritten = await vault.write(recordOf('workspace-key', workspace.id), { key })
    if (!keyWritten.ok) return keyWritten
    const written = await vault.write(recordOf('workspace', workspace.id), workspace)
    return written.ok ? openFiles(workspace) : written
  }

  /** `copyOf`: the file that the user wants the copy of. No other is replaced: it may be sound and newer. */
  async function openFiles(
    workspace: Workspace,
    copyOf: WorkspaceFile | null = null,
  ): Promise<Result<Workspace, AppError>> {
    if (current?.id === workspace.id) return ok(current)
    const stored = await vault.read(recordOf('workspace-key', workspace.id), keySchema)
    if (!stored.ok) return stored
    if (stored.value === null) return err({ kind: 'vault-unreadable' })
    await ports.beforeSwitch()
    // From here on the store has other files open, or none: nobody may take them for the ones before.
    current = null
    const folder = path.join(ports.folder, workspace.id)
    const key = new Uint8Array(Buffer.from(stored.value.key, 'base64'))
    const reports: OpenReport[] = []
    for (const file of files) {
      const opened = await open(file, { folder, key, isCopyWanted: file === copyOf })
      if (opened.ok) reports.push(opened.value)
      if (opened.ok && opened.value.outcome !== 'too-new') continue
      if (opened.ok) tooNew = { workspace, file }
      await store.call('closeWorkspace', {})
      ports.onNoneOpen(reports, copyOf !== null)
      return opened.ok ? err({ kind: 'schema-too-new' }) : opened
    }
    const [report, outboxReport] = reports
    if (report === undefined || outboxReport === undefined) throw new Error('every file has its report')
    if (tooNew?.workspace.id === workspace.id) tooNew = null
    current = workspace
    await ports.onOpened(workspace, report, copyOf !== null, outboxReport)
    return ok(workspace)
  }

  const open = (
    file: WorkspaceFile,
    input: StoreInput<'openWorkspace'>,
  ): Promise<Result<OpenReport, AppError>> =>
    store.call(file === 'cache' ? 'openWorkspace' : 'openOutbox', input)

  /** With `isLeavingToo` also one whose removal was begun. */
  async function find(id: WorkspaceId, isLeavingToo = false): Promise<Result<Workspace, AppError>> {
    const stored = await vault.read(recordOf('workspace', id), storedSchema)
    if (!stored.ok) return stored
    if (stored.value === null) return err({ kind: 'not-found' })
    const { isLeaving, ...workspace } = stored.value
    return isLeaving === true && !isLeavingToo ? err({ kind: 'not-found' }) : ok(workspace)
  }

  return {
    current: () => current,
    list,
    create: (names) =>
      inTurn(async () => {
        await finishLeaving()
        return make(names, false)
      }),

    rename: (id, names) => inTurn(() => rename(id, names)),

    open: (id) =>
      inTurn(async () => {
        await finishLeaving()
        const found = await find(id)
        return found.ok ? openFiles(found.value) : found
      }),

    openSample: () => inTurn(openSample),

    remove: (id, typedName) => inTurn(() => remove(id, typedName)),

    restoreCopy: () => inTurn(restoreCopy),
  }

  async function restoreCopy(): Promise<Result<Workspace | null, AppError>> {
    if (tooNew === null) return err({ kind: 'not-found' })
    const { workspace, file } = tooNew
    const opened = await openFiles(workspace, file)
    return opened.ok || opened.error.kind !== 'schema-too-new' || isTooNew(file) ? opened : ok(null)
  }

  async function remove(id: WorkspaceId, typedName: string): Promise<Result<null, AppError>> {
    const found = await find(id, true)
    if (!found.ok) return found
    if (typedName.trim() !== workspaceName(found.value)) {
      return err({ kind: 'invalid-request', detail: 'not the name of the workspace' })
    }
    const noted = await vault.write(recordOf('workspace', id), { ...found.value, isLeaving: true })
    if (!noted.ok) return noted
    if (current?.id === id) {
      await ports.beforeSwitch()
      current = null
      const closed = await store.call('closeWorkspace', {})
      // Whatever comes of the rest, nothing is open any more.
      ports.onNoneOpen([], false)
      if (!closed.ok) return closed
    }
    return removeAll(id)
  }

  /** What is left of a workspace that is not open; its record goes last, so that what fails can be repeated. */
  async function removeAll(id: WorkspaceId): Promise<Result<null, AppError>> {
    const forgotten = await vault.removeAllOf(id, 'workspace')
    if (!forgotten.ok) return forgotten
    try {
      await rm(path.join(ports.folder, id), { recursive: true, force: true })
    } catch {
      return err({ kind: 'storage-unavailable' })
    }
    const removed = await vault.remove(recordOf('workspace', id))
    return removed.ok ? vault.compact() : removed
  }

  async function rename(id: WorkspaceId, names: WorkspaceNames): Promise<Result<Workspace, AppError>> {
    const found = await find(id)
    if (!found.ok) return found
    const renamed: Workspace = { ...found.value, ...names }
    const written = await vault.write(recordOf('workspace', id), renamed)
    if (!written.ok) return written
    if (current?.id === id) current = renamed
    return ok(renamed)
  }

  async function openSample(): Promise<Result<Workspace, AppError>> {
    await finishLeaving()
    const listed = await list()
    if (!listed.ok) return listed
    const sample = listed.value.find((workspace) => workspace.isSample)
    return sample === undefined ? make(ports.sampleNames(), true) : openFiles(sample)
  }
}
