import { goTo } from '../../tests/support/journey.ts'

const LONG = 'Everybody in the harbour towns whom nobody has called since the spring fair'

/** Saved views: how one is named, what its menu and the row of them offer, and what a changed one says. */
export async function walkViews({ page }, visit) {
  const button = (name) => page.getByRole('button', { name, exact: true })
  const dialog = (name) => page.getByRole('dialog', { name })
  const chosen = (name) => page.getByRole('button', { name, pressed: true })
  const save = async (name) => {
    await button('Save this list as a view').click()
    await dialog('Save as a new view').getByRole('textbox', { name: 'Name' }).fill(name)
    await button('Save view').click()
    await chosen(new RegExp(`^${name} [\\d,]+$`)).waitFor()
  }
  const filterBy = async (field, value) => {
    await page.keyboard.press('Control+Shift+F')
    await dialog('Filter').getByRole('combobox', { name: 'Field' }).fill(field)
    await page.getByRole('option', { name: field, exact: true }).click()
    await dialog('Filter').getByRole('textbox', { name: 'Value' }).fill(value)
    await page.keyboard.press('Enter')
    await page.getByText(`${field} contains ${value}`).first().waitFor()
  }

  await goTo(page, 'Items')
  await page.getByRole('button', { name: /^Contacts/ }).click()
  await page.getByRole('button', { name: /^Contacts/, pressed: true }).waitFor()
  await filterBy('City', 'Bristol')
  await button('Save this list as a view').click()
  await dialog('Save as a new view').waitFor()
  await visit('view-save-dialog')
  await button('Save view').click()
  await page.getByText('Please give it a name.').waitFor()
  await visit('view-save-nameless')
  await button('Cancel').click()
  await save('Close by')
  await visit('view-saved')
  await filterBy('Company', 'Ltd')
  await page.getByRole('group', { name: 'View changed' }).waitFor()
  await visit('view-changed')
  await page.getByRole('group', { name: 'View changed' }).getByRole('button', { name: 'Save as new' }).click()
  await dialog('Save as a new view').getByRole('textbox', { name: 'Name' }).fill('close by')
  await page.getByText('There is a view of that name already.').waitFor()
  await visit('view-name-taken')
  await dialog('Save as a new view').getByRole('textbox', { name: 'Name' }).fill(LONG)
  await button('Save view').click()
  await chosen(new RegExp(`^${LONG} [\\d,]+$`)).waitFor()
  await save('נמל חיפה')
  await visit('view-bar')

  const more = page.getByRole('button', { name: /^More about the view/ })
  await more.click()
  await page.getByRole('menuitem', { name: 'Rename…' }).waitFor()
  await visit('view-menu')
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await dialog('Rename the view').waitFor()
  await visit('view-rename-dialog')
  await button('Cancel').click()
  await more.click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await dialog(/^Delete the view/).waitFor()
  await visit('view-delete-dialog')
  await button('Keep').click()
  await button('All saved views').click()
  await page.getByRole('menu').waitFor()
  await visit('view-list')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^All [\d,]+$/ }).click()
}
