import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { hostileTexts } from '../../../tests/support/hostile-texts.ts'
import { type Account, accountIdSchema } from '../../shared/model/account.ts'
import { feedNameSchema } from '../../shared/model/feed.ts'
import { type Item, itemKey } from '../../shared/model/item.ts'
import { workspaceIdSchema } from '../../shared/model/workspace.ts'
import { announceFailure } from '../api/announced-failure.ts'
import { ApiFailure } from '../api/client.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aContactForm, aField } from '../test-support/fake-contact-form.ts'
import { aChange, aChangeId, anOutbox } from '../test-support/fake-outbox.ts'
import {
  anAccount,
  anAppState,
  aStream,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  fakeNowMs,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { harmDone, missingTexts } from '../test-support/inert.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { i18next } from './i18n.ts'

let complain: MockInstance<typeof console.error>
beforeEach(() => {
  // As many rows fit into the list as there are texts.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 60 * 34)
  complain = vi.spyOn(console, 'error')
})
afterEach(() => {
  cleanup()
})

const workspace = aWorkspace()
const account = anAccount()
const texts = Object.entries(hostileTexts)

const contacts: Item[] = madeUpItems(account, 'contact', texts.length).map((item, index) => ({
  ...item,
  name: texts[index]![1],
  email: texts[index]![1],
  organisation: texts[index]![1],
  phone: texts[index]![1],
}))
const [first] = contacts as [Item]

const open = (place: string, state: Partial<FakeState> = {}) => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: contacts,
    ...state,
  })
  return renderApp(fake, place)
}

/** Every text is there, and none did anything; the app says nothing of values that it could not fill in. */
async function expectInert(except: readonly string[] = []): Promise<void> {
  const expected = Object.keys(hostileTexts).filter((name) => !except.includes(name))
  // A screen has its headings before all of its answers.
  await waitFor(() => {
    expect(missingTexts(expected)).toEqual([])
  })
  expect(harmDone()).toEqual([])
  const complaints = complain.mock.calls.map(String).filter((words) => words.includes('missing '))
  expect(complaints).toEqual([])
}

const accountsOf = (): Account[] =>
  texts.map(([, text], index) =>
    anAccount({ id: accountIdSchema.parse(`account-${String(index)}`), label: text, externalId: text }),
  )

