import {
  goTo,
  inSignInWindow,
  openDetails,
  openSettings,
  rowOf,
  search,
} from '../../tests/support/journey.ts'

/** What goes wrong with accounts, how it is mended, and what stays possible without a network. */
export async function walkTroubles({ app, page }, visit, control) {
  const button = (name) => page.getByRole('button', { name })

  await goTo(page, 'Connections')
  await visit('connections')
  await button(/^More for /).click()
  await page.getByRole('menuitem', { name: 'Disconnect…' }).click()
  await page.getByRole('dialog').waitFor()
  await visit('disconnect-dialog')
  await button('Stay connected').click()

  const denied = { status: 'error', category: 'MISSING_SCOPES', message: 'This app has not been granted it.' }
  await control('PUT', 'faults', [{ path: '/crm/objects/2026-09/deals', status: 403, body: denied }])
  await goTo(page, 'Sync')
  await visit('sync-live')
  await button('Load now').click()
  await button(/^Status: Deals did not load/).waitFor({ timeout: 45_000 })
  await visit('one-type-failed')
  await page.getByRole('tab', { name: 'History' }).click()
  await page.getByRole('table').or(page.getByText('Nothing has been loaded yet.')).waitFor()
  await visit('sync-live-history')
  await page.getByRole('tab', { name: 'Storage' }).click()
  await page.getByRole('button', { name: 'Check the file' }).waitFor()
  await visit('sync-live-storage')

  await control('DELETE', 'faults')
  await control('POST', 'hubspot/revoke-grants')
  await goTo(page, 'Connections')
  await button('Load now').click()
  await button(/^Reconnect .+/)
    .first()
    .waitFor()
  await visit('needs-reconnect-connections')
  await goTo(page, 'Items')
  await visit('needs-reconnect')
  await page
    .getByRole('region', { name: 'Messages' })
    .getByRole('button', { name: /^Reconnect/ })
    .click()
  await button('Use a window of the app').waitFor()
  await visit('reconnect')
  const signInWindow = await inSignInWindow(app, page)
  await signInWindow.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Access was declined', { exact: true }).waitFor()
  await visit('access-declined')
  const again = await inSignInWindow(app, page, 'Try again')
  await again.getByRole('button', { name: 'Connect app' }).click()
  await page.getByRole('heading', { name: 'Items', level: 1 }).waitFor()
  // The deletion waits ten seconds, and would be waited with for ever without a network.
  await button(/^Status: Up to date · (?!\d+ change)/).waitFor({ timeout: 45_000 })

  await openSettings(page, 'Network')
  await visit('settings')
  await page.getByRole('switch', { name: 'Work offline' }).check()
  await goTo(page, 'Items')
  await search(page, 'grace quay')
  await rowOf(page, 'Grace Quay').waitFor()
  await openDetails(page, 'Grace Quay')
  await visit('work-offline')
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  await page.getByText('You are working offline: it will be sent').waitFor()
  await visit('edit-offline')
  await button('Back to the items').click()
  await button('New contact').click()
  await visit('new-contact-offline')
  await goTo(page, 'Items')
}
