import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
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
  madeUpItems,
} from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'

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
const items = madeUpItems(account, 'contact', 5)
const [first] = items

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
    ['/settings', true],
    ['/settings/apps/harbour', true],
    ['/settings/import', true],
    ['/nowhere', true],
  ])('at %s, from right to left as well', async (place, hasWorkspace) => {
    const fake = openIn(place, hasWorkspace)
    await waitFor(() => expect(document.documentElement.dir).toBe('rtl'))
    await screen.findAllByRole('heading')
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
  })
})
