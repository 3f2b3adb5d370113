import { goTo, rowOf } from '../../tests/support/journey.ts'

/** The grid: its columns, its order, what a cell is changed in, and what a row offers. */
export async function walkGrid({ page }, visit) {
  const button = (name) => page.getByRole('button', { name, exact: true })
  const chooser = page.getByRole('dialog', { name: 'Columns of this list' })
  const find = chooser.getByRole('searchbox', { name: 'Find a field' })
  const header = (name) => page.getByRole('columnheader', { name, exact: true })
  const show = async (name) => {
    await find.fill(name)
    await chooser.getByRole('checkbox', { name, exact: true }).check()
  }

  await goTo(page, 'Items')
  await page.getByRole('button', { name: /^Contacts/ }).click()
  await page.getByRole('button', { name: /^Contacts/, pressed: true }).waitFor()
  await button('Columns').click()
  await chooser.waitFor()
  await visit('columns')
  await find.fill('date')
  await visit('columns-found')
  await find.fill('no such field')
  await chooser.getByText('No field matches.').waitFor()
  await visit('columns-none')
  for (const name of ['City', 'Lifecycle Stage', 'Last Contacted']) await show(name)
  await find.fill('')
  await chooser.getByRole('button', { name: 'Pin City' }).click()
  await visit('columns-chosen')
  await page.keyboard.press('Escape')
  await header('City').waitFor()

  await header('Company').click()
  await header('Name').click({ modifiers: ['Shift'] })
  await page.getByText('Sort: Company ↑, Name ↑').waitFor()
  await page.getByRole('rowheader').first().waitFor()
  await visit('grid-sorted')
  await page.getByRole('grid').evaluate((grid) => {
    grid.scrollLeft = grid.scrollWidth
  })
  await visit('grid-scrolled-sideways')
  await button('Back to the usual order').or(button('Remove: Sort: Company ↑, Name ↑')).click()

  await page.getByRole('searchbox', { name: /^Search (all items|this list)$/ }).fill('hopper')
  const row = rowOf(page, 'Grace Hopper').first()
  await row.waitFor()
  await edit(row, 'City')
  await row.getByRole('textbox', { name: 'City of Grace Hopper' }).fill('Llanfairpwllgwyngyll')
  await visit('cell-text')
  await page.keyboard.press('Escape')
  await edit(row, 'Lifecycle Stage')
  await row.getByRole('combobox', { name: 'Lifecycle Stage of Grace Hopper' }).waitFor()
  await visit('cell-choice')
  await page.keyboard.press('Escape')
  await row.getByRole('rowheader').click({ button: 'right' })
  await page.getByRole('menu').waitFor()
  await visit('record-menu')
  await page.keyboard.press('Escape')

  await button('Columns').click()
  await chooser.getByRole('button', { name: 'Reset' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('searchbox', { name: /^Search (all items|this list)$/ }).fill('')
  await page.getByRole('button', { name: /^All [\d,]+$/ }).click()

  /** By the keyboard: a press of the mouse opens the details as well. */
  async function edit(row, column) {
    const index = await header(column).getAttribute('data-column')
    await row.locator(`[data-column="${index}"]`).focus()
    await page.keyboard.press('F2')
  }
}
