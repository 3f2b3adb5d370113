import { randomBytes } from 'node:crypto'
import { open, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileCopy, WorkspaceFileName } from '../../shared/backup-protocol.ts'
import type { AppError } from '../../shared/errors.ts'
import type { ProviderId } from '../../shared/model/provider.ts'
import type { Workspace } from '../../shared/model/workspace.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import { writeWholeFile } from '../exporting/whole-file.ts'
import type { Store } from '../store/store.ts'
import { createHeader } from './backup-header.ts'
import { encodeManifest, type Manifest } from './manifest.ts'
import { gatherRecords } from './portable-records.ts'
import { pieceBytes, pieceCount, sealPiece } from './sealed-pieces.ts'

export interface WriteBackupPorts {
  readonly store: Store
  readonly now: () => number
  readonly appVersion: string
  readonly providerIds: readonly ProviderId[]
}

/** One backup that is to be made. */
export interface BackupOrder {
  readonly workspace: Workspace
  /** Where its files lie, and their key. */
  readonly folder: string
  readonly key: Uint8Array
  readonly records: AccountRecords
  /** A folder of its own, which is there no longer at the end. */
  readonly workFolder: string
  readonly file: string
  readonly passphrase: string
  readonly hasSignIns: boolean
  readonly signal: AbortSignal
  /** From 0 to 1. */
  readonly onProgress: (done: number) => void
}

const cancelled = err<AppError>({ kind: 'cancelled' })
/** The copies take about as long as the writing. */
const copiesShare = 0.5
const lookMs = 250

/**
 * Makes a backup of the open workspace while it is used. Both databases are copied first, each as it is at one moment,
 * under keys that are in this backup alone; the cache before the outbox, so that what was confirmed in between counts as
 * sent. The copies are removed once they are in the file, which is there as a whole or not at all.
 */
export async function writeBackup(
  ports: WriteBackupPorts,
  order: BackupOrder,
): Promise<Result<null, AppError>> {
  const copies: Promise<unknown>[] = []
  try {
    const removed = await finishRemovals(ports.store, order.signal)
    if (!removed.ok) return removed
    const cache = await copyOne(ports.store, order, 'cache', copies)
    if (!cache.ok) return cache
    const outbox = await copyOne(ports.store, order, 'outbox', copies)
    if (!outbox.ok) return outbox
    const records = await gatherRecords(order.records, ports.providerIds, order.hasSignIns)
    if (!records.ok) return records
    const { user, organisation, createdAtMs } = order.workspace
    return await writePieces(order, {
      ...{ appVersion: ports.appVersion, madeAtMs: ports.now(), hasSignIns: order.hasSignIns },
      ...{ workspace: { user, organisation, createdAtMs }, ...records.value },
      files: { cache: cache.value, outbox: outbox.value },
    })
  } finally {
    // One that was given up is still being made: the folder can go when it is done. Nobody waits for that.
    void Promise.allSettled(copies).then(() => rm(order.workFolder, { recursive: true, force: true }))
  }
}

/** What was removed is not to be in the backup. */
async function finishRemovals(store: Store, signal: AbortSignal): Promise<Result<null, AppError>> {
  for (;;) {
    if (signal.aborted) return cancelled
    const removals = await store.call('finishRemovals', {})
    if (!removals.ok) return removals
    if (removals.value.isDone) return ok(null)
  }
}

async function copyOne(
  store: Store,
  { workFolder, folder, key, signal, onProgress }: BackupOrder,
  what: WorkspaceFileName,
  copies: Promise<unknown>[],
): Promise<Result<Manifest['files']['cache'], AppError>> {
  if (signal.aborted) return cancelled
  const copyKey = new Uint8Array(randomBytes(32))
  const copy = path.join(workFolder, what)
  const copying = store.call('copyFile', { what, folder, key, copy, copyKey })
  copies.push(copying)
  const whole = await sizeOf(path.join(folder, `${what}.db`))
  const look = setInterval(() => {
    void sizeOf(copy).then((bytes) => {
      if (what === 'cache' && !signal.aborted)
        onProgress(Math.min(1, bytes / Math.max(1, whole)) * copiesShare)
    })
  }, lookMs)
  const copied = await Promise.race([copying, aborted(signal)])
  clearInterval(look)
  if (!copied.ok) return copied
  const { bytes, version, count }: FileCopy = copied.value
  return ok({ bytes, version, count, key: Buffer.from(copyKey).toString('base64') })
}

const aborted = (signal: AbortSignal): Promise<typeof cancelled> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(cancelled)
    else signal.addEventListener('abort', () => resolve(cancelled), { once: true })
  })

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

async function writePieces(order: BackupOrder, manifest: Manifest): Promise<Result<null, AppError>> {
  const { workFolder, file, passphrase, signal, onProgress } = order
  const beginning = encodeManifest(manifest)
  const { cache, outbox } = manifest.files
  const plainBytes = beginning.length + cache.bytes + outbox.bytes
  const made = await createHeader(passphrase, plainBytes).catch(() => null)
  // scrypt throws prose only, for example where 128 MB are not to be had: nothing was sealed.
  if (made === null) return err({ kind: 'vault-unavailable' })
  const { header, key } = made
  const pieces = pieceCount(plainBytes)
  return writeWholeFile(file, async ({ write }) => {
    await write(header.bytes)
    let index = 0
    for await (const plain of piecesOf(beginning, [
      path.join(workFolder, 'cache'),
      path.join(workFolder, 'outbox'),
    ])) {
      if (signal.aborted) return cancelled
      await write(sealPiece(key, header, index, plain))
      index += 1
      onProgress(copiesShare + (1 - copiesShare) * (index / pieces))
    }
    if (index !== pieces) throw new Error('the copies are not as long as they were')
    // Whoever cancels in the last moment is not to find a file.
    return signal.aborted ? cancelled : ok(null)
  })
}

/** The beginning and the files one behind the other, in pieces of one size; the last one may be shorter. */
async function* piecesOf(beginning: Buffer, files: readonly string[]): AsyncGenerator<Buffer> {
  let piece: Buffer[] = []
  let length = 0
  for await (const part of partsOf(beginning, files)) {
    for (let at = 0; at < part.length;) {
      const taken = part.subarray(at, at + pieceBytes - length)
      piece.push(taken)
      length += taken.length
      at += taken.length
      if (length < pieceBytes) continue
      yield Buffer.concat(piece)
      piece = []
      length = 0
    }
  }
  if (length > 0) yield Buffer.concat(piece)
}

async function* partsOf(beginning: Buffer, files: readonly string[]): AsyncGenerator<Buffer> {
  yield beginning
  for (const file of files) {
    const handle = await open(file, 'r')
    try {
      for (;;) {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(pieceBytes), 0, pieceBytes, null)
        if (bytesRead === 0) break
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await handle.close()
    }
  }
}
