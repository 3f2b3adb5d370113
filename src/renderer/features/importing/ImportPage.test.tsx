import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ImportOptions, ImportState } from '../../../shared/model/import.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { succeed } from '../../test-support/replies.ts'

const account = anAccount()
const workspace = aWorkspace()

const aState = (rest: Partial<ImportState> = {}): ImportState => ({
  file: {
    ...{
      fileName: 'people.csv',
      bytes: 2_048,
      accountId: account.id,
      encoding: 'windows-1252',
      delimiter: ';',
    },
    headers: ['Mail', 'Where', ''],
    samples: [['ada@example.org', 'Genoa', '']],
    options: {
      mapping: ['email', null, null],
      existing: 'update',
      withoutEmail: 'skip',
      isFormulaSafe: true,
    },
    isRemembered: false,
  },
  ...{ phase: 'chosen', done: 0, reasons: [], problems: [], problem: null, sentCount: 0 },
  counts: { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0 },
  ...rest,
})

const checked = aState({
  phase: 'checked',
  counts: { rows: 6, created: 3, updated: 1, unchanged: 1, skipped: 1 },
  reasons: [{ reason: 'invalid-email', count: 1 }],
  problems: [{ row: 4, reason: 'invalid-email', column: 'Mail', value: '<b>nonsense</b>' }],
})

function open(state: ImportState | null) {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    import: state,
  })
  renderApp(fake, '/import')
  return fake
}

afterEach(cleanup)

