import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../shared/errors.ts'
import { err, type Result } from '../../shared/result.ts'

export interface FileWriter {
  /** Resolves when the system has taken it, so that no more waits in memory than one piece. Throws its errors. */
  write(piece: string | Uint8Array): Promise<void>
}

/**
 * Writes a file that is there as a whole or not at all: under another name beside its place until it is complete. What
 * stood there before stays until then. Mode 0600: it holds what lies encrypted otherwise.
 */
export async function writeWholeFile<Value>(
  file: string,
  work: (writer: FileWriter) => Promise<Result<Value, AppError>>,
): Promise<Result<Value, AppError>> {
  // Not made of its name, which may be as long as a name can be.
  const temporary = path.join(path.dirname(file), `.portolan-${randomUUID()}.part`)
  try {
    const handle = await open(temporary, 'wx', 0o600)
    let done: Result<Value, AppError>
    try {
      done = await work({ write: (piece) => handle.appendFile(piece, 'utf8') })
      if (done.ok) await handle.sync()
    } finally {
      await handle.close()
    }
    if (done.ok) await rename(temporary, file)
    else await rm(temporary, { force: true })
    return done
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined)
    const error = fileError(thrown)
    if (error === null) throw thrown
    return err(error)
  }
}

/** What an error of the file system means; null for anything else. */
function fileError(thrown: unknown): AppError | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || !('syscall' in thrown)) return null
  const isFull = thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT'
  return { kind: isFull ? 'storage-full' : 'file-not-written' }
}
