import { chooseProvider, goTo, inSignInWindow, waitForTotal } from '../../tests/support/journey.ts'
import { walkContacts } from './walk-contacts.mjs'
import { walkItems } from './walk-items.mjs'
import { walkTroubles } from './walk-troubles.mjs'

/**
 * The whole main job, screen by screen, found by role and name alone.
 *
 * @param {import('../../tests/support/app.ts').RunningApp} running an app on an empty profile
 * @param {import('./walk.mjs').Visit} visit
 * @param {import('./walk.mjs').WalkOptions} options
 */
export async function walkTheJob(running, visit, { scheme, total, control }) {
  const { page } = running
  const button = (name) => page.getByRole('button', { name })
  await button('Look around with sample data').waitFor()
  if (scheme !== null) await button({ light: 'Light', dark: 'Dark' }[scheme]).click()
  await visit('welcome')

  await button('Connect an account').click()
  const dialog = page.getByRole('dialog')
  await visit('workspace-names')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByText('Please fill this in.').first().waitFor()
  await visit('workspace-names-missing')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await button('Look around with sample data').click()
  await page.getByRole('heading', { name: 'Connect an account', level: 1 }).waitFor()
  await visit('chooser')
  await signInAndLoad(running, visit, { scheme, control })
  await waitForTotal(page, total)
  await button(/^Status: Up to date/).waitFor()

  await walkItems(page, visit)
  await walkContacts(page, visit)
  await walkTroubles(running, visit, control)
}

/**
 * Signs in and sees the load in each of its states. A service that takes half a minute holds it there, and stopping
 * the load, as a person can, lets go of it again: so no picture is a matter of luck.
 */
async function signInAndLoad(running, visit, { scheme, control }) {
  const { app, page } = running
  const button = (name) => page.getByRole('button', { name })
  await chooseProvider(page)
  await visit('sign-in-choices')
  const signInWindow = await inSignInWindow(app, page)
  await signInWindow.getByRole('button', { name: 'Connect app' }).waitFor()
  // A page under Playwright has a colour scheme of its own unless told otherwise.
  await signInWindow.emulateMedia({ colorScheme: scheme })
  await visit('sign-in-waiting')
  await visit('sign-in-window', signInWindow)
  const hold = (nth) => control('PUT', 'faults', [{ path: '/crm/objects/', nth, stallMs: 30_000 }])

  await hold([1, 1_000])
  await signInWindow.getByRole('button', { name: 'Connect app' }).click()
  await page.getByText('Loading what you may read').first().waitFor()
  await visit('loading-first')
  await goTo(page, 'Sync')
  await button('Stop loading').click()
  await hold([9, 1_000])
  await button('Load now').click()
  await goTo(page, 'Items')
  await page.getByRole('rowheader').nth(5).waitFor()
  await visit('loading-items')
  await goTo(page, 'Sync')
  await page.getByRole('progressbar').first().waitFor()
  await visit('loading-sync')
  await button('Stop loading').click()
  await button('Load now').waitFor()
  await visit('loading-stopped')
  await control('DELETE', 'faults')
  await button('Load now').click()
  await goTo(page, 'Items')
}

/** The app was quit while it worked offline, and started again. */
export async function walkWorkingOffline({ page }, visit, total) {
  // It starts where it was left, which is elsewhere when the walk before was stopped.
  await goTo(page, 'Items')
  await waitForTotal(page, total)
  await page.getByRole('button', { name: /^Status: Working offline/ }).waitFor()
  await visit('offline-after-restart')
}

export { walkLists, walkTools } from './walk-browsing.mjs'
export { walkCare } from './walk-care.mjs'
export { walkConnect } from './walk-connect.mjs'
export { walkConnections } from './walk-connections.mjs'
export { walkFirstAccount } from './walk-first-account.mjs'
export { walkListStates } from './walk-list-states.mjs'
export { walkSync } from './walk-sync.mjs'
export { walkOutbox } from './walk-outbox.mjs'
export { walkSmallWindow } from './walk-small-window.mjs'
export { walkMirror } from './walk-mirror.mjs'
export { walkOAuthApps } from './walk-oauth-apps.mjs'
export { walkUpdates } from './walk-updates.mjs'
