import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openSettings } from '../../tests/support/journey.ts'
import { createStage } from './staged-main.mjs'

/**
 * A backup that is made and one that is brought back. What takes no time with so little in it is staged.
 *
 * @param {import('../../tests/support/app.ts').RunningApp} running with a workspace of one's own open
 * @param {import('./walk.mjs').Visit} visit
 */
export async function walkBackup(running, visit) {
  const { app, page } = running
  const button = (name) => page.getByRole('button', { name })
  const dialog = page.getByRole('dialog')
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'portolan-tour-'))
  try {
    // The system's dialogs cannot be driven: they answer as if the person had chosen this file.
    await app.evaluate(
      ({ dialog: system }, filePath) => {
        system.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
        system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
      },
      path.join(folder, 'Ana @ Acme 2026-11-20.portolan-backup'),
    )
    await openSettings(page, 'Storage and security')
    await button('Back up this workspace…').scrollIntoViewIfNeeded()
    await visit('backup-card')
    await button('Back up this workspace…').click()
    await dialog.waitFor()
    await visit('backup')
    await button('Choose a place and back up…').click()
    await dialog.getByText(/Please use at least/).waitFor()
    await dialog.getByRole('checkbox').check()
    await dialog.getByText(/in your name/).waitFor()
    await visit('backup-missing')
    await dialog.getByLabel(/^Passphrase of the backup/).fill('three harbours at dusk')
    await dialog.getByLabel(/^The passphrase again/).fill('three harbours at dusk')
    await button('Choose a place and back up…').click()
    await dialog.getByText(/^Backed up to/).waitFor()
    await visit('backup-done')
    await dialog.getByRole('button', { name: 'Close' }).click()

    await button('Restore a backup…').click()
    await dialog.waitFor()
    await visit('restore')
    await button('Choose the backup…').click()
    await dialog.getByLabel(/^Passphrase of the backup/).fill('three harbours at dawn')
    await page.keyboard.press('Enter')
    await dialog.getByText(/That is not the passphrase/).waitFor()
    await visit('restore-wrong')
    await dialog.getByLabel(/^Passphrase of the backup/).fill('three harbours at dusk')
    await page.keyboard.press('Enter')
    await button('Restore').click()
    await dialog.getByText('There is such a workspace on this computer').waitFor()
    await visit('restore-exists')
    await dialog.getByLabel(/^Organisation/).fill('Acme, from the old computer')
    await button('Restore').click()
    await button('Open it').waitFor()
    await visit('restore-done')
    await dialog.getByRole('button', { name: 'Close' }).click()
    await walkStaged(running, visit)
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The same with a great deal in it. */
async function walkStaged(running, visit) {
  const { page } = running
  const { answer, tell } = createStage(running)
  const button = (name) => page.getByRole('button', { name })
  const fileName = 'Ana @ Acme 2026-11-20.portolan-backup'
  const preview = {
    ...{ names: { user: 'Ana', organisation: 'Acme' }, madeAtMs: Date.UTC(2026, 10, 20, 12) },
    ...{ appVersion: '1.4.0', itemCount: 1_234_567, accountCount: 3, waitingCount: 3, hasSignIns: true },
  }
  const restore = { fileName, phase: 'opened', done: 0, preview, problem: null, workspaceId: null }
  const show = async (backups) => {
    await answer('backups.get', backups)
    await tell('backupsChanged')
  }
  const backup = { fileName, state: 'running', done: 0.42, hasSignIns: true, problem: null }
  await show({ backup, restore: null })
  await button('Back up this workspace…').click()
  await page.getByRole('progressbar', { name: 'Backing up' }).waitFor()
  await visit('backup-running')
  await page.keyboard.press('Escape')
  await show({ backup: null, restore })
  await button('Restore a backup…').click()
  await page.getByText('1,234,567').waitFor()
  await visit('restore-preview')
  const problem = { error: { kind: 'backup-damaged' }, reference: 'PT-7K2M9Q' }
  await show({ backup: null, restore: { ...restore, problem } })
  await page.getByText('The backup is damaged').first().waitFor()
  await visit('restore-damaged')
  await show({ backup: null, restore: { ...restore, phase: 'restoring', done: 0.42 } })
  await page.getByRole('progressbar', { name: 'Restoring' }).waitFor()
  await visit('restore-running')
  await page.keyboard.press('Escape')
}
