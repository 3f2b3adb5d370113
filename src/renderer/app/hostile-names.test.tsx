import { act, cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { hostileTexts } from '../../../tests/support/hostile-texts.ts'
import type { KeptNotice } from '../../shared/model/arrangement.ts'
import { wellFormedStart } from '../../shared/text.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  fakeNowMs,
  type FakeState,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { harmDone, missingTexts } from '../test-support/inert.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'
import { i18next } from './i18n.ts'

let complain: MockInstance<typeof console.error>
beforeEach(() => {
  complain = vi.spyOn(console, 'error')
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const workspace = aWorkspace()
const account = anAccount({ label: hostileTexts['right to left override']! })
const texts = Object.values(hostileTexts).map((text) => wellFormedStart(text.toWellFormed(), 90))
const turning = Object.entries(hostileTexts)
  .filter(([name]) => /override|embedding|isolate|beginning|right to left/.test(name))
  .map(([, text]) => text)

const contacts = madeUpItems(account, 'contact', texts.length).map((item, index) => ({
  ...item,
  name: texts[index]!,
  email: texts[index]!,
}))
const [first] = contacts as [(typeof contacts)[number]]

const open = (place: string, state: Partial<FakeState> = {}) => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: contacts,
    ...state,
  })
  renderApp(fake, place)
  return fake
}
const openItem = (state: Partial<FakeState>, tab: string, item = first) => {
  open(`/items?selected=${encodeURIComponent(item.key)}`, { items: [item], ...state })
  return screen.findByRole('tab', { name: tab })
}

/** None did anything, and the app says nothing of values that it could not fill in. */
function expectHarmless(): void {
  expect(harmDone()).toEqual([])
  const complaints = complain.mock.calls.map(String).filter((words) => words.includes('missing '))
  expect(complaints).toEqual([])
}

/** Besides, every text is there. */
function expectInert(names: readonly string[] = Object.keys(hostileTexts)): void {
  expect(missingTexts(names)).toEqual([])
  expectHarmless()
}

describe('R31 hostile texts wherever names stand', () => {
  it('R31 among the records that the palette finds, and those opened lately', async () => {
    const user = userEvent.setup()
    for (const item of contacts.filter(({ name }) => turning.includes(name))) {
      open('/settings', {
        items: [item],
        arrangements: { 'recents ': { kind: 'recents', recents: [{ key: item.key, atMs: fakeNowMs }] } },
      })
      await screen.findByRole('heading', { level: 1, name: 'Settings' })
      await user.keyboard('{Control>}k{/Control}')
      const recent = await screen.findByRole('group', { name: 'Opened lately' })
      await within(recent).findByRole('option')
      expectHarmless()
      cleanup()
    }
  })

  it('R31 as what is looked for in vain', async () => {
    const user = userEvent.setup()
    open('/settings', { items: [] })
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await user.keyboard('{Control>}k{/Control}')
    const field = screen.getByRole('combobox')
    for (const text of [...turning, hostileTexts['placeholder']!, hostileTexts['text of the copy']!]) {
      await user.clear(field)
      await user.click(field)
      await user.paste(text.slice(0, 200))
      await screen.findAllByText(/for “/)
      expectHarmless()
    }
  })

  it('R31 in what is told in passing', async () => {
    open('/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    for (const text of texts) {
      act(() => {
        notify({ tone: 'info', title: told('views:saved', { name: text }), body: [text] })
      })
      await screen.findAllByText(/^Saved as/)
      expectHarmless()
    }
  })

  it('R31 in the notification centre', async () => {
    const notices = texts.flatMap((text, index): KeptNotice[] => {
      const notice = { atMs: fakeNowMs, tone: 'info', href: '/sync', reference: null, isRead: false } as const
      return [
        { ...notice, id: `n${String(index)}`, title: told('views:saved', { name: text }), body: [text] },
        {
          ...notice,
          id: `old-${String(index)}`,
          // Older versions kept the words, cut wherever that was.
          title: wellFormedStart(i18next.t('views:saved', { name: text }), 80),
          body: text,
        },
      ]
    })
    open('/settings', { arrangements: { 'notices ': { kind: 'notices', notices } } })
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await userEvent.setup().click(await screen.findByRole('button', { name: /^Notifications/ }))
    await screen.findByRole('heading', { name: 'Notifications', level: 2 })
    expectInert()
  })

  it('R31 as names and values in the tree of the JSON, and in the path of one', async () => {
    const user = userEvent.setup()
    const properties = Object.fromEntries(texts.map((text) => [`own ${text}`, text]))
    const tab = await openItem({ records: { [first.key]: { properties, list: texts } } }, 'JSON')
    await user.click(tab)
    const tree = within(await screen.findByRole('tree'))
    expect(tree.getAllByRole('treeitem').length).toBeGreaterThan(2 * texts.length)
    expectHarmless()
    for (const row of tree.getAllByRole('treeitem')) {
      if (!turning.some((text) => row.textContent.includes(text))) continue
      await user.click(row)
      expectHarmless()
    }
    await user.click(screen.getByRole('textbox', { name: 'Find in the JSON' }))
    await user.paste('fdp')
    expectHarmless()
    await user.click(screen.getByRole('button', { name: 'Raw' }))
    expectHarmless()
  })

  it('R31 as what an item stands in, what belongs to it, and where it is', async () => {
    const user = userEvent.setup()
    const pages = madeUpItems(account, 'page', texts.length)
    const parents = texts.map((name, index) => ({
      key: pages[index]!.key,
      type: 'page' as const,
      name,
    }))
    const links = texts.map((text, index) => ({
      key: contacts[index]!.key,
      type: 'contact' as const,
      name: text,
      label: text,
    }))
    const details = { [first.key]: { parents, links, linkCount: links.length, linkCounts: [] } }
    await user.click(await openItem({ details }, 'Related'))
    await screen.findByRole('heading', { name: 'Stands in' })
    expectInert()
    cleanup()
    for (const text of turning) {
      await openItem({}, 'Related', { ...first, parentPath: text })
      expectHarmless()
      cleanup()
    }
  })

  it('R31 as the container that a list is narrowed to, and where nothing matches', async () => {
    for (const text of [...turning, hostileTexts['placeholder']!, hostileTexts['text of the copy']!]) {
      const holder = { ...first, name: text }
      const inside = encodeURIComponent(holder.key)
      open(`/items?inside=${inside}&q=${encodeURIComponent(text.slice(0, 150))}`, { items: [holder] })
      await screen.findAllByText(/^Inside:/)
      await screen.findByText(/^Search: /)
      expectHarmless()
      cleanup()
    }
  })
})
