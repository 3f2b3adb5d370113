import { createWorkspace, keepNothing } from '../../tests/support/journey.ts'

/**
 * A workspace of one's own on an empty profile, up to the point where real credentials are needed. Without a key
 * store the app asks first what is to be, and says that it keeps nothing.
 *
 * @param {import('../../tests/support/app.ts').RunningApp} running without given endpoints: those bring credentials
 * @param {import('./walk.mjs').Visit} visit
 * @param {{ hasKeyStore: boolean }} options
 */
export async function walkFirstAccount({ page }, visit, { hasKeyStore }) {
  const button = (name) => page.getByRole('button', { name })
  if (!hasKeyStore) {
    await page.getByRole('heading', { name: 'How should your data be protected?' }).waitFor()
    await visit('choose-protection')
    await button('Protect with this passphrase').click()
    await page.getByText(/Please use at least/).waitFor()
    await visit('choose-protection-too-short')
    await keepNothing(page)
    await page
      .getByText(/nothing is kept/i)
      .first()
      .waitFor()
    await visit('session-only')
  }
  await button('Connect an account').waitFor()
  await createWorkspace(page)
  await visit('first-account')

  await button(/^Workspace/).click()
  await page.getByRole('menu').waitFor()
  await visit('own-workspace-menu')
  await page.getByRole('menuitem', { name: 'Rename this workspace…' }).click()
  await page.getByRole('dialog', { name: 'Rename workspace' }).waitFor()
  await visit('rename-workspace')
  await button('Cancel').click()

  await page.getByRole('main').getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('textbox', { name: 'Client id' }).waitFor()
  await visit('credentials')
  await button('Save and continue').click()
  await page.getByText('Please fill this in.').first().waitFor()
  await visit('credentials-missing')
}
