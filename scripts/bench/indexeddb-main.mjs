/**
 * An app for Electron that does nothing but measure IndexedDB in its page: `electron indexeddb-main.mjs` with BENCH_ITEMS (a
 * file of records), BENCH_GIVEN (JSON) and BENCH_REPORT (a file to write) in its environment.
 */
import fs from 'node:fs'
import { app, BrowserWindow, protocol } from 'electron'
import { measureIndexedDb } from './indexeddb-page.mjs'

const { BENCH_ITEMS: items, BENCH_GIVEN: given, BENCH_REPORT: report } = process.env

// A page of a data: address has no database.
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])
void app.whenReady().then(measure)

async function measure() {
  try {
    protocol.handle('app', ({ url }) =>
      url.endsWith('/items.json')
        ? new Response(fs.readFileSync(items), { headers: { 'content-type': 'application/json' } })
        : new Response('<!doctype html><title>IndexedDB</title>', {
            headers: { 'content-type': 'text/html' },
          }),
    )
    // In front, or Chromium gives its timers and its disk less.
    const window = new BrowserWindow({ show: true, webPreferences: { sandbox: true } })
    await window.loadURL('app://bench/index.html')
    const measured = await window.webContents.executeJavaScript(`(${measureIndexedDb})(${given})`)
    fs.writeFileSync(report, JSON.stringify(measured))
    app.quit()
  } catch (error) {
    console.error(error)
    app.exit(1)
  }
}
