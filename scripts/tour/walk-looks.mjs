import { goTo, openDetails, openSettings } from '../../tests/support/journey.ts'

/** The looks that somebody may choose, each on the screens that hold most. */
export async function walkLooks({ page }, visit) {
  const choose = (group, name) =>
    page.getByRole('group', { name: group }).getByRole('button', { name, exact: true }).click()
  const appearance = () => openSettings(page, 'Appearance')
  const list = async () => {
    await goTo(page, 'Items')
    await page.getByRole('rowheader').nth(5).waitFor()
  }

  await appearance()
  await visit('appearance')
  await choose('Contrast', 'High')
  await page.waitForFunction(() => document.documentElement.dataset.contrast === 'high')
  await visit('contrast-settings')
  await list()
  await openFirst()
  await visit('contrast-list')
  await page.keyboard.press('Control+K')
  await page.getByRole('option').first().waitFor()
  await visit('contrast-palette')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Close the details' }).click()

  await appearance()
  await choose('Contrast', 'As the system')
  await choose('Density', 'Compact')
  await list()
  await visit('compact-list')
  await board()
  await visit('compact-board')
  await grid()

  await appearance()
  await choose('Density', 'Comfortable')
  await choose('Text size', 'Largest')
  await visit('largest-settings')
  await list()
  await openFirst()
  await visit('largest-list')
  await page.getByRole('button', { name: 'Close the details' }).click()
  await board()
  await visit('largest-board')
  await grid()
  await page.keyboard.press('Control+/')
  await page.getByRole('dialog').waitFor()
  await visit('largest-cheat-sheet')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New contact' }).click()
  await page.getByRole('textbox', { name: 'Email', exact: true }).waitFor()
  await visit('largest-new-contact')
  await page.getByRole('button', { name: 'Back to the items' }).click()
  await goTo(page, 'Sync')
  await visit('largest-sync')
  await appearance()
  await choose('Text size', 'Medium')

  async function openFirst() {
    // Beside the name there may be a mark.
    await openDetails(page, await page.getByRole('rowheader').nth(3).locator('.text').innerText())
  }

  async function board() {
    await page.getByRole('button', { name: /^Deals/ }).click()
    await page.getByRole('button', { name: 'Board' }).click()
    await page
      .getByRole('region', { name: /: [\d,]+$/ })
      .nth(2)
      .waitFor()
  }

  async function grid() {
    await page.getByRole('button', { name: 'Grid' }).click()
    await page.getByRole('button', { name: /^All [\d,]+$/ }).click()
  }
}
