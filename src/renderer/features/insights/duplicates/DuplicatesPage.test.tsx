import axe from 'axe-core'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { hostileTexts } from '../../../../../tests/support/hostile-texts.ts'
import { MOST_TOLD_APART, type Duplicates } from '../../../../shared/model/duplicates.ts'
import { wellFormedStart } from '../../../../shared/text.ts'
import { createFakeClient } from '../../../test-support/fake-client.ts'
import { aGroup, rowOf, someDuplicates } from '../../../test-support/fake-duplicates.ts'
import { someInsights, someNumbers } from '../../../test-support/fake-insights.ts'
import {
  anAccount,
  anAppState,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../../test-support/fake-state.ts'
import { harmDone, missingTexts } from '../../../test-support/inert.ts'
import { renderApp } from '../../../test-support/render-app.tsx'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount({ access: 'write' })
const items = madeUpItems(account, 'contact', 4)
const rows = items.map((item) => rowOf({ ...item, email: 'same@crew.example.org', organisation: 'Acme' }))
const named = (n: number, name: string) => ({ ...rows[n]!, name, phone: `+49 30 ${n}` })
const [ada, bo, chen, dora] = [named(0, 'Ada'), named(1, 'Bo'), named(2, 'Chen'), named(3, 'Dora')] as const
const two = [aGroup([ada, bo]), aGroup([chen, dora], { reasons: ['phone', 'name-company'] })]

function open(duplicates: Duplicates = someDuplicates(two), state: Partial<FakeState> = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    items,
    insights: someInsights({ numbers: someNumbers() }),
    duplicates,
    ...state,
  })
  return { fake, ...renderApp(fake, '/insights/duplicates') }
}

