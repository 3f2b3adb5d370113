import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { WorkspaceFileName } from '../../shared/backup-protocol.ts'
import type { AppError } from '../../shared/errors.ts'
import { accountIdSchema, type AccountId } from '../../shared/model/account.ts'
import { workspaceIdSchema, type WorkspaceId, type WorkspaceNames } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import type { Store } from '../store/store.ts'
import type { Arrivals } from './arrivals.ts'
import { readPieces, type OpenedBackup } from './open-backup.ts'
import { writeRecords } from './portable-records.ts'

export interface RestoreBackupPorts {
  readonly store: Store
  readonly arrivals: Arrivals
  /** The records of a workspace that is not open. */
  readonly recordsOf: (id: WorkspaceId) => AccountRecords
}

/** One backup that becomes a workspace of its own. */
export interface RestoreOrder {
  readonly file: string
  readonly backup: OpenedBackup
  readonly names: WorkspaceNames
  /** A folder of its own on the disk of the workspaces, which is there no longer at the end. */
  readonly workFolder: string
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void
}

const cancelled = err<AppError>({ kind: 'cancelled' })
/** Reading takes about as long as what the store does with it. */
const readingShare = 0.5

/**
 * Puts a workspace together of a backup: its databases are written as they lie in it, encrypted, and the store makes
 * files of this version of them, under a new key and for new accounts. Accounts get new ids because the local API tells
 * accounts apart by them, whichever workspace is open. The workspace is there as a whole or not at all.
 */
export async function restoreBackup(
  { store, arrivals, recordsOf }: RestoreBackupPorts,
  { backup, names, workFolder, ...order }: RestoreOrder,
): Promise<Result<WorkspaceId, AppError>> {
  const { manifest } = backup
  const copies = path.join(workFolder, 'copies')
  const files = path.join(workFolder, 'files')
  try {
    await mkdir(copies, { recursive: true, mode: 0o700 })
    const written = await writeCopies(backup, copies, order)
    if (!written.ok) return written
    const key = new Uint8Array(randomBytes(32))
    const renamed = new Map<AccountId, AccountId>(
      manifest.accounts.map(({ account }) => [account.id, accountIdSchema.parse(randomUUID())]),
    )
    const accounts = [...renamed].map(([from, to]) => ({ from, to }))
    for (const what of ['cache', 'outbox'] as const) {
      if (order.signal.aborted) return cancelled
      const copy = path.join(copies, what)
      const copyKey = new Uint8Array(Buffer.from(manifest.files[what].key, 'base64'))
      const target = path.join(files, `${what}.db`)
      const adopted = await store.call('adoptFile', { what, copy, copyKey, target, key, accounts })
      if (!adopted.ok) return adopted
      if (adopted.value !== 'adopted')
        return err({ kind: adopted.value === 'damaged' ? 'backup-damaged' : 'backup-too-new' })
      await rm(copy, { force: true })
      order.onProgress(what === 'cache' ? 0.9 : 1)
    }
    if (order.signal.aborted) return cancelled
    const id = workspaceIdSchema.parse(randomUUID())
    const added = await arrivals.add({
      workspace: { ...manifest.workspace, ...names, id, isSample: false },
      ...{ key, files },
      writeRecords: () => writeRecords(recordsOf(id), manifest, renamed),
    })
    return added.ok ? ok(id) : added
  } catch (thrown) {
    const error = diskError(thrown)
    if (error === null) throw thrown
    return err(error)
  } finally {
    // What stays is in the cipher, and goes at the next start (core.ts).
    await rm(workFolder, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function writeCopies(
  backup: OpenedBackup,
  folder: string,
  { file, signal, onProgress }: Pick<RestoreOrder, 'file' | 'signal' | 'onProgress'>,
): Promise<Result<null, AppError>> {
  const handles: { readonly handle: FileHandle; readonly bytes: number }[] = []
  try {
    for (const what of ['cache', 'outbox'] as const satisfies readonly WorkspaceFileName[]) {
      const { bytes } = backup.manifest.files[what]
      handles.push({ handle: await open(path.join(folder, what), 'wx', 0o600), bytes })
    }
    let behind = 0
    return await readPieces(file, backup, signal, async (plain, done) => {
      let begins = 0
      for (const { handle, bytes } of handles) {
        const from = Math.max(0, begins - behind)
        const part = plain.subarray(from, Math.max(from, begins + bytes - behind))
        const written = part.length === 0 ? ok(null) : await append(handle, part)
        if (!written.ok) return written
        begins += bytes
      }
      behind += plain.length
      onProgress(done * readingShare)
      return ok(null)
    })
  } finally {
    for (const { handle } of handles) await handle.close()
  }
}

async function append(handle: FileHandle, part: Buffer): Promise<Result<null, AppError>> {
  try {
    await handle.appendFile(part)
    return ok(null)
  } catch (thrown) {
    const error = diskError(thrown)
    if (error === null) throw thrown
    return err(error)
  }
}

/** What an error of the file system means in the profile's own folder; null for anything else. */
function diskError(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('syscall' in thrown)) return null
  const isFull = thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT'
  return { kind: isFull ? 'storage-full' : 'storage-unavailable' }
}
