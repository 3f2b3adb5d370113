import { afterEach, describe, expect, it } from 'vitest'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { completeRuns } from '../support/app-log.ts'
import {
  goTo,
  openDetails,
  openSettings,
  rowOf,
  search,
  startLoadingAgain,
  startSignIn,
  waitForStatus,
  waitForTotal,
} from '../support/journey.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function launch(userData: string): Promise<RunningApp> {
  const running = await launchApp({ userData, endpoints: null })
  cleanups.push(() => running.close())
  return running
}

describe('the main job, in the sample workspace that the app serves itself', () => {
  it('signs in, loads, finds, creates, reads, changes, deletes, quits, and is all there again offline', async () => {
    const profile = await createUserData()
    cleanups.push(profile.remove)

    const first = await launch(profile.folder)
    const { page } = first
    await page.getByRole('button', { name: 'Look around with sample data' }).click()
    const signInWindow = await startSignIn(first.app, page)
    await signInWindow.getByRole('button', { name: 'Connect app' }).click()
    await waitForTotal(page, '16,200')
    await page.getByRole('button', { name: 'Contacts 12,000', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Companies 1,800', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Deals 2,400', exact: true }).waitFor()

    // The outbox of the sample has something to look at.
    await waitForStatus(page, '1 change needs you')
    await goTo(page, 'Outbox')
    await page.getByRole('tab', { name: 'Waiting (3)' }).waitFor()
    await page.getByRole('tab', { name: 'Needs you (1)' }).waitFor()
    await goTo(page, 'Items')

    await search(page, 'lovelace')
    await rowOf(page, 'Ada Lovelace').waitFor()

    // Create.
    await page.getByRole('button', { name: 'New contact' }).click()
    await page.getByRole('textbox', { name: 'Email', exact: true }).fill('grace.quay@example.com')
    await page.getByRole('textbox', { name: 'First Name', exact: true }).fill('Grace')
    await page.getByRole('textbox', { name: 'Last Name', exact: true }).fill('Quay')
    await page.getByRole('button', { name: /^Create/ }).click()
    await page.getByRole('complementary', { name: 'Details of Grace Quay' }).waitFor()
    await page.getByRole('button', { name: 'Contacts 12,001', exact: true }).waitFor()

    // Read and change.
    await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('heading', { name: 'Edit Grace Quay' }).waitFor()
    await page.getByRole('textbox', { name: 'Phone Number', exact: true }).fill('+44 20 7946 0999')
    await page.getByRole('button', { name: 'Save changes' }).click()
    await page.getByRole('complementary', { name: 'Details of Grace Quay' }).waitFor()
    await page.getByRole('complementary').getByText('+44 20 7946 0999').first().waitFor()

    // Delete another one.
    await search(page, 'lovelace')
    await openDetails(page, 'Ada Lovelace')
    await page.getByRole('complementary').getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Delete…' }).click()
    const dialog = page.getByRole('dialog', { name: /Delete Ada Lovelace/ })
    await dialog.getByRole('button', { name: 'Delete contact' }).click()
    await page.getByRole('heading', { name: 'Items', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Contacts 12,000', exact: true }).waitFor()

    // Work offline, quit, start again.
    await openSettings(page, 'Network')
    await page.getByRole('switch', { name: 'Work offline' }).check()
    expect(first.problems).toEqual([])
    await first.close()
    cleanups.pop()

    const second = await launch(profile.folder)
    // One goes on where one left off.
    await second.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await goTo(second.page, 'Items')
    await waitForTotal(second.page, '16,200')
    await waitForStatus(second.page, '1 change needs you')
    await search(second.page, 'grace quay')
    await openDetails(second.page, 'Grace Quay')
    await second.page.getByRole('complementary').getByText('+44 20 7946 0999').first().waitFor()
    await search(second.page, 'ada lovelace')
    await second.page.getByText(/^No item matches/).waitFor()
    expect(second.problems).toEqual([])

    // Back online the sandbox still knows what was done: a fresh load changes nothing.
    await openSettings(second.page, 'Network')
    await second.page.getByRole('switch', { name: 'Work offline' }).uncheck()
    // What comes last in a load.
    const loadedBefore = await completeRuns(profile.folder, 'links', 'full')
    await startLoadingAgain(second.page)
    await expect
      .poll(() => completeRuns(profile.folder, 'links', 'full'), { timeout: 120_000 })
      .toBe(loadedBefore + 1)
    await waitForStatus(second.page, '1 change needs you')
    await goTo(second.page, 'Items')
    await waitForTotal(second.page, '16,200')
    await search(second.page, 'grace quay')
    await rowOf(second.page, 'Grace Quay').waitFor()
  }, 240_000)
})
