import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient, type FakeClient } from '../../test-support/fake-client.ts'
import { backupPassphrase } from '../../test-support/fake-files.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

const workspace = aWorkspace()

function open(place = '/settings/storage', overrides: Parameters<typeof aWorkspace>[0] | null = {}) {
  const opened = overrides === null ? null : { ...workspace, ...overrides }
  const fake = createFakeClient({
    app: anAppState({ workspaces: [opened ?? workspace], workspace: opened }),
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
  })
  return { fake, user: userEvent.setup(), ...renderApp(fake, place) }
}

const dialogOf = async (name: string) => within(await screen.findByRole('dialog', { name }))

async function openBackup(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Back up this workspace…' }))
  return dialogOf('Back up this workspace')
}

async function toPreview(user: UserEvent) {
  const dialog = await dialogOf('Restore a backup')
  await user.click(dialog.getByRole('button', { name: 'Choose the backup…' }))
  await user.type(await dialog.findByLabelText(/^Passphrase of the backup/), backupPassphrase)
  await user.click(dialog.getByRole('button', { name: 'Open' }))
  await dialog.findByText('12,345')
  return dialog
}

const change = (fake: FakeClient, to: Partial<FakeClient['state']['backups']>): void => {
  act(() => {
    fake.state.backups = { ...fake.state.backups, ...to }
    fake.emit('backupsChanged', {})
  })
}

afterEach(cleanup)