describe('the likely duplicates', () => {
  it('are a number among what needs care, which leads to them', async () => {
    const fake = createFakeClient({
      app: anAppState({ workspace, workspaces: [workspace] }),
      accounts: [account],
      insights: someInsights({ numbers: someNumbers() }),
      duplicates: someDuplicates(two),
    })
    const { place } = renderApp(fake, '/insights')
    const care = within(await screen.findByRole('region', { name: 'Needs care' }))
    const line = (await care.findByText('Likely duplicates')).closest('li')!
    expect(await within(line).findByText('4')).toBeTruthy()
    await userEvent.click(within(line).getByRole('link', { name: 'Likely duplicates: review 2 groups' }))
    expect(await screen.findByRole('heading', { name: 'Likely duplicates', level: 1 })).toBeTruthy()
    expect(place()).toMatch(/^\/insights\/duplicates/)
    await userEvent.click(screen.getByRole('button', { name: 'Insights' }))
    expect(await screen.findByRole('heading', { name: 'Insights', level: 1 })).toBeTruthy()
  })

  it('stand side by side with the reason and what differs', async () => {
    open()
    expect(await screen.findByText('2 groups, 4 contacts')).toBeTruthy()
    const first = within(screen.getByRole('article', { name: 'Ada: 2 contacts' }))
    expect(first.getByText('They have the same e-mail address.')).toBeTruthy()
    const table = within(first.getByRole('table'))
    expect(table.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
      'AdaE-mail',
      'BoE-mail',
    ])
    const phone = within(table.getByRole('row', { name: /^Phone/ }))
    expect(phone.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['+49 30 0', '+49 30 1'])
    expect(table.queryByRole('row', { name: /^Company/ })).toBeNull()
    // What they are compared by is shown although it is alike.
    const emails = table.getAllByText('same@crew.example.org')
    expect(emails.map((cell) => cell.closest('tr')?.firstChild?.textContent)).toEqual(['E-mail', 'E-mail'])
    expect(emails[0]?.innerHTML).toBe(
      'same@<wbr aria-hidden="true">crew.<wbr aria-hidden="true">example.<wbr aria-hidden="true">org',
    )
    expect(first.getByText('The same in all: Company')).toBeTruthy()
    expect(
      screen.getByText('They have the same phone number and the same name at the same company.'),
    ).toBeTruthy()
    const link = table.getByRole('link', { name: 'Bo' })
    expect(decodeURIComponent(link.getAttribute('href') ?? '')).toContain(bo.key)
    const { violations } = await axe.run(document.body)
    expect(violations).toEqual([])
  })

  it('are told apart with one key, taken back with the next, and later from the list below', async () => {
    open()
    const group = await screen.findByRole('article', { name: 'Ada: 2 contacts' })
    within(group).getByRole('button', { name: 'Not duplicates' }).focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => {
      expect(screen.queryByRole('article', { name: 'Ada: 2 contacts' })).toBeNull()
    })
    const undo = screen.getByRole('button', { name: 'Undo' })
    await waitFor(() => {
      expect(document.activeElement).toBe(undo)
    })
    const apart = within(await screen.findByRole('region', { name: '1 group is not duplicates' }))
    expect(apart.getByText('Ada and Bo')).toBeTruthy()
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('article', { name: 'Ada: 2 contacts' })).toBeTruthy()
    await userEvent.click(
      within(screen.getByRole('article', { name: 'Ada: 2 contacts' })).getByRole('button', {
        name: 'Not duplicates',
      }),
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Bring back: Ada and Bo' }))
    expect(await screen.findByRole('article', { name: 'Ada: 2 contacts' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull()
  })

  it('are not told apart where the group has changed since it was shown', async () => {
    const { fake } = open()
    const group = within(await screen.findByRole('article', { name: 'Ada: 2 contacts' }))
    fake.state.duplicates = someDuplicates([aGroup([ada, bo, chen], { state: 'another' })])
    await userEvent.click(group.getByRole('button', { name: 'Not duplicates' }))
    expect(await screen.findByRole('alert')).toBeTruthy()
    expect(await screen.findByRole('article', { name: 'Ada: 3 contacts' })).toBeTruthy()
  })

  it('show how many a large group has, the next ones when they are asked for, and why it stays whole', async () => {
    open(someDuplicates([aGroup([ada, bo], { count: 700 })]))
    const group = within(await screen.findByRole('article', { name: 'Ada: 700 contacts' }))
    expect(group.getAllByRole('columnheader')).toHaveLength(2)
    await userEvent.click(group.getByRole('button', { name: '698 more: show the next ones' }))
    expect(await group.findByRole('button', { name: '678 more: show the next ones' })).toBeTruthy()
    expect(group.getAllByRole('columnheader')).toHaveLength(22)
    expect(group.queryByRole('button', { name: 'Not duplicates' })).toBeNull()
    expect(group.getByText(new RegExp(`^More than ${String(MOST_TOLD_APART)} contacts`))).toBeTruthy()
  })

  it('are deleted as everywhere, where the connection may', async () => {
    open()
    const group = within(await screen.findByRole('article', { name: 'Ada: 2 contacts' }))
    await userEvent.click(await group.findByRole('button', { name: 'Delete Bo' }))
    expect(await screen.findByRole('dialog', { name: /Bo/ })).toBeTruthy()
    cleanup()
    open(someDuplicates(two), { accounts: [anAccount({ access: 'read' })] })
    await screen.findByRole('article', { name: 'Ada: 2 contacts' })
    expect(screen.queryByRole('button', { name: 'Delete Bo' })).toBeNull()
  })

  it('come in pages of twenty groups, all of them', async () => {
    const groups = Array.from({ length: 45 }, (_, n) =>
      aGroup([{ ...ada, key: `${ada.key}${n}` as typeof ada.key, name: `Person ${n + 1}` }, bo]),
    )
    open(someDuplicates(groups))
    expect(await screen.findByText('45 groups, 90 contacts')).toBeTruthy()
    expect(screen.getAllByRole('article')).toHaveLength(20)
    await userEvent.click(screen.getByRole('button', { name: 'Next' }))
    await userEvent.click(screen.getByRole('button', { name: 'Next' }))
    expect(await screen.findByText('Page 3 of 3')).toBeTruthy()
    expect(await screen.findByRole('article', { name: 'Person 45: 2 contacts' })).toBeTruthy()
    expect(screen.getAllByRole('article')).toHaveLength(5)
  })

  it('say how far the search is, and that there are none', async () => {
    open(someDuplicates([], { total: null, contacts: null, progress: { done: 10, of: 40 } }))
    expect(await screen.findByRole('progressbar', { name: 'Comparing 10 of 40 contacts' })).toBeTruthy()
    expect(screen.queryByText('No likely duplicates')).toBeNull()
    cleanup()
    open(someDuplicates([]))
    expect(await screen.findByText('No likely duplicates')).toBeTruthy()
  })

  it('R31: show hostile names and values as text', async () => {
    const texts = Object.values(hostileTexts).map((text) => wellFormedStart(text.toWellFormed(), 90))
    const hostile = texts.map((text, n) => ({
      ...ada,
      key: `${ada.key}${n}` as typeof ada.key,
      ...{ name: text, phone: text, organisation: `${text} ${n}` },
    }))
    open(someDuplicates([aGroup(hostile)]))
    await screen.findByRole('article')
    expect(missingTexts()).toEqual([])
    expect(harmDone()).toEqual([])
  })
})
