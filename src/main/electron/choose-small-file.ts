import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { BrowserWindow, dialog } from 'electron'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ChosenFile } from '../clients/env-import.ts'

/** What is larger was chosen by mistake and is not read. */
const maxBytes = 256 * 1_024

/**
 * The system's own dialog. Its answer is the user's, so that no page can name a file to be read.
 *
 * @param hasHidden whether names that begin with a period are shown
 */
export async function chooseSmallFile(hasHidden: boolean): Promise<Result<ChosenFile | null, AppError>> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options: Electron.OpenDialogOptions = {
    properties: ['openFile', ...(hasHidden ? (['showHiddenFiles'] as const) : [])],
  }
  const { filePaths } =
    window === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  const [chosen] = filePaths
  return chosen === undefined ? ok(null) : readSmall(chosen)
}

async function readSmall(file: string): Promise<Result<ChosenFile, AppError>> {
  const refused = (detail: string): Result<never, AppError> => err({ kind: 'invalid-request', detail })
  try {
    const facts = await stat(file)
    if (!facts.isFile()) return refused('not a file')
    if (facts.size > maxBytes) return refused('larger than 256 KiB')
    return ok({ name: path.basename(file), bytes: new Uint8Array(await readFile(file)) })
  } catch {
    return refused('cannot be read')
  }
}
