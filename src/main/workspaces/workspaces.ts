import { randomBytes, randomUUID } from 'node:crypto'
import { Buffer } from 'node:buffer'
import path from 'node:path'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import {
  workspaceIdSchema,
  workspaceSchema,
  type Workspace,
  type WorkspaceId,
  type WorkspaceNames,
} from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { OpenReport } from '../../shared/store-opening.ts'
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
  readonly sampleNames: WorkspaceNames
  /** Runs before another workspace's file is opened: whatever works on the old one has to stop. */
  readonly beforeSwitch: () => Promise<void>
  /** `isCopyWanted`: the user chose the copy. */
  readonly onOpened: (workspace: Workspace, report: OpenReport, isCopyWanted: boolean) => void
  /**
   * The workspace that was asked for could not be opened, and the one before is closed. `report` is there when
   * its file is too new.
   */
  readonly onNoneOpen: (report: OpenReport | null) => void
}

/**
 * The tenants. Each has a store file of its own under a key of its own, which lies sealed in the vault:
 * forgetting that key makes the file unreadable for good. One workspace is open at a time.
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
   * Opens the workspace that was last found too new from the copy that was made before its file was updated; the
   * file is set aside. `not-found` where none was.
   */
  restoreCopy(): Promise<Result<Workspace, AppError>>
}

const keySchema = z.strictObject({ key: z.base64() })

const recordOf = (kind: 'workspace' | 'workspace-key', id: WorkspaceId): RecordRef => ({
  kind,
  workspaceId: id,
  providerId: '',
  accountId: '',
})

export function createWorkspaces(ports: WorkspacePorts): Workspaces {
  const { store, vault } = ports
  let current: Workspace | null = null
  let tooNew: Workspace | null = null
  let lastTurn: Promise<unknown> = Promise.resolve()

  /** One after the other: two clicks must not make two samples, nor open two files at once. */
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = lastTurn.then(work, work)
    lastTurn = turn
    return turn
  }

  async function list(): Promise<Result<Workspace[], AppError>> {
    const listed = await vault.list('workspace', null, workspaceSchema)
    return listed.ok ? ok(listed.value.values.toSorted((a, b) => a.createdAtMs - b.createdAtMs)) : listed
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
    return written.ok ? openFile(workspace) : written
  }

  async function openFile(workspace: Workspace, isCopyWanted = false): Promise<Result<Workspace, AppError>> {
    if (current?.id === workspace.id) return ok(current)
    const stored = await vault.read(recordOf('workspace-key', workspace.id), keySchema)
    if (!stored.ok) return stored
    if (stored.value === null) return err({ kind: 'vault-unreadable' })
    await ports.beforeSwitch()
    // From here on the store has another file open, or none: nobody may take it for the one before.
    current = null
    const opened = await store.call('openWorkspace', {
      folder: path.join(ports.folder, workspace.id),
      key: new Uint8Array(Buffer.from(stored.value.key, 'base64')),
      isCopyWanted,
    })
    if (opened.ok && opened.value.outcome === 'too-new') tooNew = workspace
    else if (opened.ok && tooNew?.id === workspace.id) tooNew = null
    if (!opened.ok || opened.value.outcome === 'too-new') {
      await store.call('closeWorkspace', {})
      ports.onNoneOpen(opened.ok ? opened.value : null)
      return opened.ok ? err({ kind: 'schema-too-new' }) : opened
    }
    current = workspace
    ports.onOpened(workspace, opened.value, isCopyWanted)
    return ok(workspace)
  }

  async function find(id: WorkspaceId): Promise<Result<Workspace, AppError>> {
    const workspace = await vault.read(recordOf('workspace', id), workspaceSchema)
    if (!workspace.ok) return workspace
    return workspace.value === null ? err({ kind: 'not-found' }) : ok(workspace.value)
  }

  return {
    current: () => current,
    list,
    create: (names) => inTurn(() => make(names, false)),

    rename: (id, names) => inTurn(() => rename(id, names)),

    open: (id) =>
      inTurn(async () => {
        const found = await find(id)
        return found.ok ? openFile(found.value) : found
      }),

    openSample: () => inTurn(openSample),

    restoreCopy: () =>
      inTurn(async () => (tooNew === null ? err({ kind: 'not-found' }) : openFile(tooNew, true))),
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
    const listed = await list()
    if (!listed.ok) return listed
    const sample = listed.value.find((workspace) => workspace.isSample)
    return sample === undefined ? make(ports.sampleNames, true) : openFile(sample)
  }
}
