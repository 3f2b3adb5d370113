import { goTo, openSettings } from '../../tests/support/journey.ts'

/** Every part of the settings that no other walk opens, their search, and what the diagnostics hold. */
export async function walkSettings({ page }, visit) {
  const button = (name) => page.getByRole('button', { name })
  await goTo(page, 'Settings')
  const search = page.getByRole('searchbox', { name: 'Search the settings' })
  await search.fill('proxy')
  await visit('settings-search')
  await search.fill('zzzz')
  await visit('settings-search-nothing')
  await search.fill('')
  for (const [name, picture] of parts) {
    await openSettings(page, name)
    // Some are loaded when they are first looked at.
    await page.getByRole('group', { name, exact: true }).getByRole('heading').first().waitFor()
    await visit(`settings-${picture}`)
  }
  await openSettings(page, 'Diagnostics')
  await visit('settings-diagnostics')
  await button(/^Look at the diagnostics/).click()
  await page.getByRole('dialog').waitFor()
  await visit('diagnostics-preview')
  await page.keyboard.press('Escape')
}

const parts = [
  ['General', 'general'],
  ['Sync', 'sync'],
  ['Storage and security', 'storage'],
  ['Language', 'language'],
  ['Notifications', 'notifications'],
  ['Network', 'network'],
  ['Updates', 'updates'],
  ['Local API', 'local-api'],
  ['Redis mirror', 'mirror'],
  ['About', 'about'],
]
