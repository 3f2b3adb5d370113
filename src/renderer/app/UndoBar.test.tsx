import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aChange, anOutbox } from '../test-support/fake-outbox.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { failWith } from '../test-support/replies.ts'
import { workspaceIdSchema } from '../../shared/model/workspace.ts'
import { speak } from '../copy/speak.ts'
import { told } from '../copy/told.ts'
import { offerUndo, withdrawUndo } from '../ui/undo-offer.ts'

const deletion = aChange({ kind: 'delete', fields: [] })

afterEach(async () => {
  cleanup()
  withdrawUndo(deletion.id)
  await speak('en')
})

const workspace = aWorkspace()
const other = aWorkspace({ id: workspaceIdSchema.parse('workspace-2'), organisation: 'Globex' })
const open = () =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace, other] }),
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    outbox: anOutbox({ waiting: [deletion] }),
  })

const bar = () => screen.getByRole('region', { name: 'What can be taken back' })
const offer = (forMs = 10_000): void => {
  act(() => {
    offerUndo({
      id: deletion.id,
      text: told('contacts:delete.done', { name: 'Ada Lovelace' }),
      untilMs: Date.now() + forMs,
    })
  })
}
const start = async (fake = open()) => {
  const app = renderApp(fake, '/settings')
  await screen.findByRole('heading', { level: 1, name: 'Settings' })
  return { fake, app }
}

describe('what can be taken back', () => {
  it('is announced politely, counted down without being said each second, and stays across screens', async () => {
    const { app } = await start()
    expect(bar().getAttribute('aria-live')).toBe('polite')
    offer()
    expect(within(bar()).getByText('Ada Lovelace is deleted.')).toBeTruthy()
    expect(
      within(bar())
        .getByText(/^(9|10) s$/)
        .getAttribute('aria-hidden'),
    ).toBe('true')
    await act(() => app.router.navigate({ to: '/connections' }))
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    expect(within(bar()).getByText('Ada Lovelace is deleted.')).toBeTruthy()
    await waitFor(() => expect(within(bar()).getByText(/^[5-8] s$/)).toBeTruthy(), { timeout: 8_000 })
  })

  it('is taken back by a button that the keyboard reaches, and says so', async () => {
    const { fake } = await start()
    offer()
    const button = within(bar()).getByRole('button', { name: 'Undo: Ada Lovelace is deleted.' })
    expect(button.tabIndex).toBe(0)
    expect(bar().dataset.pane).toBe('undo')
    button.focus()
    await userEvent.keyboard('{Enter}')
    expect((await screen.findByText('Taken back. Nothing was sent.')).closest('[role="status"]')).toBeTruthy()
    expect(fake.inputsOf('outbox.discard')).toEqual([{ ids: [deletion.id] }])
    expect(within(bar()).queryByRole('button')).toBeNull()
    await waitFor(() => {
      expect(document.activeElement?.id).toBe('main')
    })
  })

  it('follows the language', async () => {
    await start()
    offer()
    await act(() => speak('de'))
    expect(screen.getByRole('button', { name: 'Rückgängig: Ada Lovelace ist gelöscht.' })).toBeTruthy()
  })

  it('says when it was too late', async () => {
    const fake = open()
    fake.override('outbox', 'discard', () => Promise.resolve(failWith({ kind: 'changed-meanwhile' })))
    await start(fake)
    offer()
    await userEvent.click(within(bar()).getByRole('button'))
    expect(await screen.findByText('It was already sent.')).toBeTruthy()
    expect(within(bar()).queryByRole('button')).toBeNull()
  })

  it('stays and says why where it could not be taken back', async () => {
    const fake = open()
    fake.override('outbox', 'discard', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'A-4')))
    await start(fake)
    offer()
    await userEvent.click(within(bar()).getByRole('button'))
    expect((await screen.findByRole('alert')).textContent).toContain('Disk full')
    expect(within(bar()).getByRole('button')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  })

  it('goes when its time is over, and not before', async () => {
    await start()
    offer(1_200)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(within(bar()).getByRole('button')).toBeTruthy()
    await waitFor(() => expect(within(bar()).queryByRole('button')).toBeNull(), { timeout: 5_000 })
  })

  it('goes when the change was taken back in another way, but not because the outbox is not that far yet', async () => {
    const fake = open()
    fake.state.outbox = anOutbox()
    await start(fake)
    offer()
    fake.state.outbox = anOutbox({ waiting: [deletion] })
    act(() => {
      fake.emit('outboxChanged', {})
    })
    await screen.findByRole('link', { name: /^Outbox \(1 change not sent yet\)$/ })
    expect(within(bar()).getByRole('button')).toBeTruthy()
    fake.state.outbox = anOutbox()
    act(() => {
      fake.emit('outboxChanged', {})
    })
    await waitFor(() => {
      expect(within(bar()).queryByRole('button')).toBeNull()
    })
  })

  it('does not pass over into another workspace', async () => {
    await start()
    offer()
    await userEvent.click(screen.getByRole('button', { name: 'Workspace Ana @ Acme' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Open Ana @ Globex' }))
    await screen.findByRole('button', { name: 'Workspace Ana @ Globex' })
    await waitFor(() => {
      expect(within(bar()).queryByRole('button')).toBeNull()
    })
  })
})
