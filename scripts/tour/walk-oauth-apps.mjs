import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openSettings } from '../../tests/support/journey.ts'

/**
 * The settings of the user's own OAuth apps and the import of a `.env`, in a workspace of one's own in which none is
 * set yet.
 *
 * @param {import('../../tests/support/app.ts').RunningApp} running without given client credentials
 * @param {import('./walk.mjs').Visit} visit
 */
export async function walkOAuthApps({ app, page }, visit) {
  const button = (name) => page.getByRole('button', { name })
  await openSettings(page, 'Accounts and OAuth apps')
  await button('Set up HubSpot').click()
  await page.getByText('"redirectUrls"').waitFor()
  await visit('oauth-app-missing')
  await button('Save').click()
  await page.getByText('Please fill this in.').first().waitFor()
  await visit('oauth-app-incomplete')
  await page.getByRole('textbox', { name: 'Client id' }).fill('an-id')
  await page.getByRole('textbox', { name: 'Client secret' }).fill('a-secret')
  await button('Save').click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('radio', { name: 'Addresses that my app has already' }).check()
  await visit('oauth-app-set')
  await button('Remove this app…').click()
  await page.getByRole('dialog').waitFor()
  await visit('oauth-app-remove')
  await button('Keep').click()

  await openSettings(page, 'Accounts and OAuth apps')
  await button('Import from a .env file…').click()
  await page.getByRole('heading', { name: 'Import from a .env file', level: 1 }).waitFor()
  await visit('import-env')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-tour-'))
  try {
    const file = path.join(folder, '.env')
    fs.writeFileSync(file, envFile)
    // The system's dialog cannot be driven: it answers as if the person had chosen this file.
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
    }, file)
    await button('Choose a file…').click()
    await page.getByRole('listitem', { name: /HubSpot/ }).waitFor()
    await visit('import-env-preview')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Imported.').waitFor()
    await visit('import-env-done')
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const envFile = `HUBSPOT_CLIENT_ID=8a1b2c3d-1111-4c5d-8e9f-222222222222
HUBSPOT_CLIENT_SECRET=not-a-real-secret
HUBSPOT_REDIRECT_URI=http://localhost:8000/integrations/hubspot/oauth2callback
HUBSPOT_AUTH_URL=https://app-eu1.hubspot.com/oauth/1234567/authorize
HUBSPOT_SCOPE=oauth crm.objects.contacts.read crm.objects.contacts.write
CLIENT_ID=33333333-4444-4c5d-8e9f-555555555555
CLIENT_SECRET=not-a-real-secret-either
REDIS_URL=redis://ana:not-a-real-password@localhost:6379/0
DEBUG=1
`
