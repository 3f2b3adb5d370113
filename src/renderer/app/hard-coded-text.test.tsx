import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Arrangement, SavedView } from '../../shared/model/arrangement.ts'
import type { ItemFilter } from '../../shared/model/filter.ts'
import { type ListField, providerField } from '../../shared/model/list-field.ts'
import { isolated } from '../copy/isolated.ts'
import { speak } from '../copy/speak.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aContactForm } from '../test-support/fake-contact-form.ts'
import { recordOf } from '../test-support/fake-items.ts'
import { aChange, anOutbox } from '../test-support/fake-outbox.ts'
import {
  aClient,
  anAccount,
  anAppState,
  aRun,
  aSyncStatus,
  aWorkspace,
  fakeNowMs,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { settingsSections } from '../features/settings/sections.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { i18next } from './i18n.ts'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(720)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(256)
})
afterEach(async () => {
  cleanup()
  delete document.documentElement.dataset.systemLocales
  await speak('en')
})

/** What Intl writes, names of languages and keys, the app's own name: nobody translates them. */
const untranslated =
  'Portolan English Deutsch Harbour Electron Chrome Node JSON Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Ctrl Shift Alt Enter Esc Tab npm http https localhost oauth callback and byte bytes'.split(
    ' ',
  )

const workspace = aWorkspace()
const account = anAccount()
const items = [...madeUpItems(account, 'contact', 5), ...madeUpItems(account, 'deal', 4)]
const [first] = items

const field = (id: ListField['id'], rest: Partial<ListField> = {}): ListField => ({
  id,
  label: '',
  group: null,
  kind: 'text',
  options: [],
  isMain: true,
  editsAs: null,
  ...rest,
})
const stageOptions = [
  { value: 'zq', label: 'Zqualified' },
  { value: 'zw', label: 'Zwon' },
]
const fields = [
  field('name'),
  field('type', { kind: 'choice' }),
  field('source', { kind: 'choice' }),
  field('organisation'),
  field('modified', { kind: 'time' }),
  field(providerField('stage'), { kind: 'choice', label: 'Zstage', options: stageOptions }),
  field(providerField('amount'), { kind: 'number', label: 'Zamount' }),
  field(providerField('company'), { label: 'Zcompany', group: 'Zgroup', isMain: false, editsAs: 'company' }),
]
const filter: ItemFilter = {
  match: 'any',
  parts: [
    { field: providerField('stage'), test: 'any-of', values: ['zq', 'zw'] },
    { field: 'modified', test: 'in-last', values: ['900'] },
    { field: 'name', test: 'filled', values: [] },
    { match: 'all', conditions: [{ field: providerField('amount'), test: 'more', values: ['5'] }] },
  ],
}
const filtered = `/items?type=deal&filter=${encodeURIComponent(JSON.stringify(filter))}`
const view: SavedView = {
  id: 'view-1',
  name: 'Zview',
  type: 'deal',
  accountId: null,
  parentKey: null,
  search: '',
  filter: null,
  sort: [],
  columns: null,
  layout: 'grid',
  boardField: null,
}
const notices = (['info', 'success', 'warning', 'error'] as const).map((tone) => ({
  id: `n-${tone}`,
  atMs: fakeNowMs,
  tone,
  title: 'Ztitle',
  body: 'Zbody',
  href: '/sync',
  reference: 'PT-1',
  isRead: tone === 'info',
}))
const arrangements: Record<string, Arrangement> = {
  'views ': { kind: 'views', views: [view, { ...view, id: 'view-2', name: 'Zother' }] },
  'notices ': { kind: 'notices', notices },
  'recents ': { kind: 'recents', recents: [{ key: first!.key, atMs: 1 }] },
}

function openIn(place: string, hasWorkspace: boolean) {
  document.documentElement.dataset.systemLocales = 'qps-plocm'
  const fake = createFakeClient({
    app: anAppState(hasWorkspace ? { workspace, workspaces: [workspace] } : {}),
    clients: { harbour: aClient({ state: 'set', clientId: 'client' }) },
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    runs: [aRun()],
    outbox: anOutbox({ waiting: [aChange()] }),
    fields,
    arrangements: structuredClone(arrangements),
  })
  renderApp(fake, place)
  return fake
}

/** Every text that the screen shows or speaks. */
function said(): string[] {
  const texts: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement?.closest('style, script, pre, code') == null) texts.push(node.textContent ?? '')
  }
  for (const one of document.querySelectorAll('[title], [aria-label], [placeholder], [alt]'))
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) texts.push(one.getAttribute(name) ?? '')
  return texts
}

