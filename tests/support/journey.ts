import type { Page } from 'playwright'
import { nextWindow, type OpensWindows } from './app.ts'

/** Steps of the main job as a person takes them: by role and name alone. */

/** The first question on a computer without a key store. */
export async function keepNothing(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep nothing', exact: true }).click()
  await page.getByRole('button', { name: 'Connect an account' }).waitFor()
}

export async function protectWith(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel(/^Passphrase/).fill(passphrase)
  await page.getByLabel(/^The passphrase again/).fill(passphrase)
  await page.getByRole('button', { name: 'Protect with this passphrase' }).click()
  await page.getByRole('button', { name: 'Connect an account' }).waitFor()
}

/** Types it and presses Enter; what comes next depends on whether it is the right one. */
export async function tryPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel(/^Passphrase/).fill(passphrase)
  await page.keyboard.press('Enter')
}

/** Welcome → a workspace of one's own → the integration chooser. */
export async function createWorkspace(page: Page, user = 'Ana Ruiz', organisation = 'Acme'): Promise<void> {
  await page.getByRole('button', { name: 'Connect an account' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Your name' }).fill(user)
  await dialog.getByRole('textbox', { name: 'Organisation' }).fill(organisation)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Connect an account', level: 1 }).waitFor()
}

/** From the chooser to what may be asked for and where to sign in. */
export async function chooseProvider(page: Page, name = /HubSpot/): Promise<void> {
  await page.getByRole('radio', { name }).check()
  await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Use a window of the app' }).waitFor()
}

/** Presses what opens a sign-in window; answers it. */
export async function inSignInWindow(
  app: OpensWindows,
  page: Page,
  button = 'Use a window of the app',
): Promise<Page> {
  const opening = nextWindow(app)
  await page.getByRole('main').getByRole('button', { name: button }).click()
  return opening
}

/** From the chooser to the provider's page; answers the sign-in window. */
export async function startSignIn(app: OpensWindows, page: Page): Promise<Page> {
  await chooseProvider(page)
  const signInWindow = await inSignInWindow(app, page)
  await signInWindow.getByRole('button', { name: 'Connect app' }).waitFor()
  return signInWindow
}

/** The whole way from the first screen to a loaded list of `total` items. */
export async function connectAndLoad(
  { app, page }: { readonly app: OpensWindows; readonly page: Page },
  total: string,
): Promise<void> {
  await createWorkspace(page)
  const signInWindow = await startSignIn(app, page)
  await signInWindow.getByRole('button', { name: 'Connect app' }).click()
  await waitForTotal(page, total)
}

export async function waitForTotal(page: Page, total: string): Promise<void> {
  await page.getByRole('button', { name: `All ${total}` }).waitFor({ timeout: 45_000 })
}

export async function search(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox', { name: /^Search (all items|this list)$/ }).fill(text)
}

/** The row of an item, by the name in its first cell. */
export const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })

export async function openDetails(page: Page, name: string): Promise<void> {
  const details = page.getByRole('complementary', { name: `Details of ${name}` })
  // A search that was typed a moment ago narrows the list under the pointer: then one presses again.
  for (let tries = 1; ; tries += 1) {
    await rowOf(page, name).first().click()
    const isOpen = await details.waitFor({ timeout: 8_000 }).then(
      () => true,
      () => false,
    )
    if (isOpen) return
    if (tries === 3) throw new Error(`the details of ${name} do not open`)
  }
}

/** Gives the list its whole width again. */
export async function closeDetails(page: Page): Promise<void> {
  await page.getByRole('complementary').getByRole('button', { name: 'Close the details' }).click()
}

export async function goTo(
  page: Page,
  section: 'Items' | 'Outbox' | 'Sync' | 'Connections' | 'Settings',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section }).click()
  await page.getByRole('heading', { name: section, level: 1 }).waitFor()
}

/** A section of the settings. */
export async function openSettings(page: Page, section: string): Promise<void> {
  await goTo(page, 'Settings')
  const sections = page.getByRole('navigation', { name: 'Parts of the settings' })
  await sections.getByRole('link', { name: section }).click()
  await page.getByRole('group', { name: section, exact: true }).waitFor()
}

/** Waits until the status in the title bar begins with these words. */
export async function waitForStatus(page: Page, words: string): Promise<void> {
  const beginning = words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  await page.getByRole('button', { name: new RegExp(`^Status: ${beginning}`) }).waitFor({ timeout: 45_000 })
}

/** What the app has to say wherever one is: the strips under the title bar. */
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages' })

/** The line of one type in the card of an account, in the Sync centre. */
export const streamOf = (page: Page, types: 'Contacts' | 'Companies' | 'Deals') =>
  page.getByRole('listitem').filter({ has: page.getByText(types, { exact: true }) })

/** Asks for everything from the start, as for a first load. */
export async function startLoadingAgain(page: Page): Promise<void> {
  await goTo(page, 'Sync')
  await page.getByRole('button', { name: /^More for / }).click()
  await page.getByRole('menuitem', { name: 'Load everything again…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Load everything again' }).click()
}

/** Starts a load by the screen's button; the caller knows by the status or the log how it ended. */
export async function startLoad(page: Page): Promise<void> {
  await goTo(page, 'Sync')
  await page.getByRole('button', { name: 'Load now' }).click()
}

/** Loads what is lacking, where something is, and waits until all of it is complete. */
export async function loadToTheEnd(page: Page): Promise<void> {
  await startLoad(page)
  await waitForStatus(page, 'Up to date')
}

/** How many accounts are connected, on the screen Connections: each card has its menu. */
export const countAccounts = (page: Page): Promise<number> =>
  page.getByRole('button', { name: /^More for / }).count()
