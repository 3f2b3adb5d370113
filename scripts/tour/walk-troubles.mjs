import { nextWindow } from '../../tests/support/app.ts'
import { goTo, openDetails, rowOf, search } from '../../tests/support/journey.ts'

/** What goes wrong with accounts, how it is mended, and what stays possible without a network. */
export async function walkTroubles({ app, page }, visit, control) {
  const button = (name) => page.getByRole('button', { name })

  await goTo(page, 'Connections')
  await visit('connections')
  await button('Disconnect…').click()
  await page.getByRole('dialog').waitFor()
  await visit('disconnect-dialog')
  await button('Keep it').click()

  const denied = { status: 'error', category: 'MISSING_SCOPES', message: 'This app has not been granted it.' }
  await control('PUT', 'faults', [{ path: '/crm/objects/2026-09/deals', status: 403, body: denied }])
  await button('Load now').click()
  await button(/^Status: Deals did not load/).waitFor({ timeout: 45_000 })
  await visit('one-type-failed')

  await control('DELETE', 'faults')
  await control('POST', 'hubspot/revoke-grants')
  await button('Load now').click()
  await button(/^Reconnect .+/)
    .first()
    .waitFor()
  await visit('needs-reconnect-connections')
  await goTo(page, 'Items')
  await visit('needs-reconnect')
  const opening = nextWindow(app)
  await page
    .getByRole('region', { name: 'Messages' })
    .getByRole('button', { name: /^Reconnect/ })
    .click()
  const signInWindow = await opening
  await visit('reconnect')
  await signInWindow.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Access was declined', { exact: true }).waitFor()
  await visit('access-declined')
  const again = nextWindow(app)
  await button('Try again').click()
  await (await again).getByRole('button', { name: 'Connect app' }).click()
  await page.getByRole('heading', { name: 'Items', level: 1 }).waitFor()
  await button(/^Status: Up to date/).waitFor({ timeout: 45_000 })

  await goTo(page, 'Settings')
  await visit('settings')
  await page.getByRole('switch', { name: 'Work offline' }).check()
  await goTo(page, 'Items')
  await search(page, 'grace quay')
  await rowOf(page, 'Grace Quay').waitFor()
  await openDetails(page, 'Grace Quay')
  await visit('work-offline')
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  await page.getByText('Changing needs a connection').waitFor()
  await visit('edit-offline')
  await button('Back to the items').click()
  await button('New contact').click()
  await visit('new-contact-offline')
  await goTo(page, 'Items')
}
