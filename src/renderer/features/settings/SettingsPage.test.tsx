import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAppState, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'
import { settingsSections } from './sections.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const open = () => createFakeClient({ app: anAppState({ workspace, workspaces: [workspace] }) })

/** A deadline, not a pause: the code of a section is loaded when it is opened. */
const patience = { timeout: 15_000 }

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
    renderApp(fake, '/settings/appearance')
    await userEvent.click(await screen.findByRole('button', { name: 'Dark' }))
    await vi.waitFor(() => {
      expect(document.documentElement.getAttribute('data-theme')).toBe('dark')
    })
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ theme: 'dark' }])
  })

  it('lie in sections, each with an address of its own', async () => {
    const user = userEvent.setup()
    const { place } = renderApp(open(), '/settings')
    const sections = within(await screen.findByRole('navigation', { name: 'Parts of the settings' }))
    expect(sections.getByRole('link', { name: 'General' }).getAttribute('aria-current')).toBe('page')
    await user.click(sections.getByRole('link', { name: 'Network' }))
    expect(await screen.findByRole('switch', { name: 'Work offline' })).toBeTruthy()
    expect(place()).toBe('/settings/network')
    expect(sections.getByRole('link', { name: 'Network' }).getAttribute('aria-current')).toBe('page')
    // Whoever steps through the list stays in it.
    expect(document.activeElement).toBe(sections.getByRole('link', { name: 'Network' }))
  })

  it('show the name of the section in the list, from wherever somebody came', async () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView')
    renderApp(open(), '/settings/diagnostics')
    const sections = within(await screen.findByRole('navigation', { name: 'Parts of the settings' }))
    expect(scrolled.mock.contexts).toContain(sections.getByRole('link', { name: 'Diagnostics' }))
    scrolled.mockRestore()
  })

  it('have each section under its address, with every setting of the table in it', async () => {
    for (const section of settingsSections) {
      renderApp(open(), `/settings/${section.id}`)
      await screen.findAllByRole('region')
      for (const { id } of section.settings) {
        await vi.waitFor(() => {
          expect(document.querySelector(`[data-setting="${id}"]`), `${section.id}/${id}`).not.toBeNull()
        }, patience)
      }
      cleanup()
    }
  })

  it('show the first section for one that is not there any more', async () => {
    renderApp(open(), '/settings/gone')
    expect(await screen.findByRole('region', { name: 'Workspace' })).toBeTruthy()
  })

  it('are found by their words, pointed out, and all come back, by keyboard alone', async () => {
    const user = userEvent.setup()
    const { place } = renderApp(open(), '/settings')
    const field = await screen.findByRole('searchbox', { name: 'Search the settings' })
    await user.type(field, 'compact dens')
    const hits = within(screen.getByRole('navigation', { name: 'Settings found' }))
    expect(hits.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['DensityAppearance'])
    expect(screen.getByText('1 setting')).toBeTruthy()
    await user.keyboard('{Enter}')
    const setting = (await screen.findByRole('group', { name: 'Density' })).closest('[data-setting]')
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(setting)
    })
    expect(setting?.hasAttribute('data-wanted')).toBe(true)
    expect(place()).toBe('/settings/appearance?setting=density')

    await user.click(field)
    await user.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(hits.getByRole('link'))
    await user.keyboard('{ArrowUp}')
    expect(document.activeElement).toBe(field)
    await user.type(field, ' anchor')
    expect(screen.getByText('No setting matches “compact dens anchor”')).toBeTruthy()
    await user.keyboard('{Escape}')
    expect(screen.getByRole('navigation', { name: 'Parts of the settings' })).toBeTruthy()
    expect(document.activeElement).toBe(field)
  })

  it('are listed in the palette, which leads to the one that is chosen', async () => {
    const user = userEvent.setup()
    const { place } = renderApp(open(), '/connections')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: /Search items, commands/ }), 'text size')
    await user.click(await screen.findByRole('option', { name: /^Text size/ }))
    const setting = (await screen.findByRole('group', { name: 'Text size' })).closest('[data-setting]')
    await vi.waitFor(() => {
      expect(document.activeElement).toBe(setting)
    })
    expect(place()).toBe('/settings/appearance?setting=text-size')
  })

  it('say whether the app starts where it was left', async () => {
    const fake = open()
    renderApp(fake, '/settings')
    await userEvent.click(await screen.findByRole('switch', { name: 'Start where you left off' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ reopensPlace: false }])
  })

  it.each([
    ['High', { contrast: 'high' }, 'contrast', 'high'],
    ['Compact', { density: 'compact' }, 'density', 'compact'],
    ['Largest', { textSize: 'largest' }, 'textSize', 'largest'],
    ['Reduced', { motion: 'reduced' }, 'motion', 'reduced'],
  ] as const)('reach the document at once: %s', async (name, changes, attribute, value) => {
    const fake = open()
    renderApp(fake, '/settings/appearance')
    await userEvent.click(await screen.findByRole('button', { name }))
    await vi.waitFor(() => {
      expect(document.documentElement.dataset[attribute]).toBe(value)
    })
    expect(fake.inputsOf('app.setPreferences')).toEqual([changes])
  })

  it('set the language and whether the system shows notices', async () => {
    const fake = open()
    const { router } = renderApp(fake, '/settings/notifications')
    await userEvent.click(await screen.findByRole('switch', { name: 'Show notices of the system too' }))
    await router.navigate({ to: '/settings/$section', params: { section: 'language' } })
    await userEvent.click(await screen.findByRole('combobox', { name: /^Language/ }))
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
    renderApp(fake, '/settings/network')
    const workOffline = await screen.findByRole<HTMLInputElement>('switch', { name: 'Work offline' })
    await userEvent.click(workOffline)
    expect(workOffline.checked).toBe(true)
    fail()
    await vi.waitFor(() => {
      expect(workOffline.checked).toBe(false)
    })
    expect(await screen.findByText(/A-9/)).toBeTruthy()
  })

  it.each([
    ['diagnostics', ['/home/ana/.config/Portolan/logs']],
    ['storage', ['/home/ana/.config/Portolan', /key store \(gnome_libsecret\)/]],
    [
      'about',
      [
        'Portolan 0.1.0',
        'Electron 45.4.1, Chrome 156.0.0.0, Node 24.21.0',
        'SQLite 3.53.4, SQLite3 Multiple Ciphers 2.4.0, cipher aegis',
      ],
    ],
  ])('say where things lie, how they are protected and what runs: %s', async (section, texts) => {
    renderApp(open(), `/settings/${section}`)
    for (const text of texts) expect(await screen.findByText(text)).toBeTruthy()
  })
})
