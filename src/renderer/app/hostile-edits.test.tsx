import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { hostileTexts } from '../../../tests/support/hostile-texts.ts'
import type { SavedView } from '../../shared/model/arrangement.ts'
import { type ListField, providerField } from '../../shared/model/list-field.ts'
import { wellFormedStart } from '../../shared/text.ts'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aContactForm, aField } from '../test-support/fake-contact-form.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../test-support/fake-state.ts'
import { harmDone, missingTexts } from '../test-support/inert.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { succeed } from '../test-support/replies.ts'

let complain: MockInstance<typeof console.error>
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(12_000)
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(12_000)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(20_000)
  complain = vi.spyOn(console, 'error')
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const workspace = aWorkspace()
const account = anAccount({ label: hostileTexts['right to left override']! })
const texts = Object.values(hostileTexts).map((text) => wellFormedStart(text.toWellFormed(), 90))
const contacts = madeUpItems(account, 'contact', texts.length).map((item, index) => ({
  ...item,
  name: texts[index]!,
  email: texts[index]!,
  organisation: texts[index]!,
}))
const listField = (id: ListField['id'], rest: Partial<ListField> = {}): ListField => ({
  id,
  label: '',
  group: null,
  kind: 'text',
  options: [],
  isMain: true,
  editsAs: null,
  ...rest,
})

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

/** None did anything, and the app says nothing of values that it could not fill in. */
function expectHarmless(): void {
  expect(harmDone()).toEqual([])
  const complaints = complain.mock.calls.map(String).filter((words) => words.includes('missing '))
  expect(complaints).toEqual([])
}

/** Besides, every text is there. */
function expectInert(): void {
  expect(missingTexts()).toEqual([])
  expectHarmless()
}

async function openPalette(typed: string) {
  const user = userEvent.setup()
  await screen.findByRole('heading', { level: 1, name: 'Settings' })
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox'), typed)
  return user
}

describe('R31 hostile texts in what is found and edited', () => {
  it('R31 in the palette among what a provider found', async () => {
    const fake = open('/settings')
    fake.override('items', 'searchAtProvider', () =>
      Promise.resolve(succeed({ keys: contacts.map(({ key }) => key), isMore: true })),
    )
    const user = await openPalette('unknown')
    await user.click(await screen.findByRole('option', { name: /for “unknown”/ }))
    const found = await screen.findByRole('group', { name: 'At the provider' })
    await vi.waitFor(() => {
      expect(within(found).getAllByRole('option')).toHaveLength(texts.length + 1)
    }, 8_000)
    expectInert()
  })

  it('R31 in the palette as the names of views', async () => {
    const views = texts.map((name, index): SavedView => ({
      id: `view-${String(index)}`,
      name,
      type: 'contact',
      accountId: null,
      parentKey: null,
      search: '',
      filter: null,
      sort: [],
      columns: null,
      layout: 'grid',
      boardField: null,
    }))
    open('/settings', { arrangements: { 'views ': { kind: 'views', views } } })
    await openPalette('#')
    await vi.waitFor(() => {
      // All of them, and the list without any.
      expect(screen.getAllByRole('option')).toHaveLength(texts.length + 1)
    }, 8_000)
    expectInert()
  })

  it('R31 in the edit of many: fields, values, contacts and why some failed', async () => {
    const user = userEvent.setup()
    const company = aContactForm().fields.find(({ name }) => name === 'company')!
    const own = texts.map((text, index) =>
      aField(`field${String(index)}`, {
        label: text,
        group: text,
        ...(index === 0
          ? { kind: 'choice', options: texts.map((one) => ({ value: one, label: one, isHidden: false })) }
          : {}),
      }),
    )
    const turned = { ...company, label: hostileTexts['right to left override']! }
    const others = aContactForm().fields.filter(({ name }) => name !== 'company')
    const fake = open('/items?type=contact', {
      forms: { [account.id]: aContactForm({ fields: [...others, turned, ...own] }) },
      fields: [
        listField('name'),
        listField(providerField('company'), { label: turned.label, editsAs: 'company' }),
      ],
    })
    await screen.findAllByRole('rowheader')
    await user.click(screen.getByRole('checkbox', { name: 'Select all rows' }))
    await user.click(screen.getByRole('button', { name: 'Edit…' }))
    const dialog = within(await screen.findByRole('dialog'))
    const choice = await dialog.findByRole('combobox', { name: 'Field to change' })
    await user.click(choice)
    await screen.findAllByRole('option')
    expectInert()
    await user.paste('invoice')
    await user.click(screen.getAllByRole('option').find(({ textContent }) => textContent.includes('fdp'))!)
    await user.click(dialog.getByRole('textbox', { name: /New value of/ }))
    await user.paste(hostileTexts['placeholder'])
    await dialog.findByRole('table', { name: /before and after/ })
    expectHarmless()
    fake.override('contacts', 'updateMany', ({ keys }) =>
      Promise.resolve(
        succeed({
          stepId: '00000000-0000-4000-8000-000000000001',
          changed: 0,
          unchanged: 0,
          failed: keys.map((_key, index) => ({
            key: contacts[index]!.key,
            error: {
              kind: 'rejected' as const,
              message: texts[index]!,
              fields: [{ name: texts[index]!, message: texts[index]! }],
            },
          })),
        }),
      ),
    )
    await user.click(dialog.getByRole('button', { name: /^Change/ }))
    const list = within(await dialog.findByRole('list', { name: 'Contacts that could not be changed' }))
    expect(list.getAllByRole('listitem').length).toBeGreaterThan(10)
    expectHarmless()
  })

  it('R31 on every card of a board, with what it tells beside the name', async () => {
    const stage = { value: 'one', label: 'One' }
    const fields = [
      listField('name'),
      listField('organisation', { label: hostileTexts['embedding that never ends']! }),
      listField('email', { label: hostileTexts['placeholder']! }),
      listField(providerField('stage'), { kind: 'choice', label: 'Stage', options: [stage] }),
    ]
    const items = contacts.map((item) => ({ ...item, type: 'deal' as const }))
    const records = Object.fromEntries(items.map(({ key }) => [key, { properties: { stage: 'one' } }]))
    open('/items?type=deal&layout=board&board=field%3Astage', { items, records, fields })
    const board = within(await screen.findByRole('region', { name: 'Board by Stage' }))
    await vi.waitFor(() => {
      const cards = board.getAllByRole('listitem').filter(({ textContent }) => textContent !== '')
      expect(cards).toHaveLength(texts.length)
    }, 8_000)
    expectInert()
  })
})
