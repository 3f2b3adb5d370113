import { app, session, type Session, type WebContents } from 'electron'
import { appOrigin } from './app-protocol.ts'

/**
 * What holds for every session and every page of the app, the sign-in windows included: no permission, no
 * device, no download, no new window, no webview. Electron grants permissions unless somebody refuses.
 */
export function installSessionPolicies(developmentOrigin: string | null): void {
  app.on('session-created', denyPowers)
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    // Without a listener Electron sends the first certificate of the user to whoever asks.
    event.preventDefault()
    callback()
  })
  denyPowers(session.defaultSession)
  closeNetwork(session.defaultSession, developmentOrigin)
}

function denyPowers(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  target.on('will-download', (event) => event.preventDefault())
  target.on('select-hid-device', (event, _details, callback) => {
    event.preventDefault()
    callback('')
  })
  target.on('select-serial-port', (event, _ports, _contents, callback) => {
    event.preventDefault()
    callback('')
  })
  target.on('select-usb-device', (event, _details, callback) => {
    event.preventDefault()
    callback()
  })
}

/** The app's own pages have no network: main alone talks to providers. */
function closeNetwork(target: Session, developmentOrigin: string | null): void {
  const development =
    developmentOrigin === null ? [] : [developmentOrigin, developmentOrigin.replace('http', 'ws')]
  const allowed = [appOrigin, 'devtools://', 'data:', 'blob:', ...development]
  target.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !allowed.some((prefix) => details.url.startsWith(prefix)) })
  })
}

/** Keeps a window of the app on the app's own pages, whatever a script in it tries. `homeUrl`: its page. */
export function keepOnApp(contents: WebContents, homeUrl: string): void {
  const home = new URL(homeUrl)
  const isOurs = (url: string): boolean => {
    if (!URL.canParse(url)) return false
    const { protocol, host } = new URL(url)
    return protocol === home.protocol && host === home.host
  }
  const guard = (event: { preventDefault(): void; url: string }): void => {
    if (!isOurs(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', guard)
  contents.on('will-frame-navigate', guard)
  contents.on('will-redirect', guard)
  // No event asks before about:blank is shown; whoever ends there is brought back.
  contents.on('did-navigate', (_event, url) => {
    if (!isOurs(url)) void contents.loadURL(homeUrl)
  })
}
