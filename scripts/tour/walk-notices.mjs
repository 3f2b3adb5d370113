/** What was told before, read and unread, and nothing of it. */
export async function walkNotices({ page }, visit) {
  const bell = page.getByRole('button', { name: /^Notifications/ })
  const centre = page.getByRole('dialog', { name: 'Notifications' })
  await bell.click()
  await centre.getByRole('listitem').first().waitFor()
  await visit('notices')
  await centre.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('button', { name: 'Mark all as read', disabled: true }).waitFor()
  await visit('notices-read')
  await centre.getByRole('button', { name: 'Clear' }).click()
  await centre.getByText(/^Nothing has happened yet/).waitFor()
  await visit('notices-empty')
  await page.keyboard.press('Escape')
}
