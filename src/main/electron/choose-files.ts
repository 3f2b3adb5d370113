import path from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { ChooseSaveFile } from '../exporting/exports.ts'

/** The system's own dialog. Its answer is the user's, so that no page can name a file to be written. */
export const chooseSaveFile: ChooseSaveFile = async ({ name, extension }) => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options: Electron.SaveDialogOptions = {
    defaultPath: path.join(app.getPath('documents'), `${name}.${extension}`),
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  }
  const { canceled, filePath } =
    window === undefined ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
  return canceled || filePath === '' ? null : filePath
}
