import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { succeed } from '../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const contacts = madeUpItems(account, 'contact', 400)
const deals = madeUpItems(account, 'deal', 5)
const [first] = contacts
const last = contacts.at(-1)
if (first === undefined || last === undefined) throw new Error('no contacts')
const zoe = { ...last, name: 'Zoë Quillfeather', email: 'zoe@example.com' }
const items = [...contacts.slice(0, -1), zoe, ...deals]

function open(state: Partial<FakeState> = {}, place = '/items') {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

async function openPalette(text = '') {
  const user = userEvent.setup()
  await screen.findByRole('heading', { level: 1 })
  await user.keyboard('{Control>}k{/Control}')
  const field = await screen.findByRole('combobox', { name: /Search items, commands/ })
  if (text !== '') await user.type(field, text)
  return { user, field }
}

/** By what it reads as: the marks within a name split it for the tree of names that is made here. */
const option = (text: string) =>
  waitFor(() => {
    const found = screen.getAllByRole('option').find(({ textContent }) => textContent.includes(text))
    if (found === undefined) throw new Error(`no line with ${text}`)
    return found
  })
const hasOption = (text: string) =>
  screen.queryAllByRole('option').some(({ textContent }) => textContent.includes(text))
const options = () => screen.getAllByRole('option').map(({ textContent }) => textContent)

describe('the palette', () => {
  it('takes what is typed before it is there, and runs none of it as a command', async () => {
    const { router } = open()
    const user = userEvent.setup()
    await screen.findByRole('heading', { level: 1 })
    await user.keyboard('{Control>}k{/Control}cez')
    const field = await screen.findByRole<HTMLInputElement>('combobox', { name: /Search items, commands/ })
    expect(field.value).toBe('cez')
    expect(router.state.location.pathname).toBe('/items')
  })

  it('row 64, U11: search never depends on what is scrolled in', async () => {
    const { place } = open({}, '/settings')
    const { user } = await openPalette('quillf')
    // The list was never shown: no row of it was loaded.
    await option('Zoë Quillfeather')
    await user.keyboard('{Enter}')
    await waitFor(() => {
      expect(place()).toContain(`selected=${encodeURIComponent(zoe.key)}`)
    })
    expect(screen.queryByRole('combobox', { name: /Search items, commands/ })).toBeNull()
  })

  it('marks what matches, and keeps the hits until the next ones are there', async () => {
    const { fake } = open()
    const { user } = await openPalette('quill')
    const hit = await option('Zoë Quillfeather')
    expect(hit.querySelector('mark')?.textContent).toBe('Quill')
    let answer = (): void => undefined
    fake.override('items', 'list', () => {
      return new Promise((resolve) => {
        answer = () => {
          resolve(succeed({ rows: [], total: 0, isMore: false, progress: null }))
        }
      })
    })
    await user.keyboard('zzz')
    expect(hasOption('Zoë Quillfeather')).toBe(true)
    expect(screen.getByRole('listbox').getAttribute('aria-busy')).toBe('true')
    act(() => {
      answer()
    })
    await waitFor(() => {
      expect(hasOption('Zoë Quillfeather')).toBe(false)
    })
  })

  it('lists records before commands, and says why a command is off', async () => {
    open({ items: [{ ...first, name: 'Save Ada' }] })
    await openPalette('save')
    await option('Save Ada')
    const shown = options()
    expect(shown[0]).toContain('Save Ada')
    const command = await option('Save and close')
    expect(command.textContent).toContain('Works while a contact is edited')
    expect(command.textContent).toContain('Ctrl+Enter')
  })

  it('opens with what was opened lately and with what can be done here', async () => {
    open({ arrangements: { 'recents ': { kind: 'recents', recents: [{ key: zoe.key, atMs: 1 }] } } })
    const { user, field } = await openPalette()
    const recent = await screen.findByRole('group', { name: 'Opened lately' })
    expect(within(recent).getByRole('option', { name: /Zoë/ })).toBeTruthy()
    expect(screen.getByRole('group', { name: 'What you can do here' })).toBeTruthy()
    await waitFor(() => {
      const active = field.getAttribute('aria-activedescendant')
      expect(document.getElementById(active ?? '')?.textContent).toContain('Zoë')
    })
    await user.keyboard('{Escape}')
    expect(screen.queryByRole('combobox', { name: /Search items, commands/ })).toBeNull()
  })

  it('looks among commands, people or views after a sign', async () => {
    const { fake, place } = open({
      arrangements: {
        'views ': {
          kind: 'views',
          views: [
            {
              id: 'v1',
              name: 'My leads',
              type: 'contact',
              accountId: null,
              parentKey: null,
              search: '',
              filter: null,
              sort: [],
              columns: [{ field: 'name', width: 300, isPinned: true }],
              layout: 'grid',
              boardField: null,
            },
          ],
        },
      },
    })
    const { user, field } = await openPalette('>settings')
    expect(options()).toEqual([expect.stringContaining('Open settings')])
    await user.clear(field)
    await user.type(field, '@quill')
    await option('Zoë')
    expect(fake.inputsOf('items.list')).toContainEqual(
      expect.objectContaining({ query: expect.objectContaining({ search: 'quill', type: 'contact' }) }),
    )
    await user.clear(field)
    await user.type(field, '#lead')
    await user.click(await option('My leads'))
    await waitFor(() => {
      expect(place()).toContain('view=v1')
    })
    expect(fake.state.arrangements['columns contact']).toMatchObject({ columns: [{ field: 'name' }] })
    await user.keyboard('{Control>}k{/Control}')
    await user.type(await screen.findByRole('combobox', { name: /Search items, commands/ }), '?{Enter}')
    expect(await screen.findByRole('dialog', { name: 'Keys and commands' })).toBeTruthy()
  })

  it('asks the provider’s own search when connected, and adds what it found', async () => {
    const { fake } = open()
    fake.override('items', 'searchAtProvider', () =>
      Promise.resolve(succeed({ keys: [zoe.key], isMore: false })),
    )
    const { user } = await openPalette('unknown person')
    await user.click(await option('Search Harbour for “unknown person”'))
    const found = screen.getByRole('group', { name: 'At the provider' })
    expect(await within(found).findByRole('option', { name: /Zoë/ })).toBeTruthy()
    expect(within(found).getByText('Harbour found 1 item')).toBeTruthy()
  })

  it('lists once what the provider found and is here already', async () => {
    const { fake } = open()
    fake.override('items', 'searchAtProvider', () =>
      Promise.resolve(succeed({ keys: [zoe.key], isMore: false })),
    )
    const { user } = await openPalette('quillfeather')
    await option('Zoë Quillfeather')
    await user.click(await option('Search Harbour for'))
    expect(await screen.findByText('Harbour found 1 item')).toBeTruthy()
    expect(options().filter((text) => text.includes('Zoë Quillfeather'))).toHaveLength(1)
  })

  it('says that the provider cannot be asked while offline', async () => {
    const { fake } = open({ statuses: [aSyncStatus({ reachability: 'offline' })] })
    const { user } = await openPalette('person')
    const line = await option('Search Harbour for')
    await waitFor(() => {
      expect(line.textContent).toContain('Offline — works when connected')
    })
    await user.click(line)
    expect(fake.inputsOf('items.searchAtProvider')).toEqual([])
  })

  it('is a combobox as WCAG and ARIA want it', async () => {
    open()
    await openPalette('a')
    await screen.findAllByRole('option')
    const { violations } = await axe.run(screen.getByRole('dialog'), {
      // There is no layout here to measure colours in; the screens are checked for that in a real window.
      rules: { 'color-contrast': { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })
})
