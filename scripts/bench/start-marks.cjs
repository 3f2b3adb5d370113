/* global process */
/**
 * Required into an app's main process (`electron -r`), the same for every app that is compared: writes when it reached
 * its marks, in milliseconds since the epoch, to the file that BENCH_MARKS names, and ends the app. BENCH_ROWS is the
 * selector of what has to be drawn in the window; without it its first paint is waited for alone. With BENCH_FLAME, a folder,
 * it also records there where the main process's time goes, as startup-NAME.cpuprofile, and so slows it down.
 */
const fs = require('node:fs')
const { Session } = require('node:inspector')
const path = require('node:path')
const { app } = require('electron')

const file = process.env.BENCH_MARKS
const selector = process.env.BENCH_ROWS ?? null
const marks = { mainMs: Date.now() }
const flameFolder = process.env.BENCH_FLAME
const profiler = new Session()
if (flameFolder !== undefined) {
  profiler.connect()
  profiler.post('Profiler.enable')
  profiler.post('Profiler.start')
}

// A mark in the page: the frame after what is waited for has been drawn, and the first paint before it.
const inPage = `new Promise((resolve) => {
  const selector = ${JSON.stringify(selector)}
  const paint = () => performance.getEntriesByName('first-paint')[0]?.startTime
  const look = () => {
    const isThere = selector === null ? paint() !== undefined : document.querySelector(selector) !== null
    if (!isThere) return requestAnimationFrame(look)
    requestAnimationFrame(() => {
      const done = performance.timeOrigin + performance.now()
      const paintMs = performance.timeOrigin + (paint() ?? performance.now())
      resolve({ navigationMs: performance.timeOrigin, paintMs, rowsMs: selector === null ? paintMs : done })
    })
  }
  look()
})`

void app.whenReady().then(() => {
  marks.readyMs = Date.now()
})
app.once('web-contents-created', (_event, contents) => {
  marks.windowMs = Date.now()
  contents.once('dom-ready', async () => {
    marks.domMs = Date.now()
    Object.assign(marks, await contents.executeJavaScript(inPage))
    if (flameFolder !== undefined) keepFlame()
    fs.writeFileSync(file, JSON.stringify(marks))
    if (process.env.BENCH_STAYS === undefined) app.quit()
  })
})

/** The answer comes within the call. */
function keepFlame() {
  const name = `startup-${path.basename(file, '.json')}.cpuprofile`
  profiler.post('Profiler.stop', (error, result) => {
    if (error === null) fs.writeFileSync(path.join(flameFolder, name), JSON.stringify(result.profile))
  })
}
