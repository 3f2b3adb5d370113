import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { createWorkspace, openSettings } from '../support/journey.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const redisPassword = 'canary-redis-5f1d0c2b9a'

describe('the user’s own OAuth app, in the real window', () => {
  it('is saved, tested and replaced from a .env, and its secret is seen nowhere (R24, R26)', async () => {
    const sandbox = await startSandbox({ contacts: 5, companies: 1, deals: 1 })
    cleanups.push(sandbox.close)
    const { clientId, clientSecret } = sandbox.endpoints.hubspot
    const profile = await createUserData()
    cleanups.push(profile.remove)
    const running = await launchApp({
      userData: profile.folder,
      // The sandbox's addresses alone: the app has to ask for a client.
      endpoints: {
        ...sandbox.endpoints,
        hubspot: { ...sandbox.endpoints.hubspot, clientId: '', clientSecret: '' },
      },
    })
    let isClosed = false
    const close = async (): Promise<void> => {
      if (!isClosed) await running.close()
      isClosed = true
    }
    cleanups.push(close)
    const { page } = running

    await createWorkspace(page)
    await openSettings(page, 'Accounts and OAuth apps')
    await page.getByRole('button', { name: 'Set up HubSpot' }).click()
    await page.getByRole('heading', { name: 'Your OAuth app at HubSpot', level: 1 }).waitFor()
    await page.getByText('"redirectUrls"').waitFor()
    await page.getByRole('textbox', { name: 'Client id' }).fill(clientId)
    await page.getByRole('textbox', { name: 'Client secret' }).fill(`${clientSecret}-mistyped`)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('button', { name: 'Test the app' }).click()
    await page.getByText('HubSpot does not accept this app').waitFor()

    const file = path.join(temporaryFolder(), '.env')
    await writeFile(
      file,
      [
        `HUBSPOT_CLIENT_ID=${clientId}`,
        `HUBSPOT_CLIENT_SECRET="${clientSecret}"`,
        'HUBSPOT_REDIRECT_URI=http://localhost:8000/integrations/hubspot/oauth2callback',
        `REDIS_URL=redis://ana:${redisPassword}@localhost:6379/0`,
      ].join('\n'),
    )
    await chooseInsteadOfThePerson(running, file)
    await openSettings(page, 'Accounts and OAuth apps')
    await page.getByRole('button', { name: 'Import from a .env file' }).click()
    await page.getByRole('button', { name: 'Choose a file' }).click()
    const found = page.getByRole('listitem', { name: 'HubSpot' })
    await found.getByText('Replaces what is set now').waitFor()
    await page.getByText('redis://localhost:6379/0').waitFor()
    const shown = await page.content()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Set now: HubSpot.').waitFor()

    await page.getByRole('button', { name: 'Go to the settings' }).click()
    await page.getByRole('button', { name: 'Open HubSpot' }).click()
    await page.getByText('A client secret is set. It is never shown.').waitFor()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Addresses, one a line' }).inputValue())
      .toBe('http://localhost:8000/integrations/hubspot/oauth2callback')
    // Main lets some seconds pass between two tests; until then it answers that it is too early.
    await expect
      .poll(
        async () => {
          await page.getByRole('button', { name: 'Test the app' }).click()
          return page.getByText('HubSpot knows this app').isVisible()
        },
        { interval: 1_000, timeout: 30_000 },
      )
      .toBe(true)

    const secrets = [clientSecret, redisPassword]
    for (const secret of secrets) expect(shown + (await page.content())).not.toContain(secret)
    expect(running.problems).toEqual([])
    await close()
    expect(await filesContaining(profile.folder, secrets)).toEqual([])
  }, 120_000)
})

/** The system's dialog cannot be driven: it answers as if the person had chosen this file. */
async function chooseInsteadOfThePerson({ app }: RunningApp, file: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
}
