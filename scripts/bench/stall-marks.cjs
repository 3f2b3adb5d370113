/* global process */
/**
 * Required into an app's main process (`electron -r`), the same for every app that is compared: measures for how long its
 * event loop does nothing else, from here until the page has drawn what BENCH_ROWS selects (without it: until its DOM is
 * ready), writes it to the file that BENCH_MARKS names, in milliseconds, and ends the app.
 */
const fs = require('node:fs')
const { monitorEventLoopDelay } = require('node:perf_hooks')
const { app } = require('electron')

const selector = process.env.BENCH_ROWS ?? null
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

const untilDrawn = `new Promise((resolve) => {
  const selector = ${JSON.stringify(selector)}
  const look = () => {
    const isThere = selector === null || document.querySelector(selector) !== null
    requestAnimationFrame(isThere ? () => resolve(true) : look)
  }
  look()
})`

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(untilDrawn)
    delay.disable()
    const marks = { max: delay.max / 1e6, p99: delay.percentile(99) / 1e6 }
    fs.writeFileSync(process.env.BENCH_MARKS, JSON.stringify(marks))
    app.quit()
  })
})
