import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { app, BrowserWindow, protocol } from 'electron'

// A window around an empty page of the app's own libraries, served the way the app serves its page.
const script = path.join(process.env.PORTOLAN_TOUR_SHELL, 'shell.js')
const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Shell</title></head>
  <body><div id="root"></div><script type="module" src="./shell.js"></script></body>
</html>`

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])
app.whenReady().then(() => {
  protocol.handle('app', async ({ url }) =>
    url.endsWith('/shell.js')
      ? new Response(await readFile(script), {
          headers: { 'content-type': 'text/javascript; charset=utf-8' },
        })
      : new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }),
  )
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true },
  })
  window.once('ready-to-show', () => window.show())
  void window.loadURL('app://shell/index.html')
})
app.on('window-all-closed', () => app.quit())
