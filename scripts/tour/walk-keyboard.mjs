import { openSettings } from '../../tests/support/journey.ts'

/** The settings of the keys, and how new ones are taken and refused. */
export async function walkKeyboard({ page }, visit) {
  const button = (name) => page.getByRole('button', { name, exact: true })
  const change = button('Change the keys of “Go to connections”')
  await openSettings(page, 'Keyboard')
  await visit('keyboard')
  await change.click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await visit('key-capture')
  await page.keyboard.press('Control+K')
  await dialog.getByText(/belongs to “/).waitFor()
  await visit('key-taken')
  await page.keyboard.press('q')
  await dialog.getByText(/alone belongs to/).waitFor()
  await visit('key-plain')
  await page.keyboard.press('Control+C')
  await dialog.getByText(/belongs to the system/).waitFor()
  await visit('key-reserved')
  await page.keyboard.press('Control+Shift+Y')
  await dialog.waitFor({ state: 'detached' })
  await button('Reset the keys of “Go to connections”').waitFor()
  await visit('keyboard-changed')
  await button('Reset the keys of “Go to connections”').click()
  await button('Reset all keys').scrollIntoViewIfNeeded()
  await visit('keyboard-end')
}
