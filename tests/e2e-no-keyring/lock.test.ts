import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp } from '../support/app.ts'
import { textsInHeap } from '../support/heap-snapshot.ts'
import { connectAndLoad, goTo, protectWith, search, tryPassphrase, waitForTotal } from '../support/journey.ts'

const passphrase = 'canary-Tramontana-7-nudos'

let sandbox: Sandbox
let profile: Awaited<ReturnType<typeof createUserData>>

beforeEach(async () => {
  sandbox = await startSandbox({ contacts: 120, companies: 20, deals: 20 })
  profile = await createUserData()
})

afterEach(async () => {
  await sandbox.close()
  await profile.remove()
})

it('15: a lock takes everything off the screen and out of the page, and the passphrase brings it back', async () => {
  const running = await launchApp({ userData: profile.folder, endpoints: sandbox.endpoints })
  try {
    const { page } = running
    await protectWith(page, passphrase)
    await connectAndLoad(running, '160')
    await search(page, 'ada lovelace')
    await page.getByRole('rowheader', { name: 'Ada Lovelace' }).first().waitFor()

    await page.keyboard.press('Control+Shift+L')
    await page.getByRole('heading', { name: 'Enter your passphrase' }).waitFor()
    const refused = await page.evaluate(() => window.api.items.counts({}))
    expect(refused).toMatchObject({ ok: false, error: { kind: 'vault-locked' } })
    // The page lets go of what it drew with the frames and effects that follow the one that is waited for.
    const isInPage = async (): Promise<boolean> => (await textsInHeap(page)).includes('Ada Lovelace')
    await expect.poll(isInPage, { timeout: 20_000, interval: 500 }).toBe(false)
    // What stood on the screen before is behind the same door.
    await page.goBack().catch(() => null)
    await page.getByRole('heading', { name: 'Enter your passphrase' }).waitFor()

    await tryPassphrase(page, passphrase)
    await goTo(page, 'Items')
    await waitForTotal(page, '160')
    expect(running.problems).toEqual([])
  } finally {
    await running.close()
  }
}, 180_000)
