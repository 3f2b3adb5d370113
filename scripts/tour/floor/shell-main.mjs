import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { app, BrowserWindow, protocol } from 'electron'

// A window around an empty page of the app's own libraries, served the way the app serves its page.
const folder = process.env.PORTOLAN_TOUR_SHELL
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8' }

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) => {
    const file = path.join(folder, new URL(url).pathname)
    return new Response(await readFile(file), { headers: { 'content-type': TYPES[path.extname(file)] ?? '' } })
  })
  const window = new BrowserWindow({ width: 1280, height: 800, show: false, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('app://shell/index.html')
})
app.on('window-all-closed', () => app.quit())