describe('the page that imports contacts', () => {
  it('58: takes a file, fills fields by its columns, and checks it before anything is noted', async () => {
    const user = userEvent.setup()
    const fake = open(null)
    fake.override('imports', 'choose', () => {
      fake.state.import = aState()
      return Promise.resolve(succeed(fake.state.import))
    })
    await user.click(await screen.findByRole('button', { name: 'Choose a file…' }))
    const table = within(await screen.findByRole('table', { name: 'Columns of the file' }))
    expect(screen.getByText(/people\.csv/).textContent).toContain('Windows-1252')
    expect(table.getByRole<HTMLInputElement>('combobox', { name: 'Field for Mail' }).value).not.toBe('')
    expect(table.getByRole('rowheader', { name: 'Column 3' })).toBeTruthy()

    await user.type(table.getByRole('combobox', { name: 'Field for Where' }), 'first')
    await user.click((await screen.findAllByRole('option'))[0]!)
    await user.click(screen.getByRole('button', { name: 'Leave alone' }))
    await user.click(screen.getByRole('button', { name: 'Check the file' }))
    await waitFor(() => {
      expect(fake.inputsOf('imports.check')).toHaveLength(1)
    })
    expect(fake.inputsOf('imports.check')[0]).toEqual({
      ...{ mapping: ['email', 'firstname', null], existing: 'skip', withoutEmail: 'skip' },
      isFormulaSafe: true,
    } satisfies ImportOptions)
    expect(fake.inputsOf('imports.start')).toEqual([])
  })

  it('58: says what would happen and why rows are skipped, and imports only what was checked', async () => {
    const user = userEvent.setup()
    const fake = open(checked)
    const counts = within(await screen.findByRole('status', { name: 'Rows' }))
    expect(counts.getByText('3 new contacts')).toBeTruthy()
    expect(counts.getByText('1 row is skipped')).toBeTruthy()
    const rows = within(screen.getByRole('table', { name: 'Skipped rows' }))
    expect(rows.getByText('<b>nonsense</b>')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Save the skipped rows…' }))
    await waitFor(() => {
      expect(fake.inputsOf('imports.saveSkipped')[0]).toMatchObject({
        words: { 'invalid-email': 'Not an e-mail address' },
        title: 'Reason',
      })
    })
    const start = screen.getByRole<HTMLButtonElement>('button', { name: 'Import 4 contacts' })
    await user.click(screen.getByRole('button', { name: 'Create' }))
    expect(start.disabled).toBe(true)
    expect(screen.getByText('Your choices have changed. Check the file again.')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Skip' }))
    await user.click(start)
    expect(await screen.findByRole('heading', { name: 'Imported' })).toBeTruthy()
  })

  it('58: shows how far it is, and stops', async () => {
    const user = userEvent.setup()
    const fake = open(aState({ phase: 'noting', done: 0.4, counts: { ...checked.counts, rows: 4_000 } }))
    const bar = await screen.findByRole('progressbar', { name: 'Importing' })
    expect(bar.getAttribute('aria-valuenow')).toBe('40')
    expect(screen.getByText('4,000 rows imported')).toBeTruthy()
    expect((await screen.findByRole('group', { name: 'Columns of the file' })).tabIndex).toBe(0)
    await user.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(fake.inputsOf('imports.stop')).toHaveLength(1)
  })

  it('58: is taken back at once where nothing was sent, and asks before contacts are deleted', async () => {
    const user = userEvent.setup()
    const fake = open({ ...checked, phase: 'noted' })
    await user.click(await screen.findByRole('button', { name: 'Take the import back' }))
    await waitFor(() => {
      expect(fake.inputsOf('imports.undo')).toEqual([{ deletesSent: false }])
    })
    fake.state.import = { ...checked, phase: 'noted', sentCount: 3 }
    act(() => {
      fake.emit('importsChanged', {})
    })
    await user.click(await screen.findByRole('button', { name: 'Take the import back' }))
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Delete the 3 contacts that were created?' }),
    )
    await user.click(dialog.getByRole('button', { name: 'Keep everything' }))
    expect(fake.inputsOf('imports.undo')).toHaveLength(1)
    await user.click(await screen.findByRole('button', { name: 'Take the import back' }))
    await user.click(await screen.findByRole('button', { name: 'Delete 3 contacts' }))
    await waitFor(() => {
      expect(fake.inputsOf('imports.undo')).toEqual([{ deletesSent: false }, { deletesSent: true }])
    })
    expect(await screen.findByRole('heading', { name: 'Taken back' })).toBeTruthy()
  })

  it('58: shows what the check found, and puts the keyboard there, where somebody waited for it', async () => {
    const shown = vi.spyOn(Element.prototype, 'scrollIntoView')
    const user = userEvent.setup()
    const fake = open(aState())
    fake.override('imports', 'check', () => {
      fake.state.import = checked
      return Promise.resolve(succeed({}))
    })
    await user.click(await screen.findByRole('button', { name: 'Check the file' }))
    const card = (await screen.findByRole('status', { name: /./ })).closest('[role="group"]')
    await waitFor(() => {
      expect(document.activeElement).toBe(card)
    })
    expect(shown.mock.contexts).toContain(card)
    cleanup()
    shown.mockClear()
    open(checked)
    await screen.findByRole('button', { name: /^Import 4 contacts/ })
    expect(shown).not.toHaveBeenCalled()
    expect(document.activeElement?.getAttribute('role')).not.toBe('group')
  })

  it('58: shows what was imported, also where the check was made before the screen was left', async () => {
    const shown = vi.spyOn(Element.prototype, 'scrollIntoView')
    const user = userEvent.setup()
    const fake = open(checked)
    fake.override('imports', 'start', () => {
      fake.state.import = { ...checked, phase: 'noting', done: 0.5 }
      return Promise.resolve(succeed({}))
    })
    await user.click(await screen.findByRole('button', { name: 'Import 4 contacts' }))
    await screen.findByRole('progressbar', { name: 'Importing' })
    shown.mockClear()
    fake.state.import = { ...checked, phase: 'noted' }
    act(() => {
      fake.emit('importsChanged', {})
    })
    const card = await screen.findByRole('group', { name: 'Imported' })
    await waitFor(() => {
      expect(document.activeElement).toBe(card)
    })
    expect(shown.mock.contexts).toContain(card)
  })
})
