import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = () => createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }) })

describe('the settings', () => {
  it('rename the workspace, at once everywhere', async () => {
    const fake = open()
    renderApp(fake, '/settings')
    const section = await screen.findByRole('region', { name: 'Workspace' })
    const name = within(section).getByRole('textbox', { name: 'Organisation' })
    await userEvent.clear(name)
    await userEvent.type(name, 'Globex')
    await userEvent.click(within(section).getByRole('button', { name: 'Save names' }))
    expect(await screen.findByRole('button', { name: 'Workspace Ana @ Globex' })).toBeTruthy()
    expect(fake.inputsOf('workspaces.rename')).toEqual([
      { id: 'workspace-1', names: { user: 'Ana', organisation: 'Globex' } },
    ])
  })

  it('change the theme of the page', async () => {
    const fake = open()
    renderApp(fake, '/settings')
    await userEvent.click(await screen.findByRole('button', { name: 'Dark' }))
    await vi.waitFor(() => {
      expect(document.documentElement.getAttribute('data-theme')).toBe('dark')
    })
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ theme: 'dark' }])
  })

  it('are found by the words of their sections, and all come back', async () => {
    renderApp(open(), '/settings')
    const field = await screen.findByRole('searchbox', { name: 'Search the settings' })
    await userEvent.type(field, 'compact dens')
    const main = within(screen.getByRole('main'))
    expect(main.getAllByRole('region').map((section) => section.textContent)).toEqual([
      expect.stringContaining('Appearance'),
    ])
    expect(main.getByText('1 section')).toBeTruthy()
    await userEvent.type(field, ' anchor')
    await userEvent.click(await screen.findByRole('button', { name: 'Show all settings' }))
    expect(main.getAllByRole('region').length).toBeGreaterThan(6)
  })

  it.each([
    ['High', { contrast: 'high' }, 'contrast', 'high'],
    ['Compact', { density: 'compact' }, 'density', 'compact'],
    ['Largest', { textSize: 'largest' }, 'textSize', 'largest'],
    ['Reduced', { motion: 'reduced' }, 'motion', 'reduced'],
  ] as const)('reach the document at once: %s', async (name, changes, attribute, value) => {
    const fake = open()
    renderApp(fake, '/settings')
    await userEvent.click(await screen.findByRole('button', { name }))
    await vi.waitFor(() => {
      expect(document.documentElement.dataset[attribute]).toBe(value)
    })
    expect(fake.inputsOf('app.setPreferences')).toEqual([changes])
  })

  it('set the language and whether the system shows notices', async () => {
    const fake = open()
    renderApp(fake, '/settings')
    await userEvent.click(await screen.findByRole('switch', { name: 'Show notices of the system too' }))
    await userEvent.click(screen.getByRole('combobox', { name: /^Language/ }))
    await userEvent.click(await screen.findByRole('option', { name: 'English' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ hasSystemNotices: true }, { language: 'en' }])
  })

  it('move a switch at once, and back where the change could not be made', async () => {
    const fake = open()
    let fail = (): void => undefined
    fake.override(
      'app',
      'setPreferences',
      () =>
        new Promise((resolve) => {
          fail = () => {
            resolve(failWith({ kind: 'storage-full' }, 'A-9'))
          }
        }),
    )
    renderApp(fake, '/settings')
    const workOffline = await screen.findByRole<HTMLInputElement>('switch', { name: 'Work offline' })
    await userEvent.click(workOffline)
    expect(workOffline.checked).toBe(true)
    fail()
    await vi.waitFor(() => {
      expect(workOffline.checked).toBe(false)
    })
    expect(await screen.findByText(/A-9/)).toBeTruthy()
  })

  it('say where things lie, how they are protected and what runs', async () => {
    renderApp(open(), '/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    for (const text of [
      '/home/ana/.config/Portolan',
      '/home/ana/.config/Portolan/logs',
      /key store \(gnome_libsecret\)/,
      'Portolan 0.1.0',
      'Electron 45.4.1, Chrome 156.0.0.0, Node 24.21.0',
    ]) {
      expect(screen.getByText(text)).toBeTruthy()
    }
  })
})
