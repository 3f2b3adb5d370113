import { BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import type { IpcEdge } from '../ipc/register-handlers.ts'
import type { Logger } from '../logging/logger.ts'

/** The edge, there before anybody answers at it. */
export interface EarlyEdge extends IpcEdge {
  /** Everybody is there; what was asked before is answered too. */
  open(): void
  /** When the page asks for the first time: its code is there then, and runs. */
  readonly asked: Promise<unknown>
}

/**
 * Electron's channels behind a tiny edge, all of them at once, so that a page that is quicker than main waits. A message
 * counts only when it comes from the main frame of one of the app's own windows at the app's origin; `frame.origin`
 * decides, because an about:blank page carries an innocent address but inherits the origin of whoever opened it.
 */
export function createIpcEdge(
  channels: readonly string[],
  isAppContents: (contentsId: number) => boolean,
  allowedOrigins: readonly string[],
  logger: Logger,
): EarlyEdge {
  const listeners = new Map<string, Parameters<IpcEdge['handle']>[1]>()
  const opened = Promise.withResolvers<null>()
  const asked = Promise.withResolvers<null>()
  const isTrusted = (contentsId: number, frame: WebFrameMain | null): boolean =>
    frame?.parent === null && allowedOrigins.includes(frame.origin) && isAppContents(contentsId)

  for (const channel of channels) {
    ipcMain.handle(channel, async (event, input: unknown) => {
      if (!isTrusted(event.sender.id, event.senderFrame)) {
        logger.warn('ipc.foreign-sender', { channel })
        throw new Error('refused')
      }
      asked.resolve(null)
      await opened.promise
      const listener = listeners.get(channel)
      if (listener === undefined) throw new Error(`nobody answers ${channel}`)
      return listener(input)
    })
  }
  return {
    handle: (channel, listener) => void listeners.set(channel, listener),
    open: () => opened.resolve(null),
    asked: asked.promise,
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
