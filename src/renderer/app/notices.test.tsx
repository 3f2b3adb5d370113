import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { KeptNotice } from '../../shared/model/arrangement.ts'
import { speak } from '../copy/speak.ts'
import { told } from '../copy/told.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { type News, notify } from '../ui/notify.ts'

afterEach(async () => {
  vi.useRealTimers()
  cleanup()
  await speak('en')
})

const workspace = aWorkspace()
const aNotice = (fields: Partial<KeptNotice> = {}): KeptNotice => ({
  id: 'n1',
  atMs: Date.now(),
  tone: 'warning',
  title: 'Deals did not load',
  body: '',
  href: '/sync',
  reference: 'PT-1',
  isRead: false,
  ...fields,
})
const open = async (notices: KeptNotice[] = []) => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    arrangements: { 'notices ': { kind: 'notices', notices } },
  })
  const app = renderApp(fake, '/settings')
  await screen.findByRole('heading', { level: 1, name: 'Settings' })
  return { fake, app }
}
const tell = (news: News): void => {
  act(() => {
    notify(news)
  })
}
const server = told('mirror:server.saved')
const team = told('mirror:create.done')
const key = told('keyboard:notCopied')
const view = (name: string) => told('views:saved', { name })
const toasts = () => screen.getByRole('region', { name: 'Just now' })
const kept = (fake: ReturnType<typeof createFakeClient>) => {
  const arrangement = fake.state.arrangements['notices ']
  return arrangement?.kind === 'notices' ? arrangement.notices : []
}

/** React draws between the two, so that what a clock began can go on. */
const pass = async (ms: number): Promise<void> => {
  await act(() => vi.advanceTimersByTimeAsync(ms))
  for (let step = 0; step < 4; step += 1) await act(() => vi.advanceTimersByTimeAsync(1_000))
}

describe('toasts', () => {
  it('are announced politely, and break in only where somebody has to act', async () => {
    await open()
    expect(toasts().getAttribute('aria-live')).toBe('polite')
    tell({ tone: 'success', title: server })
    tell({ tone: 'error', title: key, isUrgent: true, reference: 'A-3' })
    expect((await screen.findByText('The server was saved.')).closest('[role="status"]')).toBeTruthy()
    expect(screen.getByRole('alert').textContent).toContain('Could not be copied.')
    expect(screen.getByRole('alert').textContent).toContain('Reference A-3')
  })

  it('are three at most, and the same one only once', async () => {
    await open()
    for (const name of ['one', 'two', 'two', 'three']) tell({ tone: 'info', title: view(name) })
    await within(toasts()).findByText('Saved as three')
    expect(within(toasts()).getAllByRole('status')).toHaveLength(3)
    tell({ tone: 'info', title: view('four') })
    await within(toasts()).findByText('Saved as four')
    await waitFor(() => {
      expect(within(toasts()).queryByText('Saved as one')).toBeNull()
    })
  })

  it('go by Escape or by their button, and the keyboard is left on the screen', async () => {
    await open()
    expect(toasts().dataset.pane).toBeUndefined()
    tell({ tone: 'info', title: view('one') })
    await waitFor(() => {
      expect(toasts().dataset.pane).toBe('toasts')
    })
    within(toasts()).getByRole('button', { name: 'Close' }).focus()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => {
      expect(within(toasts()).queryByText('Saved as one')).toBeNull()
    })
    expect(document.activeElement?.id).toBe('main')
  })

  it('stay as long again where the same is told while they are there', async () => {
    await open()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    // An error stands for 12 s, and a busy computer takes some of its own: each wait is one of 8 s.
    tell({ tone: 'error', title: key })
    await pass(4_000)
    tell({ tone: 'error', title: key })
    await pass(4_000)
    expect(within(toasts()).getAllByRole('status')).toHaveLength(1)
    await pass(4_000)
    expect(within(toasts()).queryByRole('status')).toBeNull()
  })

  it('are told again where the same is told while they leave', async () => {
    await open()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    // An error stands for 12 s.
    tell({ tone: 'error', title: key })
    await pass(0)
    fireEvent.click(within(toasts()).getByRole('button', { name: 'Close' }))
    tell({ tone: 'error', title: key })
    expect(within(toasts()).getAllByRole('status')).toHaveLength(1)
    await pass(0)
    expect(within(toasts()).getAllByRole('status')).toHaveLength(1)
  })

  it('wait for as long as the pointer or the keyboard is on them', async () => {
    await open()
    vi.useFakeTimers({ shouldAdvanceTime: true })
    tell({ tone: 'success', title: server })
    tell({ tone: 'success', title: team })
    act(() => {
      within(toasts()).getAllByRole('button', { name: 'Close' })[0]?.focus()
    })
    await pass(20_000)
    expect(within(toasts()).getAllByRole('status')).toHaveLength(1)
    act(() => {
      screen.getByRole('main').focus()
    })
    await pass(10_000)
    expect(within(toasts()).queryByRole('status')).toBeNull()
  })
})

