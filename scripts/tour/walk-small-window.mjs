import { goTo, openDetails, openSettings, search } from '../../tests/support/journey.ts'

/** The smallest window that the app allows. */
const SMALLEST = { width: 900, height: 600 }

/** The same screens where there is least room, back online. */
export async function walkSmallWindow({ app, page }, visit) {
  const button = (name) => page.getByRole('button', { name })
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setSize(width, height)
  }, SMALLEST)
  await page.waitForFunction((width) => innerWidth <= width, SMALLEST.width)
  await openSettings(page, 'Network')
  await page.getByRole('switch', { name: 'Work offline' }).uncheck()
  await visit('small-settings')
  await goTo(page, 'Items')
  await visit('small-items')
  await search(page, 'hopper')
  await openDetails(page, 'Grace Hopper')
  await visit('small-details')
  await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Phone Number', exact: true }).fill('+1 703 555 0100')
  await visit('small-edit-contact')
  await button('Undo the change of Phone Number').click()
  await button('Back to the items').click()
  await button('New contact').click()
  await page.getByRole('textbox', { name: 'Email', exact: true }).fill('not-an-address')
  await page.getByText('This does not look like an e-mail address').waitFor()
  await visit('small-new-contact')
  await button('Clear all').click()
  await goTo(page, 'Connections')
  await visit('small-connections')
}
