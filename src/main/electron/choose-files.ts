import path from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import type { ChooseSaveFile } from '../exporting/exports.ts'
import type { ImportPorts } from '../importing/imports.ts'

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

/** The same for a file to be read. */
export const chooseOpenFile: ImportPorts['chooseOpenFile'] = async (extensions) => {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
  const options: Electron.OpenDialogOptions = {
    filters: [{ name: extensions.map((one) => one.toUpperCase()).join(', '), extensions: [...extensions] }],
    properties: ['openFile'],
  }
  const { filePaths } =
    window === undefined ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return filePaths[0] ?? null
}
