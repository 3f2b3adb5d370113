import { statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { createUserData, launchApp, type RunningApp } from '../support/app.ts'
import { filesContaining } from '../support/canary-scan.ts'
import { aPassphrase } from '../support/backup-words.ts'
import { connectAndLoad, openSettings, rowOf, search, waitForTotal } from '../support/journey.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const cleanups: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** The system's dialogs cannot be driven: they answer as if the person had chosen this file. */
const choose = ({ app }: RunningApp, file: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)

it('59: a workspace goes to another computer in one file, and is listed and searched there offline', async () => {
  const sandbox = await startSandbox({ contacts: 120, companies: 20, deals: 20 })
  cleanups.push(() => sandbox.close())
  const first = await createUserData()
  cleanups.push(first.remove)
  const old = await launchApp({ userData: first.folder, endpoints: sandbox.endpoints })
  cleanups.push(() => old.close())
  await connectAndLoad(old, '160')
  const file = path.join(temporaryFolder(), 'ana.portolan-backup')
  await choose(old, file)
  await openSettings(old.page, 'Storage and security')
  await old.page.getByRole('button', { name: 'Back up this workspace…' }).click()
  const making = old.page.getByRole('dialog', { name: 'Back up this workspace' })
  await making.getByLabel(/^Passphrase of the backup/).fill(aPassphrase)
  await making.getByLabel(/^The passphrase again/).fill(aPassphrase)
  await making.getByRole('button', { name: 'Choose a place and back up…' }).click()
  await making.getByText('Backed up to', { exact: false }).waitFor({ timeout: 60_000 })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await filesContaining(path.dirname(file), ['Ada Lovelace', 'Ana Ruiz'])).toEqual([])
  await old.close()

  // Another computer, which the services cannot be reached from.
  const second = await createUserData()
  cleanups.push(second.remove)
  const other = await launchApp({ userData: second.folder, endpoints: sandbox.endpoints })
  cleanups.push(() => other.close())
  await sandbox.close()
  const { page } = other
  await choose(other, file)
  await page.getByRole('button', { name: 'Restore a backup…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' })
  await dialog.getByRole('button', { name: 'Choose the backup…' }).click()
  await dialog.getByLabel(/^Passphrase of the backup/).fill('not this one at all')
  await page.keyboard.press('Enter')
  await dialog.getByText('That is not the passphrase', { exact: false }).waitFor()
  await dialog.getByLabel(/^Passphrase of the backup/).fill(aPassphrase)
  await page.keyboard.press('Enter')
  await dialog.getByText('160', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await dialog.getByRole('button', { name: 'Open it' }).click({ timeout: 60_000 })
  await waitForTotal(page, '160')
  await search(page, 'ada lovelace')
  await rowOf(page, 'Ada Lovelace').first().waitFor()
  expect(other.problems).toEqual([])
}, 240_000)
