import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { preferencesSchema } from '../../shared/model/preferences.ts'
import { speak } from '../copy/speak.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace, madeUpItems } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'

afterEach(async () => {
  cleanup()
  await speak('en')
})

const workspace = aWorkspace()
const account = anAccount()
const contacts = madeUpItems(account, 'contact', 3)

function open(place: string, preferences: Partial<ReturnType<typeof preferencesSchema.parse>> = {}) {
  const fake = createFakeClient({
    app: anAppState({
      workspace,
      workspaces: [workspace],
      preferences: { ...preferencesSchema.parse({}), ...preferences },
    }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: contacts,
  })
  return { fake, user: userEvent.setup(), ...renderApp(fake, place) }
}

const heading = (name: string) => screen.findByRole('heading', { level: 1, name })

describe('single letters', () => {
  it('row 65, WCAG 2.1.4: go places, one letter after the other', async () => {
    const { user, place } = open('/settings')
    await heading('Settings')
    await user.keyboard('go')
    await heading('Outbox')
    await user.keyboard('gc')
    await waitFor(() => {
      expect(place()).toBe('/items?type=contact')
    })
  })

  it('row 65, WCAG 2.1.4: are letters where text is typed', async () => {
    const { user, place } = open('/items')
    const field = await screen.findByRole('searchbox')
    await user.type(field, 'go c')
    expect((field as HTMLInputElement).value).toBe('go c')
    expect(place()).toMatch(/^\/items/)
  })

  it('row 65, WCAG 2.1.4: do nothing once they are switched off', async () => {
    const { user, place } = open('/settings', { hasSingleKeys: false })
    await heading('Settings')
    await user.keyboard('go')
    await user.keyboard('?')
    expect(place()).toBe('/settings')
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('the keys of the shell', () => {
  it('Ctrl-F goes to the search field of the list from anywhere', async () => {
    const { user } = open('/connections')
    await heading('Connections')
    await user.keyboard('{Control>}f{/Control}')
    const field = await screen.findByRole('searchbox')
    await waitFor(() => {
      expect(document.activeElement).toBe(field)
    })
  })

  it('do nothing below a dialog that waits for an answer', async () => {
    const { user, place } = open('/settings')
    await heading('Settings')
    await user.keyboard('{Control>}/{/Control}')
    await screen.findByRole('dialog', { name: 'Keys and commands' })
    await user.keyboard('{Control>}6{/Control}')
    expect(place()).toBe('/settings')
  })

  it('row 43: Alt and an arrow, the buttons and the mouse go back and forward', async () => {
    const { user, place } = open('/settings')
    await heading('Settings')
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Back' }).disabled).toBe(true)
    await user.keyboard('{Control>}6{/Control}')
    await heading('Connections')
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}')
    await heading('Settings')
    await user.click(screen.getByRole('button', { name: 'Forward' }))
    await heading('Connections')
    fireEvent.mouseUp(document.body, { button: 3 })
    await heading('Settings')
    fireEvent.mouseUp(document.body, { button: 4 })
    await heading('Connections')
    expect(place()).toBe('/connections')
  })
})

describe('the cheat sheet', () => {
  it('row 65: has every command with the keys that it has now', async () => {
    const { user } = open('/settings', { keys: { palette: 'Mod+Shift+P', filter: '' } })
    await heading('Settings')
    await user.keyboard('?')
    const sheet = await screen.findByRole('dialog', { name: 'Keys and commands' })
    const line = (name: string) => within(sheet).getByRole('row', { name: new RegExp(`^${name} `) })
    expect(line('Search everything').textContent).toContain('Ctrl+Shift+P')
    expect(line('Filter the list').textContent).toContain('no keys')
    expect(line('New contact').textContent).toContain('Ctrl+N')
    expect(line('Next record').textContent).toContain('J')
    expect(line('First and last row').textContent).toContain('Ctrl+Home')
  })
})

describe('keys of the user’s own', () => {
  const change = async (user: ReturnType<typeof userEvent.setup>, command: string) => {
    await user.click(await screen.findByRole('button', { name: `Change the keys of “${command}”` }))
    return screen.findByRole('dialog', { name: `New keys of “${command}”` })
  }

  it('row 65: take effect at once and are kept', async () => {
    const { user, fake, place } = open('/settings/keyboard')
    await change(user, 'Go to connections')
    await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}')
    await waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([{ keys: { connections: 'Mod+Shift+U' } }])
    })
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    await user.keyboard('{Control>}6{/Control}')
    expect(place()).toBe('/settings/keyboard')
    await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}')
    await heading('Connections')
  })

  it('are told, and kept as told, in the words of the language of now', async () => {
    const { user } = open('/settings/keyboard')
    await change(user, 'Go to connections')
    await user.keyboard('{Control>}{Shift>}u{/Shift}{/Control}')
    await user.click(await screen.findByRole('button', { name: 'Notifications, 1 not read' }))
    const line = within(await screen.findByRole('dialog', { name: 'Notifications' })).getByRole('listitem')
    expect(line.textContent).toContain('“Go to connections” is now Ctrl+Shift+U.')
    await act(() => speak('de'))
    expect(line.textContent).toContain('„Zu den Verbindungen“ ist jetzt Strg+Umschalt+U.')
  })

  it('row 65: are refused where somebody else needs them, and handed over where that is wanted', async () => {
    const { user, fake } = open('/settings/keyboard')
    const dialog = await change(user, 'Go to connections')
    await user.keyboard('{Control>}c{/Control}')
    expect(within(dialog).getByRole('alert').textContent).toContain('Ctrl+C belongs to the system')
    await user.keyboard('j')
    expect(within(dialog).getByRole('alert').textContent).toContain('Hold Ctrl with it')
    await user.keyboard('{Control>}k{/Control}')
    expect(within(dialog).getByRole('alert').textContent).toBe('Ctrl+K belongs to “Search everything”.')
    expect(fake.inputsOf('app.setPreferences')).toEqual([])
    await user.click(within(dialog).getByRole('button', { name: 'Give it to “Go to connections” instead' }))
    await waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([{ keys: { palette: '', connections: 'Mod+K' } }])
    })
  })

  it('row 65: are letters too, for a command that has some; conflicts are named and handed over', async () => {
    const { user, fake, place } = open('/settings/keyboard')
    let dialog = within(await change(user, 'Next record'))
    await user.keyboard('k')
    expect(dialog.getByRole('alert').textContent).toBe('K belongs to “Previous record”.')
    await user.keyboard('n')
    expect(dialog.getByRole('alert').textContent).toBe('K N belongs to “Previous record”.')
    // A third one is a new beginning.
    await user.keyboard('n')
    expect(dialog.getByRole('alert').textContent).toBe('')
    await user.click(dialog.getByRole('button', { name: 'Take N' }))
    await waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([{ singleKeys: { 'next-record': 'N' } }])
    })
    dialog = within(await change(user, 'Select the row'))
    await user.keyboard('n')
    await user.click(dialog.getByRole('button', { name: /^Give it to/ }))
    await waitFor(() => {
      expect(fake.state.app.preferences.singleKeys).toEqual({ 'next-record': '', 'select-row': 'N' })
    })
    await user.click(await screen.findByRole('button', { name: 'Reset the keys of “Next record”' }))
    await waitFor(() => {
      expect(fake.state.app.preferences.singleKeys).toEqual({ 'select-row': 'N' })
    })
    expect(place()).toBe('/settings/keyboard')
  })

  it('row 65: letters of the user’s own work in the list and beside it, the old ones no more', async () => {
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(720)
    const { user, place } = open('/items?type=contact', {
      singleKeys: { 'next-record': 'N', 'previous-record': '', items: 'V' },
    })
    const [first, second] = await screen.findAllByRole('rowheader')
    await user.click(first!)
    await screen.findByRole('complementary')
    const at = place()
    await user.keyboard('j')
    expect(place()).toBe(at)
    await user.keyboard('n')
    await waitFor(() => {
      expect(place()).not.toBe(at)
    })
    expect(second!.closest('[role="row"]')?.contains(document.activeElement)).toBe(true)
    const next = screen.getByRole('button', { name: 'Next item' })
    expect(next.getAttribute('aria-keyshortcuts')).toBe('N Alt+ArrowDown')
    next.focus()
    const before = place()
    await user.keyboard('n')
    await waitFor(() => {
      expect(place()).not.toBe(before)
    })
    await user.keyboard('{Control>}6{/Control}')
    await heading('Connections')
    await user.keyboard('gi')
    expect(place()).toBe('/connections')
    await user.keyboard('v')
    await heading('Items')
  })

  it('row 65: are given back, one or all', async () => {
    const { user, fake } = open('/settings/keyboard', { keys: { palette: 'Mod+Shift+P', filter: '' } })
    await user.click(await screen.findByRole('button', { name: 'Reset the keys of “Filter the list”' }))
    await user.click(await screen.findByRole('button', { name: 'Reset all keys' }))
    await waitFor(() => {
      expect(fake.inputsOf('app.setPreferences')).toEqual([
        { keys: { palette: 'Mod+Shift+P' }, singleKeys: {} },
        { keys: {}, singleKeys: {} },
      ])
    })
  })
})