describe('the dialog that backs up', () => {
  it('59: asks for a passphrase twice, and holds sign-ins only when they are ticked', async () => {
    const { fake, user } = open()
    const dialog = await openBackup(user)
    const submit = dialog.getByRole('button', { name: 'Choose a place and back up…' })
    expect(dialog.getByText(/Without it nobody can open the backup/)).toBeTruthy()
    await user.type(dialog.getByLabelText(/^Passphrase of the backup/), 'three harbours')
    await user.type(dialog.getByLabelText(/^The passphrase again/), 'three harbour')
    await user.click(submit)
    expect(await dialog.findAllByRole('alert')).toHaveLength(1)
    expect(fake.inputsOf('backups.start')).toEqual([])
    await user.type(dialog.getByLabelText(/^The passphrase again/), 's')
    expect(dialog.queryByText(/in your name/)).toBeNull()
    await user.click(dialog.getByRole('checkbox', { name: 'Put the sign-ins in too' }))
    expect(dialog.getByText(/in your name/)).toBeTruthy()
    await user.click(submit)
    await waitFor(() => {
      expect(fake.inputsOf('backups.start')).toEqual([{ passphrase: 'three harbours', hasSignIns: true }])
    })
  })

  it('59: shows how far it is, can be stopped, and tells how it ended on whatever screen', async () => {
    const { fake, user } = open()
    const dialog = await openBackup(user)
    await user.type(dialog.getByLabelText(/^Passphrase of the backup/), 'three harbours')
    await user.type(dialog.getByLabelText(/^The passphrase again/), 'three harbours')
    await user.click(dialog.getByRole('button', { name: 'Choose a place and back up…' }))
    expect(
      (await dialog.findByRole('progressbar', { name: 'Backing up' })).getAttribute('aria-valuenow'),
    ).toBe('40')
    await user.click(dialog.getByRole('button', { name: 'Cancel' }))
    expect(await dialog.findByText('Cancelled. Nothing of the file is left.')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Close' }))
    const { backup } = fake.state.backups
    if (backup === null) throw new Error('there is a backup')
    change(fake, { backup: { ...backup, state: 'running' } })
    await screen.findByRole('button', { name: 'Restore a backup…' })
    await waitFor(() => {
      expect(screen.queryByText(/^Backed up to/)).toBeNull()
    })
    change(fake, { backup: { ...backup, state: 'done', done: 1 } })
    expect((await screen.findAllByText(/^Backed up to/)).length).toBeGreaterThan(0)
  })

  it('59: says why the sample workspace is not backed up', async () => {
    const { user } = open('/settings/storage', { isSample: true })
    const dialog = await openBackup(user)
    expect(dialog.getByText(/nothing to back up/)).toBeTruthy()
    expect(dialog.queryByRole('button', { name: 'Choose a place and back up…' })).toBeNull()
  })
})

describe('the dialog that restores', () => {
  it('59: says of a wrong passphrase that it is wrong, and then what the backup is', async () => {
    const { fake, user } = open()
    await user.click(await screen.findByRole('button', { name: 'Restore a backup…' }))
    const dialog = await dialogOf('Restore a backup')
    await user.click(dialog.getByRole('button', { name: 'Choose the backup…' }))
    const field = await dialog.findByLabelText(/^Passphrase of the backup/)
    await user.type(field, 'something else{Enter}')
    expect((await dialog.findByRole('alert')).textContent).toBe(
      'That is not the passphrase. Nothing was changed; upper and lower case count.',
    )
    await user.clear(field)
    await user.type(field, `${backupPassphrase}{Enter}`)
    expect(await dialog.findByText('12,345')).toBeTruthy()
    expect(dialog.getByText('1.4.0')).toBeTruthy()
    expect(dialog.getByText(/^Not in the backup/)).toBeTruthy()
    expect(dialog.getByText(/^3 changes were not sent/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Close' }))
    await waitFor(() => {
      expect(fake.inputsOf('backups.dismiss')).toHaveLength(1)
    })
  })

  it('59: says above what is filled in that a backup cannot be read: below it a small window ends', async () => {
    const { fake, user } = open()
    fake.override('backups', 'unlock', () =>
      Promise.resolve({ ok: false, error: { kind: 'backup-damaged' }, reference: 'T-1' }),
    )
    await user.click(await screen.findByRole('button', { name: 'Restore a backup…' }))
    const dialog = await dialogOf('Restore a backup')
    await user.click(dialog.getByRole('button', { name: 'Choose the backup…' }))
    await user.type(await dialog.findByLabelText(/^Passphrase of the backup/), 'something{Enter}')
    const alert = await dialog.findByRole('alert')
    const field = dialog.getByLabelText(/^Passphrase of the backup/)
    expect(alert.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })

  it('59: asks for another name where there is such a workspace, and opens what was restored', async () => {
    const { fake, user } = open()
    await user.click(await screen.findByRole('button', { name: 'Restore a backup…' }))
    const dialog = await toPreview(user)
    await user.click(dialog.getByRole('button', { name: 'Restore' }))
    expect(await dialog.findByText('There is such a workspace on this computer')).toBeTruthy()
    await user.type(dialog.getByLabelText(/^Organisation/), ' again')
    await user.click(dialog.getByRole('button', { name: 'Restore' }))
    expect(await dialog.findByRole('progressbar', { name: 'Restoring' })).toBeTruthy()
    expect(fake.inputsOf('backups.restore').at(-1)).toEqual({ user: 'Ana', organisation: 'Acme again' })
    const made = aWorkspace({ id: 'workspace-9' as never, organisation: 'Acme again' })
    fake.state.app = { ...fake.state.app, workspaces: [...fake.state.app.workspaces, made] }
    act(() => {
      fake.emit('appStateChanged', {})
    })
    const { restore } = fake.state.backups
    if (restore === null) throw new Error('there is a restore')
    change(fake, { restore: { ...restore, phase: 'done', done: 1, workspaceId: made.id } })
    expect(await dialog.findByText(/Ana @ Acme again/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Open it' }))
    await waitFor(() => {
      expect(fake.inputsOf('workspaces.open')).toEqual([{ id: made.id }])
    })
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
  })

  it.each([
    ['backup-damaged', 'The backup is damaged'],
    ['backup-cut-short', 'The backup is cut short'],
    ['backup-too-new', 'A newer version of Portolan made this backup'],
    ['not-a-backup', 'This is not a backup of Portolan'],
  ] as const)('59: tells of a file that is %s in a sentence', async (kind, title) => {
    const { fake, user } = open()
    fake.override('backups', 'choose', () =>
      Promise.resolve({ ok: false, error: { kind }, reference: 'T-1' }),
    )
    await user.click(await screen.findByRole('button', { name: 'Restore a backup…' }))
    const dialog = await dialogOf('Restore a backup')
    await user.click(dialog.getByRole('button', { name: 'Choose the backup…' }))
    expect(await dialog.findByText(title)).toBeTruthy()
  })

  it('59: is offered on the first screen too', async () => {
    const { user } = open('/welcome', null)
    await user.click(await screen.findByRole('button', { name: 'Restore a backup…' }))
    await toPreview(user)
  })
})
