import { goTo } from '../../tests/support/journey.ts'

/** The deals as cards in columns, by their stage and by another field, alone and beside an opened one. */
export async function walkBoard({ page }, visit) {
  const button = (name) => page.getByRole('button', { name })
  const board = page.getByRole('region', { name: /^Board by/ })
  const column = (name) => board.getByRole('region', { name })
  const counted = /: [\d,]+$/
  await goTo(page, 'Items')
  await button(/^Deals/).click()
  await page.getByRole('button', { name: /^Deals/, pressed: true }).waitFor()
  await button('Board').click()
  await column(counted).nth(2).waitFor()
  await visit('board')

  const last = column(/^Closed Lost/).last()
  await last.scrollIntoViewIfNeeded()
  await last.getByRole('listitem').first().waitFor()
  await visit('board-last-columns')
  await last.getByRole('listitem').nth(1).getByRole('button').click()
  await page.getByRole('complementary', { name: /^Details of ./ }).waitFor()
  await visit('board-details')
  await button('Close the details').click()

  await page.getByRole('combobox', { name: 'Columns by' }).click()
  await page.getByRole('option', { name: 'Priority' }).waitFor()
  await visit('board-fields')
  await page.getByRole('option', { name: 'Priority' }).click()
  await column(counted).first().waitFor()
  await visit('board-by-priority')
  await button('Grid').click()
  await page.getByRole('rowheader').first().waitFor()
  await button(/^All [\d,]+$/).click()
}
