import { openDetails, rowOf, search } from '../../tests/support/journey.ts'

/** The list: what is around it, how it is searched, and what it shows of one item. */
export async function walkItems(page, visit) {
  const button = (name) => page.getByRole('button', { name })
  await page.getByRole('rowheader').nth(5).waitFor()
  await visit('items')

  await button(/^Status:/).click()
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await visit('status-panel')
  await page.keyboard.press('Escape')

  await button(/^Workspace/).click()
  await page.getByRole('menu').waitFor()
  await visit('workspace-menu')
  await page.keyboard.press('Escape')

  await button(/^Companies/).click()
  await page.getByRole('button', { name: /^Companies/, pressed: true }).waitFor()
  await visit('companies')
  await button(/^All/).click()

  await search(page, 'grace')
  await rowOf(page, 'Grace Hopper').first().waitFor()
  await visit('search')
  await search(page, 'no such sailor')
  await page.getByText(/^No item matches/).waitFor()
  await visit('no-match')

  await search(page, 'lovelace')
  await openDetails(page, 'Ada Lovelace')
  await visit('details')
  await page.getByRole('tab', { name: 'JSON' }).click()
  await visit('details-json')
  await page.getByRole('tab', { name: 'History' }).click()
  await visit('details-history')
  await page.getByRole('tab', { name: 'Details' }).click()
}
