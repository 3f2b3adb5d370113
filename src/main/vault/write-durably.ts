import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Writes a small file so that a reader finds the old or the new content, never a part, also when the disk
 * fills up: the usual "atomic" writers ignore a short write (fabiospampinato/atomically#18). Mode 0600.
 * Throws the system's error; the old file is intact then.
 */
export async function writeDurably(file: string, content: string): Promise<void> {
  const bytes = Buffer.from(content, 'utf8')
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      for (let written = 0; written < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, written, bytes.length - written)
        written += bytesWritten
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    if ((await stat(temporary)).size !== bytes.length) throw new Error('short write')
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(path.dirname(file))
}

/** Makes the rename itself durable. Windows cannot open folders and needs none of it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
