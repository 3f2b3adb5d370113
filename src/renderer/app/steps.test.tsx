import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { itemKeySchema } from '../../shared/model/item.ts'
import type { Outbox } from '../../shared/model/change.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aChange, aChangeId, anOutbox } from '../test-support/fake-outbox.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace, madeUpItems } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { failWith, succeed } from '../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = (outbox: Partial<Outbox> = {}) =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    items: madeUpItems(anAccount(), 'contact', 3),
    outbox: anOutbox(outbox),
  })
const undo = { kind: 'update', name: 'Ada Lovelace', count: 1 } as const
const said = (words: string) => screen.findByText(words)

describe('the rail', () => {
  it('counts what is not sent yet and says how much of it needs the user', async () => {
    const needsYou = [aChange({ id: aChangeId('c'), state: 'needs-you' })]
    const fake = open({ waiting: [aChange()] })
    renderApp(fake, '/settings')
    const link = await screen.findByRole('link', { name: /^Outbox \(1 change not sent yet\)$/ })
    expect(link.textContent).toContain('1')
    fake.state.outbox = anOutbox({ waiting: [aChange()], needsYou })
    act(() => {
      fake.emit('outboxChanged', {})
    })
    expect(
      (await screen.findByRole('link', { name: /^Outbox \(2 not sent yet, 1 of them needs you\)$/ }))
        .textContent,
    ).toContain('2')
  })

  it('is called just that while everything is sent', async () => {
    renderApp(open(), '/settings')
    expect(await screen.findByRole('link', { name: 'Outbox' })).toBeTruthy()
  })
})

describe('the way to the outbox', () => {
  it.each([
    ['Ctrl-Shift-O', () => userEvent.keyboard('{Control>}{Shift>}O{/Shift}{/Control}')],
    ['the menu', null],
  ])('is %s', async (_name, press) => {
    const fake = open()
    const app = renderApp(fake, '/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    if (press === null) {
      act(() => {
        fake.emit('menuChosen', { command: 'outbox' })
      })
    } else await press()
    await screen.findByRole('heading', { level: 1, name: 'Outbox' })
    expect(app.place()).toBe('/outbox')
  })
})

describe('undo and redo', () => {
  it.each([
    ['Ctrl-Z', '{Control>}z{/Control}', { undo }, 'outbox.undo', 'Undone: change to Ada Lovelace'],
    ['Ctrl-Y', '{Control>}y{/Control}', { redo: undo }, 'outbox.redo', 'Done again: change to Ada Lovelace'],
    [
      'Ctrl-Shift-Z',
      '{Control>}{Shift>}Z{/Shift}{/Control}',
      { redo: { kind: 'delete' as const, name: '', count: 12 } },
      'outbox.redo',
      'Done again: deletion of 12 contacts',
    ],
  ])('is %s, and says what it did', async (_key, keys, outbox, endpoint, words) => {
    const fake = open(outbox)
    renderApp(fake, '/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await userEvent.keyboard(keys)
    expect((await said(words)).closest('[role="status"]')).toBeTruthy()
    expect(fake.inputsOf(endpoint)).toEqual([{}])
    expect(fake.calls.filter(({ endpoint: one }) => /^outbox\.(un|re)do$/.test(one))).toHaveLength(1)
  })

  it('U16 names the records that keep what was set since', async () => {
    const fake = open({ undo })
    const [first] = fake.state.items
    const changedSince = [first!.key, itemKeySchema.parse('gone')]
    fake.override('outbox', 'undo', () =>
      Promise.resolve(succeed({ ...undo, count: 8, changedSince, changedSinceCount: 5 })),
    )
    renderApp(fake, '/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await userEvent.keyboard('{Control>}z{/Control}')
    const body = await screen.findByText(/^Changed since, and kept as they are now/)
    expect(body.textContent).toMatch(new RegExp(`${first!.name}.* and 4 more contacts\\.$`))
  })

  it('says so where there is nothing to undo', async () => {
    renderApp(open(), '/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(await said('There is nothing to undo.')).toBeTruthy()
  })

  it('leaves the keys to the text where text is typed', async () => {
    const fake = open({ undo })
    renderApp(fake, '/items')
    await userEvent.click(await screen.findByRole('searchbox'))
    await userEvent.keyboard(
      '{Control>}z{/Control}{Control>}y{/Control}{Control>}{Shift>}Z{/Shift}{/Control}',
    )
    expect(fake.inputsOf('outbox.undo')).toEqual([])
    expect(fake.inputsOf('outbox.redo')).toEqual([])
    // Other keys of the shell work there all the same.
    await userEvent.keyboard('{Control>}{Shift>}O{/Shift}{/Control}')
    expect(await screen.findByRole('heading', { level: 1, name: 'Outbox' })).toBeTruthy()
  })

  it('takes nothing back while a dialog waits for an answer', async () => {
    const fake = open({ undo, waiting: [aChange()] })
    renderApp(fake, '/outbox')
    await userEvent.click(await screen.findByRole('button', { name: 'Discard…' }))
    await screen.findByRole('dialog')
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(fake.inputsOf('outbox.undo')).toEqual([])
  })

  it('says what went wrong', async () => {
    const fake = open({ undo })
    fake.override('outbox', 'undo', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'A-9')))
    renderApp(fake, '/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await userEvent.keyboard('{Control>}z{/Control}')
    expect((await screen.findByRole('alert')).textContent).toContain('Disk full')
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  })

  it('stands on the outbox with what it would do', async () => {
    const fake = open({ undo, redo: { kind: 'create', name: 'Bo Chen', count: 1 } })
    renderApp(fake, '/outbox')
    await screen.findByRole('button', { name: 'Redo: creation of Bo Chen' })
    await userEvent.click(screen.getByRole('button', { name: 'Undo: change to Ada Lovelace' }))
    expect(await said('Undone: change to Ada Lovelace')).toBeTruthy()
    await waitFor(() => {
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', true)
    })
  })
})
