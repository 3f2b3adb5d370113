import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import type { IpcEdge } from '../ipc/register-handlers.ts'
import type { Logger } from '../logging/logger.ts'

/**
 * Electron's channels behind a tiny edge. A message counts only when it comes from the main frame of one of
 * the app's own windows at the app's origin; `frame.origin` decides, because an about:blank page carries an
 * innocent address but inherits the origin of whoever opened it.
 */
export function createIpcEdge(
  isAppContents: (contentsId: number) => boolean,
  allowedOrigins: readonly string[],
  logger: Logger,
): IpcEdge {
  const isTrusted = (contentsId: number, frame: WebFrameMain | null): boolean =>
    frame?.parent === null && allowedOrigins.includes(frame.origin) && isAppContents(contentsId)

  return {
    handle(channel, listener) {
      ipcMain.handle(channel, (event, input: unknown) => {
        if (!isTrusted(event.sender.id, event.senderFrame)) {
          logger.warn('ipc.foreign-sender', { channel })
          throw new Error('refused')
        }
        return listener(input)
      })
    },
  }
}

/** Sends to every window of the app that is still there. */
export function sendToWindows(
  isAppContents: (contentsId: number) => boolean,
  channel: string,
  payload: unknown,
): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed() && isAppContents(window.webContents.id)) {
      window.webContents.send(channel, payload)
    }
  }
}
