import { app, dialog } from 'electron'
import german from '../shared/copy/de/main.json' with { type: 'json' }
import english from '../shared/copy/en/main.json' with { type: 'json' }
import { isMadeUp, languageOf, localeFor } from '../shared/language.ts'
import { readConfig } from './config.ts'
import { declareAppScheme } from './electron/app-protocol.ts'
import { registerScheme, watchDeepLinks } from './electron/deep-links.ts'
import { ownAppImage } from './electron/own-app-image.ts'
import { openPreferencesFile } from './electron/preferences-file.ts'
import { whyOutOfReach } from './electron/profile-folder.ts'
import { systemFacts } from './electron/system-facts.ts'
import { openFrame } from './frame.ts'

const config = readConfig(process.env, app.isPackaged, process.argv)
// Key stores file what they keep under the app's name: said before anything can ask them, so that no start
// goes by another one. Electron derives the profile folder from it too, the same as from `productName`.
app.setName('Portolan')
// The instance lock is kept per profile, so the profile comes first.
if (config.userDataDir !== null) app.setPath('userData', config.userDataDir)

const outOfReach = whyOutOfReach(app.getPath('userData'))

if (outOfReach === null && !app.requestSingleInstanceLock()) {
  app.exit(0)
} else {
  // Where Chromium runs without its sandbox (as root it must), asking for it would end every child process.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  declareAppScheme()
  const composed = outOfReach === null ? start() : Promise.reject(outOfReach)
  composed.catch(async (error: unknown) => {
    // Before that Linux would show no dialog (Electron's documentation of it).
    await app.whenReady()
    // Perhaps no window, no log and no preferences, for example with a profile folder that is out of reach.
    const locale = localeFor('system', languages())
    const copy = languageOf(locale) === 'de' ? german : english
    dialog.showErrorBox(copy.notStarted, error instanceof Error ? error.message : String(error))
    app.exit(1)
  })
  let isClosing = false
  const show = (): void => {
    // Whoever starts the app while it closes gets a new one afterwards.
    if (isClosing) {
      // What an AppImage runs goes away with it; what is started anew is the file.
      const file = ownAppImage(process.env, process.execPath)
      return app.relaunch(file === undefined ? {} : { execPath: file })
    }
    // Whoever shows why there is none is above.
    void composed.then(
      ({ focus }) => focus(),
      () => undefined,
    )
  }
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('open-url', show)
  registerScheme()
  // Waits for the composition; whoever shows why there is none is above.
  watchDeepLinks(
    (argv) => void composed.then(({ receiveArguments }) => receiveArguments(argv)).catch(() => undefined),
  )
  // On macOS an app without a window is still there; its menu ends it.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })

  // Chromium's own handlers would end the process in the middle of closing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())

  let isClosed = false
  app.on('before-quit', (event) => {
    if (isClosed) return
    // Closing the store takes a moment; quitting goes on when it is done.
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    void composed
      .then(({ close }) => close())
      // Whatever kept it from closing is no reason to keep anybody from quitting.
      .catch(() => null)
      .then((leave) => {
        isClosed = true
        if (leave === null) app.quit()
        else leave()
      })
  })
}

function languages(): readonly string[] {
  return config.languages ?? systemFacts.languages()
}

async function start() {
  const settings = openPreferencesFile(app.getPath('userData'))
  const locale = localeFor(settings.preferences().language, languages())
  // The order of a date in its fields, and what providers' sign-in pages are asked for. Chromium reads it once.
  if (!isMadeUp(locale)) app.commandLine.appendSwitch('lang', locale)
  await app.whenReady()
  const frame = openFrame(config, import.meta.dirname, settings)
  await frame.pageServed
  // Most of the code, and nothing of it is needed for the window.
  const { compose } = await import('./compose.ts')
  return compose(config, frame)
}
