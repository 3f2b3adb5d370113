/* global process */
const { app } = require('electron')

/**
 * Loaded before an app's own code (`electron -r`), which stays as it is. It asks the first page when it painted what
 * counts, writes that down and ends the app.
 *
 * `PORTOLAN_TOUR_AWAITS` is a selector: what counts is the first element of it that shows text. Without one it is the
 * first paint of anything.
 */
const awaited = process.env.PORTOLAN_TOUR_AWAITS ?? null

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    // webContents.executeJavaScript would first wait for the page to finish loading; the frame does not.
    const paintedAtMs = await contents.mainFrame.executeJavaScript(
      `(${whenPainted})(${JSON.stringify(awaited)})`,
    )
    process.stdout.write(`painted at ${paintedAtMs}\n`, () => app.quit())
  })
})

/**
 * Runs in the page; answers in milliseconds since 1970. A first paint has a mark of its own in the browser's timeline,
 * with the time at which it came onto the screen. Rows have none: they are looked for in every frame, and the frame
 * after the one that has them is taken, since only then they have been painted. That is a frame late, never early.
 */
function whenPainted(selector) {
  /* global document, performance, PerformanceObserver, requestAnimationFrame */
  return new Promise((resolve) => {
    if (selector === null) {
      new PerformanceObserver((list) => {
        const mark = list.getEntriesByName('first-contentful-paint')[0]
        if (mark !== undefined) resolve(performance.timeOrigin + mark.startTime)
      }).observe({ type: 'paint', buffered: true })
      return
    }
    const isThere = () =>
      [...document.querySelectorAll(selector)].some(
        (element) => element.textContent.trim() !== '' && element.getBoundingClientRect().height > 0,
      )
    const look = () => {
      requestAnimationFrame(isThere() ? () => resolve(performance.timeOrigin + performance.now()) : look)
    }
    look()
  })
}
