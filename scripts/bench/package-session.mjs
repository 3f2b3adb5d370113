/**
 *   node scripts/bench/package-session.mjs SCRATCH PACKED BARE REPORT
 *
 * Starts the packed app and a blank window in bare Electron in turns, and writes to the report how many milliseconds
 * passed from each start to the first picture of the page (its "first contentful paint", w3.org/TR/paint-timing).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright'

const TURNS = 7
const [scratch, packed, bare, reportFile] = process.argv.slice(2)

const blankApp = path.join(scratch, 'blank')
fs.mkdirSync(blankApp)
fs.writeFileSync(path.join(blankApp, 'package.json'), '{"name":"blank","main":"main.cjs"}')
fs.writeFileSync(path.join(blankApp, 'page.html'), '<!doctype html><title>blank</title><p>.</p>')
fs.writeFileSync(
  path.join(blankApp, 'main.cjs'),
  `const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false })
  window.once('ready-to-show', () => window.show())
  window.loadFile('page.html')
})
for (const signal of ['SIGTERM']) process.on(signal, () => app.quit())
`,
)

const ours = []
const blank = []
// The first of each warms the disk's cache.
for (let turn = 0; turn <= TURNS; turn += 1) {
  const profile = path.join(scratch, 'profile')
  const oursMs = await firstPictureMs(path.join(packed, 'portolan'), [`--user-data-dir=${profile}`])
  const blankMs = await firstPictureMs(path.join(bare, 'electron'), [
    blankApp,
    `--user-data-dir=${profile}-blank`,
  ])
  if (turn > 0) {
    ours.push(oursMs)
    blank.push(blankMs)
  }
}
fs.writeFileSync(reportFile, JSON.stringify({ ours, blank }))

async function firstPictureMs(command, args) {
  const startedAt = Date.now()
  const child = spawn(command, [...args, '--remote-debugging-port=0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  try {
    const address = await debuggerOf(child)
    const browser = await chromium.connectOverCDP(address)
    const page = await pageOf(browser)
    const drawnAt = await page.evaluate(
      () =>
        new Promise((resolve) => {
          new PerformanceObserver((list) => {
            const [paint] = list.getEntriesByName('first-contentful-paint')
            if (paint !== undefined) resolve(performance.timeOrigin + paint.startTime)
          }).observe({ type: 'paint', buffered: true })
        }),
    )
    await browser.close()
    return drawnAt - startedAt
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** Chromium says it on its error output, once. */
function debuggerOf(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (part) => {
      said += part
      const found = /DevTools listening on (ws:\S+)/.exec(said)
      if (found !== null) resolve(found[1])
    })
    child.once('exit', () => reject(new Error(`it ended: ${said}`)))
  })
}

async function pageOf(browser) {
  for (;;) {
    const [page] = browser.contexts().flatMap((context) => context.pages())
    if (page !== undefined) return page
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
