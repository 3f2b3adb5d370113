/**
 * @typedef {'en' | 'de'} Language
 * @typedef {{ name: string, width: number, height: number }} Size
 * @typedef {{ language: Language, size: Size }} View
 */

/** MUI waits for 166 ms in which nothing changes. */
const POPOVER_DELAY_MS = 300

/** The usual window, and the smallest one that the app allows. */
export const SIZES = [
  { name: '1280x800', width: 1280, height: 800 },
  { name: '900x600', width: 900, height: 600 },
]
/** @type {Language[]} */
export const LANGUAGES = ['en', 'de']

/**
 * Every language in every size, the one that is walked in first.
 *
 * @param {{ languages: string[], sizes: string[] }} wanted empty lists for all
 * @returns {View[]}
 */
export function viewsOf({ languages, sizes }) {
  return SIZES.filter(({ name }) => sizes.length === 0 || sizes.includes(name)).flatMap((size) =>
    LANGUAGES.filter((language) => languages.length === 0 || languages.includes(language)).map(
      (language) => ({ language, size }),
    ),
  )
}

/**
 * Shows a page in each of the views in turn, and leaves it as it was. The app is walked through in English and in one
 * size; what stands on the page stays there while its language and its window change, as it does for a person.
 *
 * @param {import('../../tests/support/app.ts').RunningApp} running
 * @param {View[]} views
 * @param {(view: View) => Promise<void>} look
 */
export async function inEveryView({ app, page }, views, look) {
  const before = await sizeOf(app)
  for (const view of views) {
    await resize(app, page, view.size)
    await speak(page, view.language)
    await look(view)
  }
  await speak(page, 'en')
  await resize(app, page, before)
}

/** Beside the app's own window there may be one for the sign-in. */
const sizeOf = (app) =>
  app.evaluate(({ BrowserWindow }) => {
    const ours = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().startsWith('app:'))
    const [width, height] = ours.getSize()
    return { width, height }
  })

/**
 * Gives the app's own window a size.
 *
 * @param {import('playwright').ElectronApplication} app
 * @param {import('playwright').Page} page
 * @param {Pick<Size, 'width' | 'height'>} size
 */
export async function resize(app, page, { width, height }) {
  const from = await sizeOf(app)
  if (from.width === width && from.height === height) return
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().startsWith('app:'))
        .setSize(width, height),
    [width, height],
  )
  await page.waitForFunction((width) => Math.abs(innerWidth - width) < 40, width)
  // What hangs on a button finds its place again a moment after the window has its size.
  if ((await page.locator('.MuiPopover-root').count()) > 0) await page.waitForTimeout(POPOVER_DELAY_MS)
}

/** Where a person chooses it, but for the way there: main keeps the choice, and the page follows it. */
async function speak(page, language) {
  const isSpoken = await page.evaluate((wanted) => document.documentElement.lang.startsWith(wanted), language)
  if (isSpoken) return
  await page.evaluate((wanted) => window.api.app.setPreferences({ language: wanted }), language)
  await page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), language, {
    timeout: 5_000,
  })
}
