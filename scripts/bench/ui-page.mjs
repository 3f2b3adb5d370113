/**
 * Runs within the page, where nothing of this file is known but the function that is handed over. A moment counts when
 * an animation frame begins with what was asked for in the page.
 */

/** Notes when the latest key was pressed, by the event's own clock, and when its letter stood in the field. */
export function followKeys() {
  window.bench = { keyAt: 0, letterAt: 0, frame: null }
  window.addEventListener(
    'keydown',
    (event) => {
      window.bench.keyAt = event.timeStamp
      window.bench.letterAt = 0
    },
    true,
  )
  window.addEventListener(
    'input',
    () =>
      requestAnimationFrame(() => {
        window.bench.letterAt ||= performance.now()
      }),
    true,
  )
}

/**
 * Begins to wait for the frame in which the list begins with a row (`name`: its name and address), or has a row with
 * words at a place (`rowIndex`), or in which the detail pane shows a record's name and fields or is gone (`isPane`).
 * `isTimed`: counted from the key that is pressed next. {@link frame} answers it.
 */
export function awaitFrame({ name, rowIndex, isPane, isTimed = false }) {
  const deadlineMs = 20_000
  const asked = performance.now()
  const isThere = () => {
    if (isPane !== undefined) {
      const pane = document.querySelector('[data-pane="details"]')
      if (!isPane) return pane === null
      return (pane?.querySelector('h2')?.textContent ?? '').trim() !== '' && pane.querySelector('dd') !== null
    }
    const place = rowIndex === undefined ? '[data-row="0"]' : `[aria-rowindex="${rowIndex}"]`
    const row = document.querySelector(`[role="grid"] ${place}`)
    if (row === null || row.getAttribute('aria-busy') === 'true') return false
    if (name === undefined) return true
    const texts = [...row.querySelectorAll('.text')].map((cell) => cell.textContent)
    return texts.some(
      (text) => text !== '' && texts.includes(name.slice(text.length + 1)) && name.startsWith(text),
    )
  }
  if (isTimed) window.bench.keyAt = 0
  window.bench.frame = new Promise((resolve, reject) => {
    const look = () => {
      const { keyAt, letterAt } = window.bench
      if ((!isTimed || keyAt > 0) && isThere()) {
        resolve({ shownMs: performance.now() - keyAt, letterMs: letterAt - keyAt })
      } else if (performance.now() - asked > deadlineMs) {
        reject(new Error(`nothing came: ${JSON.stringify({ name, rowIndex, isPane })}`))
      } else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  // A failure is told to whoever asks for the frame.
  window.bench.frame.catch(() => undefined)
}

export const frame = () => window.bench.frame

/**
 * Until the frame that was waited for is on the screen: who types the next letter has seen what the last one found, and does
 * not type it while that is being drawn.
 */
export const onScreen = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

/** Scrolls the list as a wheel does, for four seconds, from the `round`th stretch on; answers the time between its frames. */
export function frameTimes(round) {
  const grid = document.querySelector('[role="grid"]')
  const frames = 240
  const stepPx = 220
  grid.scrollTop = round * (frames + 2) * stepPx
  return new Promise((resolve) => {
    const times = []
    let before = null
    const step = (now) => {
      if (before !== null) times.push(now - before)
      before = now
      if (times.length === frames) {
        resolve(times)
        return
      }
      grid.scrollTop += stepPx
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}