describe('R31 hostile texts are shown as what they are', () => {
  it('R31 in the rows of the list', async () => {
    open('/items')
    await screen.findAllByRole('rowheader')
    await expectInert()
    const title = 'invoice\u202efdp.exe'
    expect(Array.from(document.querySelectorAll('[title]'), (one) => one.getAttribute('title'))).toContain(
      title,
    )
  })

  it('R31 as the name of an item, in its fields, its links and its JSON', async () => {
    const item = { ...first, name: hostileTexts['image with a handler']! }
    const fields = texts.map(([, text]) => ({
      name: text,
      label: text,
      group: text,
      value: text,
      kind: 'text' as const,
    }))
    const links = texts.map(([, text], index) => ({
      key: contacts[index]!.key,
      type: 'contact' as const,
      name: text,
      label: text,
    }))
    const properties = Object.fromEntries(texts.map(([, text]) => [text, text]))
    open(`/items?selected=${encodeURIComponent(item.key)}`, {
      items: [item],
      details: { [item.key]: { fields, links, linkCount: links.length } },
      records: { [item.key]: { id: '1', properties } },
    })
    const user = userEvent.setup()
    await screen.findByRole('tab', { name: 'JSON' })
    await expectInert()
    await user.click(screen.getByRole('tab', { name: 'JSON' }))
    await screen.findByRole('tree')
    expect(harmDone()).toEqual([])
    await user.click(screen.getByRole('button', { name: 'Raw' }))
    expect(document.querySelector('pre')?.textContent).toContain(
      JSON.stringify(properties, null, 2).slice(0, 200).split('\n')[1]!.trim(),
    )
    expect(harmDone()).toEqual([])
  })

  it('R31 in labels, groups, options and values of the contact form', async () => {
    const fields = texts.map(([, text], index) =>
      aField(`field${String(index)}`, {
        label: text.slice(0, 500),
        group: index % 3 === 0 ? null : text.slice(0, 200),
        isMain: index % 2 === 0,
        ...(index % 5 === 0
          ? { kind: 'choice', options: [{ value: text, label: text, isHidden: false }] }
          : { kind: index % 4 === 0 ? 'long-text' : 'text' }),
      }),
    )
    const values = Object.fromEntries(texts.map(([, text], index) => [`field${String(index)}`, text]))
    open(`/contacts/${encodeURIComponent(first.key)}`, {
      forms: { [account.id]: aContactForm({ fields: [...aContactForm().fields, ...fields] }) },
      contacts: { [first.key]: { name: hostileTexts['image with a handler']!, values } },
    })
    await screen.findByRole('heading', { level: 1, name: /^Edit/ })
    expect(harmDone()).toEqual([])
    expect(complain.mock.calls.map(String).filter((words) => words.includes('missing '))).toEqual([])
  })

  it('R31 in the outbox, its conflicts and its refusals', async () => {
    const changes = texts.map(([, text], index) =>
      aChange({
        id: aChangeId(`change-${String(index)}`),
        key: itemKey(account.providerId, account.id, 'contact', `c${String(index)}`),
        name: text,
        fields: [{ name: 'phone', label: text, before: text, after: text }],
      }),
    )
    open('/outbox', { outbox: anOutbox({ waiting: changes }) })
    await screen.findAllByRole('listitem')
    await expectInert()
    cleanup()
    const needs = changes.map((change, index) => {
      const [, text] = texts[index]!
      const side = { value: text, text }
      const field = { name: 'phone', label: text, before: side, yours: side, theirs: side }
      const reasons = [
        {
          kind: 'conflict' as const,
          fields: [{ ...field, theirsAtMs: fakeNowMs, theirsBy: text }],
          sentCount: 0,
          isAgain: false,
        },
        {
          kind: 'refused' as const,
          message: text,
          fields: [{ name: 'phone', label: text, message: text }],
          sentCount: 0,
        },
        { kind: 'merged-there' as const, currentKey: change.key, currentName: text },
        { kind: 'already-exists' as const, existingKey: change.key, existingName: text },
        { kind: 'missing-permission' as const, scopes: [text] },
      ]
      return { ...change, state: 'needs-you' as const, reason: reasons[index % reasons.length]! }
    })
    open('/outbox?part=needs-you', { outbox: anOutbox({ needsYou: needs }) })
    await screen.findAllByRole('listitem')
    await expectInert()
  })

  it('R31 in the Sync centre, its history and its failures', async () => {
    const accounts = [anAccount({ label: hostileTexts['right to left override']! })]
    const streams = texts.map(([, text], index) =>
      aStream({
        feed: feedNameSchema.parse(`f${String(index)}`),
        label: text,
        ...(index % 2 === 0
          ? { state: 'failed', error: { kind: 'unexpected-response', detail: text }, reference: 'PT-1' }
          : {}),
      }),
    )
    const statuses = [aSyncStatus({ streams })]
    open('/sync', { accounts, statuses, items: [] })
    await screen.findByRole('heading', { level: 1, name: 'Sync' })
    await screen.findAllByRole('heading', { level: 2 })
    await expectInert()
  })

  it('R31 on the connections', async () => {
    open('/connections', { accounts: accountsOf(), items: [] })
    await screen.findAllByRole('heading', { level: 2 })
    await expectInert()
  })

  it('R31 as the names of workspaces', async () => {
    const named = texts.map(([, text], index) =>
      aWorkspace({
        id: workspaceIdSchema.parse(`workspace-${String(index)}`),
        user: text,
        organisation: text,
      }),
    )
    open('/settings', { app: anAppState({ workspace: named[0]!, workspaces: named }) })
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await userEvent.setup().click(screen.getByRole('button', { name: /^Workspace / }))
    await screen.findByRole('menu')
    await expectInert()
  })

  it('R31 in a failure that the provider put into words', async () => {
    open('/items')
    await screen.findAllByRole('rowheader')
    const fields = texts.map(([, text]) => ({ name: text, message: text }))
    act(() => {
      announceFailure(new ApiFailure({ kind: 'rejected', message: 'x', fields }, '<b class="hostile">'))
    })
    await screen.findByRole('alert')
    await expectInert()
  })

  it.each(texts)('R31 in a sentence of the app: %s', (name, text) => {
    const sentence = i18next.t('app:status.reconnect', { account: text })
    expect(sentence.startsWith('Reconnect ')).toBe(true)
    if (!/override|embedding|isolate|ends without|right to left|line ends|control/.test(name))
      expect(sentence).toBe(`Reconnect ${text}`)
    expect(complain).not.toHaveBeenCalled()
  })
})
