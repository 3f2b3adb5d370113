import { app } from 'electron'
import { appScheme } from '../oauth/redirect-address.ts'

/**
 * Collects the arguments with which the system starts the app for a link of its scheme, from before `ready`
 * on: a cold start has them in its own, a running app gets them from a second instance, macOS tells them in an
 * event. What is a link among them, and whether anybody waits for it, is decided where they go.
 */
export function watchDeepLinks(onArguments: (argv: readonly string[]) => void): void {
  app.on('open-url', (event, url) => {
    event.preventDefault()
    onArguments([url])
  })
  app.on('second-instance', (_event, argv) => onArguments(argv))
  onArguments(process.argv)
}

/**
 * Windows is told at run time who opens the scheme; on macOS and Linux the package says it
 * (electron-builder.yml). The `--` keeps what follows from being read as a switch of Chromium's
 * (CVE-2018-1000006). An app that is not installed leaves the system's settings alone.
 */
export function registerScheme(): void {
  if (app.isPackaged && process.platform === 'win32') {
    app.setAsDefaultProtocolClient(appScheme, process.execPath, ['--'])
  }
}
