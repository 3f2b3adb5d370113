import { eventChannel, invokeChannel } from '../../src/shared/ipc/channels.ts'

/**
 * Puts made-up answers in the place of main's, so that states which take a browser, a full port or a forgetful
 * provider can be seen. What is staged stays until the app is quit.
 *
 * @param {import('../../tests/support/app.ts').RunningApp} running
 */
export function createStage({ app, page }) {
  /** @param {string} endpoint for example `signIn.get` */
  const reply = (endpoint, answer) =>
    app.evaluate(
      ({ ipcMain }, { channel, answer }) => {
        ipcMain.removeHandler(channel)
        ipcMain.handle(channel, () => answer)
      },
      { channel: invokeChannel(...endpoint.split('.')), answer },
    )

  return {
    /** The endpoint succeeds with this value from now on. */
    answer: (endpoint, value) => reply(endpoint, { ok: true, value }),
    /** The endpoint fails with this error from now on. */
    fail: (endpoint, error) => reply(endpoint, { ok: false, error, reference: 'PT-7K2M9Q' }),
    /** The endpoint answers nothing until `release` says how it ends. */
    hold: (endpoint) =>
      app.evaluate(
        ({ ipcMain }, channel) => {
          ipcMain.removeHandler(channel)
          ipcMain.handle(channel, () => new Promise((resolve) => (globalThis.endOfStage = resolve)))
        },
        invokeChannel(...endpoint.split('.')),
      ),
    /** What is held fails with this error. */
    release: (error) =>
      app.evaluate((_electron, end) => globalThis.endOfStage(end), {
        ok: false,
        error,
        reference: 'PT-7K2M9Q',
      }),
    /** Tells the page that something changed. */
    tell: (event) =>
      app.evaluate(({ BrowserWindow }, channel) => {
        for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channel, {})
      }, eventChannel(event)),
    page,
  }
}
