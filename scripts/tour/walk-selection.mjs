import { goTo } from '../../tests/support/journey.ts'
import { createStage } from './staged-main.mjs'

/** Rows that are selected, and what is done to all of them: copied, and one field of them edited. */
export async function walkSelection(running, visit) {
  const { page } = running
  const button = (name) => page.getByRole('button', { name, exact: true })
  const dialog = page.getByRole('dialog', { name: /^Edit [\d,]+ contacts$/ })
  const checks = page.getByRole('grid').getByRole('gridcell').getByRole('checkbox')
  const chooseField = async (name) => {
    await dialog.getByRole('combobox', { name: 'Field to change' }).fill(name)
    await page
      .getByRole('option')
      .filter({ has: page.getByText(name, { exact: true }) })
      .first()
      .click()
  }

  await goTo(page, 'Items')
  await page.getByRole('button', { name: /^All [\d,]+$/ }).click()
  await page.getByRole('rowheader').nth(8).waitFor()
  await checks.nth(2).click()
  await checks.nth(7).click({ modifiers: ['Shift'] })
  await page.getByText(/^6 of [\d,]+ selected$/).waitFor()
  await visit('selection')
  await button('Clear').click()
  await page.getByRole('button', { name: /^Contacts/ }).click()
  await page.getByRole('button', { name: /^Contacts/, pressed: true }).waitFor()
  await checks.nth(1).click()
  await page.getByRole('button', { name: /^Select all [\d,]+ matching$/ }).click()
  await visit('selection-all')
  await button('Copy').click()
  await page.getByRole('menuitem', { name: 'Copy as TSV' }).waitFor()
  await visit('copy-menu')
  await page.keyboard.press('Escape')
  await button('Clear').click()

  await checks.nth(1).click()
  await checks.nth(8).click({ modifiers: ['Shift'] })
  await button('Edit…').click()
  await dialog.getByRole('combobox', { name: 'Field to change' }).waitFor()
  await visit('bulk-form')
  await dialog.getByRole('combobox', { name: 'Field to change' }).fill('stage')
  await page.getByRole('option').first().waitFor()
  await visit('bulk-fields')
  await chooseField('Email')
  await dialog.getByRole('textbox', { name: 'New value of Email' }).fill('info@example.com')
  await page.getByText(/^No two contacts can have the same value/).waitFor()
  await visit('bulk-unique-field')
  await dialog.getByRole('combobox', { name: 'Field to change' }).fill('')
  await chooseField('City')
  await dialog.getByRole('textbox', { name: 'New value of City' }).fill('Valencia')
  await dialog.getByRole('table').nth(1).waitFor()
  await visit('bulk-preview')
  await dialog.getByRole('button', { name: /^Change City for/ }).click()
  await page
    .getByText(/^City is changed for/)
    .first()
    .waitFor()
  await visit('bulk-result')
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await page
    .getByText(/^Undone: City of/)
    .first()
    .waitFor()
  await visit('bulk-undone')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await walkBulkTroubles()

  /** An edit that takes long, and one of which a part cannot be carried out. */
  async function walkBulkTroubles() {
    const stage = createStage(running)
    await button('Edit…').click()
    await chooseField('City')
    await dialog.getByRole('textbox', { name: 'New value of City' }).fill('Gdańsk')
    await stage.hold('contacts.updateMany')
    await dialog.getByRole('button', { name: /^Change City for/ }).click()
    await dialog.getByText(/^Changing City…/).waitFor()
    await visit('bulk-progress')
    await stage.release({ kind: 'storage-full' })
    await page.getByText(/^It ended early/).waitFor()
    await visit('bulk-failed')
    await dialog.getByRole('button', { name: 'Close' }).click()
  }
}