describe('the notification centre', () => {
  it('keeps what was told in the workspace, counts what was not read, and is read at once', async () => {
    const { fake } = await open([aNotice()])
    tell({ tone: 'success', title: server })
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 2 not read' }))
    const centre = within(await screen.findByRole('dialog', { name: 'Notifications' }))
    expect(centre.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Not read: The server was saved.'),
      expect.stringContaining('Deals did not load'),
    ])
    await userEvent.click(centre.getByRole('button', { name: 'Mark all as read' }))
    expect(await screen.findByRole('button', { name: 'Notifications', hidden: true })).toBeTruthy()
    await waitFor(() => {
      expect(kept(fake).map(({ title, isRead }) => [title, isRead])).toEqual([
        [server, true],
        ['Deals did not load', true],
      ])
    })
  })

  it('leads to where it happened, and gives the reference to be copied', async () => {
    const { fake, app } = await open([aNotice()])
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 1 not read' }))
    expect(await screen.findByRole('button', { name: 'Copy the reference PT-1' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Open: Deals did not load' }))
    await screen.findByRole('heading', { level: 1, name: 'Sync' })
    expect(app.place()).toBe('/sync')
    await waitFor(() => {
      expect(kept(fake)[0]?.isRead).toBe(true)
    })
  })

  it('says what it keeps in the language of now, and what older versions kept as they kept it', async () => {
    await open([
      aNotice({
        id: 'n3',
        title: told('outbox:steps.undone', {
          what: told('outbox:steps.one.delete', { name: told('outbox:unnamed') }),
        }),
        body: [
          told('bulk:undo.keep', { count: 3, names: ['Ada', told('bulk:undo.others', { count: 2 })] }),
          'HTTP 400',
        ],
      }),
      aNotice({ id: 'n2', title: told('bulk:told.changed', { count: 12, field: 'Phase' }) }),
      // Keys were kept as words once.
      aNotice({
        id: 'n0',
        title: told('keyboard:saved', { command: told('commands:name.outbox'), keys: 'Ctrl+Shift+O' }),
      }),
      aNotice(),
    ])
    await userEvent.click(await screen.findByRole('button', { name: /^Notifications/ }))
    const lines = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent)
    expect(lines()).toEqual([
      expect.stringContaining('kept as they are now: Ada and 2 more contacts. HTTP 400'),
      expect.stringContaining('Phase is changed for 12 contacts.'),
      expect.stringContaining('“Go to the outbox” is now Ctrl+Shift+O.'),
      expect.stringContaining('Deals did not load'),
    ])
    await act(() => speak('de'))
    expect(lines()).toEqual([
      expect.stringContaining('Rückgängig gemacht: (ohne Namen) löschen'),
      expect.stringContaining('Phase ist bei 12 Kontakten geändert.'),
      expect.stringContaining('„Zum Ausgang“ ist jetzt Ctrl+Umschalt+O.'),
      expect.stringContaining('Deals did not load'),
    ])
    expect(lines()[0]).toContain('Ada und 2 weitere Kontakte')
  })

  it('drops what another version told in words that this one does not have', async () => {
    const fake = (await open([aNotice({ title: { key: 'outbox:unheardOf', values: {} } }), aNotice()])).fake
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 1 not read' }))
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
    await userEvent.click(screen.getByRole('button', { name: 'Mark all as read' }))
    await waitFor(() => {
      expect(kept(fake)).toHaveLength(1)
    })
  })

  it('is cleared', async () => {
    const { fake } = await open([aNotice()])
    await userEvent.click(await screen.findByRole('button', { name: 'Notifications, 1 not read' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Clear' }))
    expect(await screen.findByText('Nothing has happened yet that you were told about.')).toBeTruthy()
    await waitFor(() => {
      expect(kept(fake)).toEqual([])
    })
  })

  it('takes a message that was put away, which is never shown at two places', async () => {
    const notice = { id: 'PT-9', kind: 'store-restarted', path: null, atMs: 1 } as const
    const fake = createFakeClient({
      app: anAppState({ workspace, workspaces: [workspace], notices: [notice] }),
    })
    renderApp(fake, '/settings')
    const messages = within(await screen.findByRole('region', { name: 'Messages' }))
    await messages.findByText(/was started again/)
    expect(await screen.findByRole('button', { name: 'Notifications' })).toBeTruthy()
    await userEvent.click(messages.getByRole('button', { name: 'Close' }))
    await waitFor(() => {
      expect(kept(fake).map(({ reference, isRead }) => [reference, isRead])).toEqual([['PT-9', true]])
    })
  })
})

describe('a notice of the system', () => {
  it('leads to its place when it is clicked', async () => {
    const { fake, app } = await open()
    act(() => {
      fake.emit('noticeChosen', { place: 'outbox' })
    })
    await screen.findByRole('heading', { level: 1, name: 'Outbox' })
    expect(app.place()).toBe('/outbox')
  })
})