/** Nothing is said that neither the copy nor the data holds. */
async function expectAllFromCopy(fake: ReturnType<typeof openIn>): Promise<void> {
  // Whatever the screen asked for has been answered.
  await act(() => new Promise((resolve) => setTimeout(resolve, 50)))
  const records = JSON.stringify(items.map((item) => recordOf(fake.state, item).record))
  // A field that nobody described is named by its key, as words.
  const names = records.replaceAll(/"[a-z]/g, (start) => start.toUpperCase())
  const data = JSON.stringify([fake.state, aContactForm(), records, names])
  const words = said().flatMap((text) => text.match(/[A-Za-z]{3,}/g) ?? [])
  const foreign = words.filter((word) => !untranslated.includes(word) && !data.includes(word))
  expect([...new Set(foreign)]).toEqual([])
  expect(said().some((text) => text.includes('⟦'))).toBe(true)
}

const button = (name: string) => screen.findByRole('button', { name })

/** What opens over a screen, and how one comes there; it is found by the words of the copy as they are now. */
const visits: Record<
  string,
  { readonly place: string; readonly visit: (user: UserEvent) => Promise<unknown> }
> = {
  'a board': {
    place: '/items?type=deal&layout=board&board=field%3Astage',
    visit: () => screen.findAllByRole('listitem'),
  },
  'the tabs of views, changed': {
    place: '/items?type=deal&view=view-1&q=n',
    visit: async (user) => {
      await user.click(await button(i18next.t('views:list')))
      await screen.findByRole('menu')
    },
  },
  'the menu of a view': {
    place: '/items?type=deal&view=view-1',
    visit: async (user) => {
      await user.click(await button(i18next.t('views:actions', { name: isolated('Zview') })))
      await screen.findByRole('menu')
    },
  },
  'the conditions of a list': {
    place: filtered,
    visit: () => screen.findByRole('group', { name: i18next.t('filters:conditions') }),
  },
  'the filter builder': {
    place: filtered,
    visit: async (user) => {
      const chips = within(await screen.findByRole('group', { name: i18next.t('filters:conditions') }))
      await user.click(chips.getAllByRole('button')[0]!)
      await screen.findByRole('dialog')
    },
  },
  'the column chooser': {
    place: '/items?type=deal',
    visit: async (user) => {
      await user.click(await button(i18next.t('grid:columns.button')))
      await screen.findByRole('searchbox', { name: i18next.t('grid:columns.find') })
    },
  },
  'the palette': {
    place: '/items',
    visit: async (user) => {
      await user.keyboard('{Control>}k{/Control}')
      await screen.findAllByRole('option')
    },
  },
  'the palette with its hits': {
    place: '/items',
    visit: async (user) => {
      await user.keyboard('{Control>}k{/Control}')
      await user.type(await screen.findByRole('combobox'), 'ada')
      await screen.findAllByRole('option')
    },
  },
  'the help of the palette': {
    place: '/items',
    visit: async (user) => {
      await user.keyboard('{Control>}k{/Control}')
      await user.type(await screen.findByRole('combobox'), '?')
      await screen.findAllByRole('option')
    },
  },
  'all commands of the palette': {
    place: '/items',
    visit: async (user) => {
      await user.keyboard('{Control>}k{/Control}')
      await user.type(await screen.findByRole('combobox'), '>')
      await screen.findAllByRole('option')
    },
  },
  'the notification centre': {
    place: '/settings',
    visit: async (user) => {
      await user.click(await button(i18next.t('notices:centre.bellUnread', { count: 3 })))
      await screen.findByRole('dialog')
    },
  },
  'the cheat sheet': {
    place: '/items',
    visit: async (user) => {
      await user.keyboard('{Control>}/{/Control}')
      await screen.findByRole('dialog')
    },
  },
  'the edit of many': {
    place: '/items?type=contact',
    visit: async (user) => {
      await screen.findAllByRole('rowheader')
      await user.click(screen.getByRole('checkbox', { name: i18next.t('grid:select.all') }))
      await user.click(await button(i18next.t('bulk:button')))
      const dialog = within(await screen.findByRole('dialog'))
      await user.type(await dialog.findByRole('combobox'), 'compa')
      await user.click(await screen.findByRole('option'))
      await user.type(dialog.getByRole('textbox'), 'Globex')
      await dialog.findAllByRole('table')
    },
  },
}

describe('every text comes from the copy', () => {
  it.each([
    ['/welcome', false],
    ['/items', true],
    [`/items?selected=${encodeURIComponent(first?.key ?? '')}`, true],
    ['/contacts/new', true],
    [`/contacts/${encodeURIComponent(first?.key ?? '')}`, true],
    ['/outbox', true],
    ['/import', true],
    ['/sync', true],
    ['/sync?tab=history', true],
    ['/sync?tab=storage', true],
    ['/connections', true],
    ['/connections/new', true],
    ['/connections/new?provider=harbour', true],
    ...settingsSections.map(({ id }): [string, boolean] => [`/settings/${id}`, true]),
    ['/settings/apps/harbour', true],
    ['/settings/import', true],
    ['/nowhere', true],
  ])('at %s, from right to left as well', async (place, hasWorkspace) => {
    const fake = openIn(place, hasWorkspace)
    await waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
    await screen.findAllByRole('heading')
    await expectAllFromCopy(fake)
  })

  it.each(Object.entries(visits))('in %s, from right to left as well', async (_name, { place, visit }) => {
    const fake = openIn(place, true)
    await waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
    await screen.findAllByRole('heading', { level: 1 })
    await visit(userEvent.setup())
    await expectAllFromCopy(fake)
  })
})
