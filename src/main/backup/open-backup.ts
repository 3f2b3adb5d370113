import { open, stat, type FileHandle } from 'node:fs/promises'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { headerLength, openHeader, readHeader, type BackupHeader } from './backup-header.ts'
import { lengthBytes, manifestSchema, mostManifestBytes, type Manifest } from './manifest.ts'
import { openPiece, pieceBytes, pieceCount, placeOfPiece, sealedBytes } from './sealed-pieces.ts'

const damaged = err<AppError>({ kind: 'backup-damaged' })

/** A backup whose passphrase was right. */
export interface OpenedBackup {
  readonly header: BackupHeader
  readonly key: Uint8Array
  readonly manifest: Manifest
  /** Bytes that stand before the databases. */
  readonly beginningBytes: number
}

/** What a file is, before anybody asks for a passphrase. Nothing in it is believed but its length. */
export function lookAtBackup(file: string): Promise<Result<BackupHeader, AppError>> {
  return reading(file, async (handle) => {
    const { size } = await handle.stat()
    const beginning = Buffer.alloc(headerLength)
    const { bytesRead } = await handle.read(beginning, 0, headerLength, 0)
    const header = readHeader(beginning.subarray(0, bytesRead))
    if (!header.ok) return header
    const whole = sealedBytes(header.value.plainBytes)
    if (size < whole) return err({ kind: 'backup-cut-short' })
    return size === whole ? header : damaged
  })
}

/** Opens it: `wrong-passphrase`, and what {@link lookAtBackup} tells. */
export async function openBackup(file: string, passphrase: string): Promise<Result<OpenedBackup, AppError>> {
  const looked = await lookAtBackup(file)
  if (!looked.ok) return looked
  const header = looked.value
  let key: Uint8Array | null
  try {
    key = await openHeader(header, passphrase)
  } catch {
    // scrypt throws prose only, for example where there is not enough memory.
    return err({ kind: 'vault-unavailable' })
  }
  if (key === null) return err({ kind: 'wrong-passphrase' })
  const pieces = { header, key }
  return reading(file, async (handle) => {
    const read = await readManifest(handle, pieces)
    return read.ok ? ok({ ...pieces, ...read.value }) : read
  })
}

type Pieces = Pick<OpenedBackup, 'header' | 'key'>

async function readManifest(
  handle: FileHandle,
  pieces: Pieces,
): Promise<Result<Pick<OpenedBackup, 'manifest' | 'beginningBytes'>, AppError>> {
  const parts: Buffer[] = []
  let length = 0
  let wanted = lengthBytes
  for (let index = 0; length < wanted; index += 1) {
    if (index >= pieceCount(pieces.header.plainBytes)) return damaged
    const piece = await readPiece(handle, pieces, index)
    if (piece === null) return damaged
    parts.push(piece)
    length += piece.length
    if (index > 0) continue
    if (piece.length < lengthBytes) return damaged
    wanted = lengthBytes + piece.readUInt32BE(0)
    if (wanted > Math.min(mostManifestBytes, pieces.header.plainBytes)) return damaged
  }
  // What opens was written by an app that knew the passphrase: what it means by it, only a newer one knows.
  const parsed = manifestSchema.safeParse(parse(Buffer.concat(parts).subarray(lengthBytes, wanted)))
  if (!parsed.success) return err({ kind: 'backup-too-new' })
  const { cache, outbox } = parsed.data.files
  if (wanted + cache.bytes + outbox.bytes !== pieces.header.plainBytes) return damaged
  return ok({ manifest: parsed.data, beginningBytes: wanted })
}

function parse(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString('utf8'))
  } catch {
    return null
  }
}

/**
 * The bytes behind the manifest, piece by piece; `onPiece` is waited for, and ends it with a failure. `backup-damaged` at the first piece that does
 * not open, and `cancelled` when asked to stop.
 */
export function readPieces(
  file: string,
  { header, key, beginningBytes }: OpenedBackup,
  signal: AbortSignal,
  onPiece: (plain: Buffer, done: number) => Promise<Result<null, AppError>>,
): Promise<Result<null, AppError>> {
  return reading(file, async (handle) => {
    const count = pieceCount(header.plainBytes)
    for (let index = 0; index < count; index += 1) {
      if (signal.aborted) return err({ kind: 'cancelled' })
      const piece = await readPiece(handle, { header, key }, index)
      if (piece === null) return damaged
      const begins = Math.max(0, beginningBytes - index * pieceBytes)
      const taken = await onPiece(piece.subarray(begins), (index + 1) / count)
      if (!taken.ok) return taken
    }
    return ok(null)
  })
}

async function readPiece(handle: FileHandle, { header, key }: Pieces, index: number): Promise<Buffer | null> {
  const { position, length } = placeOfPiece(header, index)
  const sealed = Buffer.alloc(length)
  let read = 0
  while (read < length) {
    const { bytesRead } = await handle.read(sealed, read, length - read, position + read)
    if (bytesRead === 0) return null
    read += bytesRead
  }
  return openPiece(key, header, index, sealed)
}

/** Errors of the file system are `file-not-read`. */
async function reading<Value>(
  file: string,
  work: (handle: FileHandle) => Promise<Result<Value, AppError>>,
): Promise<Result<Value, AppError>> {
  let handle: FileHandle | null = null
  try {
    // Looked at before it is opened: a pipe would never answer.
    if (!(await stat(file)).isFile()) return err({ kind: 'not-a-backup' })
    handle = await open(file, 'r')
    return await work(handle)
  } catch (thrown) {
    if (!(thrown instanceof Error) || !('syscall' in thrown)) throw thrown
    return err({ kind: 'file-not-read' })
  } finally {
    await handle?.close()
  }
}
