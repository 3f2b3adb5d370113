/**
 * Electron reads it before the app (`-r`). Playwright calls `__playwright_run` in main once it is connected, and misses a
 * page's navigation that is under way while it connects: it then waits for that page for ever. So the app starts after it.
 */
const { app } = require('electron')

const { promise: connected, resolve } = Promise.withResolvers()
const whenReady = app.whenReady.bind(app)
app.whenReady = () => connected.then(whenReady)
globalThis.__playwright_run = () => resolve()
