import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** Where the system's own dialog says; the name that the file got, null when the user said nowhere. */
export async function saveFile(
  proposedName: string,
  content: Uint8Array,
): Promise<Result<string | null, AppError>> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options: Electron.SaveDialogOptions = { defaultPath: proposedName }
  const { filePath, canceled } =
    window === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  if (canceled || filePath === '') return ok(null)
  try {
    await writeFile(filePath, content, { mode: 0o600 })
    return ok(path.basename(filePath))
  } catch (thrown) {
    const isFull = (thrown as NodeJS.ErrnoException).code === 'ENOSPC'
    return err(
      isFull ? { kind: 'storage-full' } : { kind: 'invalid-request', detail: 'cannot be written there' },
    )
  }
}
