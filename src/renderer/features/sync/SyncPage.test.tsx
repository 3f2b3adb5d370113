import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { feedNameSchema } from '../../../shared/model/feed.ts'
import { preferencesSchema } from '../../../shared/model/preferences.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aChoice } from '../../test-support/fake-choice.ts'
import {
  anAccount,
  anAppState,
  aStream,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000

function open(state: Partial<FakeState> = {}, place = '/sync') {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

const card = async (name = 'acme.example') => within(await screen.findByRole('region', { name }))
/** The line of a type or of a table. */
const lineOf = async (name: string): Promise<HTMLElement> =>
  (await (await card()).findByText(name, { selector: 'bdi' })).closest('li')!

describe('the way to Sync', () => {
  it('is in the navigation rail, and the status chip leads there', async () => {
    const { place } = open({}, '/settings')
    const rail = within(await screen.findByRole('navigation', { name: 'Sections' }))
    expect(rail.getByRole('link', { name: 'Sync' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: /^Status:/ }))
    const panel = within(await screen.findByRole('dialog', { name: 'Status' }))
    await userEvent.click(panel.getByRole('button', { name: 'Open Sync' }))
    expect(await screen.findByRole('heading', { name: 'Sync', level: 1 })).toBeTruthy()
    expect(place()).toBe('/sync')
  })

  it('asks for an account where there is none', async () => {
    const { place } = open({ accounts: [], statuses: [] })
    await userEvent.click(await screen.findByRole('button', { name: 'Connect an account' }))
    await waitFor(() => {
      expect(place()).toBe('/connections/new')
    })
  })

  it('says what went wrong when main cannot tell, and asks again', async () => {
    const { fake } = open()
    fake.override('sync', 'getStatus', () =>
      Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'ST-1')),
    )
    act(() => {
      fake.emit('syncChanged', {})
    })
    const notice = within(await screen.findByRole('alert'))
    expect(notice.getByText('Reference ST-1')).toBeTruthy()
    const asked = fake.inputsOf('sync.getStatus').length
    await userEvent.click(notice.getByRole('button', { name: 'Try again' }))
    expect(fake.inputsOf('sync.getStatus').length).toBe(asked + 1)
  })
})

describe('the line of a type', () => {
  it('U10 tells loaded of total as the provider told it, and what is here as it was counted', async () => {
    const streams = [
      aStream({ state: 'loading', loaded: 4_200, total: 12_304, finishedAtMs: null }),
      aStream({ type: 'company', state: 'loading', loaded: 9, total: null, finishedAtMs: null }),
      aStream({ type: 'deal', state: 'interrupted', loaded: 86, finishedAtMs: null }),
    ]
    open({
      statuses: [aSyncStatus({ isRunning: true, streams })],
      items: madeUpItems(account, 'contact', 3),
    })
    const contacts = within(await lineOf('Contacts'))
    expect(contacts.getByText('Loading 4,200 of 12,304')).toBeTruthy()
    expect(await contacts.findByText('3 here')).toBeTruthy()
    const bar = contacts.getByRole('progressbar', { name: 'Progress of Contacts' })
    expect(bar.getAttribute('aria-valuenow')).toBe('34')
    const companies = within(await lineOf('Companies'))
    expect(companies.getByText('Loading · 9 so far')).toBeTruthy()
    expect(companies.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull()
    const deals = within(await lineOf('Deals'))
    expect(deals.getByText('Interrupted; goes on with the next load')).toBeTruthy()
    expect(deals.getByText('86 here so far')).toBeTruthy()
  })

  it('U10 says why not all of it is here', async () => {
    const streams = [
      aStream({ state: 'capped', loaded: 5_000, total: 12_304, cap: 5_000 }),
      aStream({ type: 'company', state: 'left-out', loaded: 0, finishedAtMs: null }),
      aStream({ type: 'deal', state: 'never-loaded', loaded: 0, finishedAtMs: null }),
    ]
    open({ statuses: [aSyncStatus({ streams })] })
    const contacts = within(await lineOf('Contacts'))
    expect(contacts.getByText('Stopped at 5,000 by you')).toBeTruthy()
    expect(contacts.getByText('5,000 of 12,304 here')).toBeTruthy()
    expect(within(await lineOf('Companies')).getByText('Left out by you')).toBeTruthy()
    expect(within(await lineOf('Deals')).getByText('Not loaded yet')).toBeTruthy()
    const load = within(await lineOf('Companies')).getByRole('button', { name: 'Load Companies only' })
    expect(load).toHaveProperty('disabled', true)
  })

  it('names each kind of run, and no number that would belong to something else', async () => {
    const shared = feedNameSchema.parse('search')
    const streams = [
      aStream({ state: 'loading', mode: 'changes', loaded: 12, total: null }),
      aStream({ type: 'company', state: 'loading', mode: 'removals', loaded: 4, total: null }),
      aStream({ type: 'deal', state: 'loading', mode: 'sweep', loaded: 40, total: 86 }),
      aStream({ feed: shared, type: 'page', state: 'loading', mode: 'changes', loaded: 640 }),
      aStream({ feed: shared, type: 'database', state: 'loading', mode: 'changes', loaded: 12 }),
    ]
    open({ statuses: [aSyncStatus({ isRunning: true, streams })] })
    expect((await lineOf('Contacts')).textContent).toContain('Looking for changes · 12 so far')
    expect((await lineOf('Companies')).textContent).toContain('Looking for what is gone')
    expect((await lineOf('Deals')).textContent).toContain('Comparing 40 of 86')
    const pages = within(await lineOf('Pages'))
    expect(pages.getByText('Looking for changes')).toBeTruthy()
    expect(pages.getByText('640 here')).toBeTruthy()
  })

  it('tells the last times and the next one, each with the exact moment', async () => {
    const stream = aStream({
      finishedAtMs: minutesAgo(125),
      checkedAtMs: minutesAgo(2),
      sweptAtMs: null,
      nextAtMs: Date.now() + 210_000,
    })
    open({ statuses: [aSyncStatus({ streams: [stream] })] })
    const line = within(await lineOf('Contacts'))
    const timeOf = (label: string) => line.getByText(label).nextElementSibling
    expect(timeOf('All read')?.textContent).toBe('2 h ago')
    expect(timeOf('All read')?.firstElementChild?.getAttribute('title')).toMatch(/\d{4}, \d{1,2}:\d\d/)
    expect(timeOf('Changes')?.textContent).toBe('2 min ago')
    expect(timeOf('Compared')?.textContent).toBe('never')
    expect(timeOf('Next')?.textContent).toBe('in 4 min')
  })

  it('names the missing permission and leads to where it is granted', async () => {
    const failed = aStream({
      state: 'failed',
      error: { kind: 'missing-permission', scopes: ['crm.objects.deals.read'] },
      reference: 'PT-7K2M9Q',
    })
    const { place } = open({ statuses: [aSyncStatus({ streams: [failed] })] })
    const line = within(await lineOf('Contacts'))
    expect(line.getByText('Stopped by an error')).toBeTruthy()
    expect(line.getByText(/Permission missing/)).toBeTruthy()
    expect(line.getByText('Missing: crm.objects.deals.read · Reference PT-7K2M9Q')).toBeTruthy()
    await userEvent.click(line.getByRole('button', { name: 'Reconnect' }))
    await waitFor(() => {
      expect(place()).toContain('/connections/new')
    })
  })

  it('tries again what failed, that one alone', async () => {
    const failed = aStream({ type: 'deal', state: 'failed', error: { kind: 'provider-down', status: 502 } })
    const { fake } = open({ statuses: [aSyncStatus({ streams: [aStream(), failed] })] })
    const line = within(await lineOf('Deals'))
    expect(line.getByText(/Harbour reports a fault of its own \(502\)/)).toBeTruthy()
    await userEvent.click(line.getByRole('button', { name: 'Try again' }))
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: account.id, feed: 'deal', how: 'now' }])
  })

  it('loads that one alone', async () => {
    const { fake } = open()
    const line = within(await lineOf('Companies'))
    await userEvent.click(line.getByRole('button', { name: 'Load Companies only' }))
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: account.id, feed: 'company', how: 'now' }])
    // One load of an account at a time.
    await waitFor(() => {
      expect(line.getByRole('button', { name: 'Load Companies only' })).toHaveProperty('disabled', true)
    })
  })

  it('keeps names that run from right to left, and long ones, apart from the words around them', async () => {
    const label = 'עסקאות פתוחות'
    const stream = aStream({ type: 'record', label, feed: feedNameSchema.parse('records:b/t') })
    open({ statuses: [aSyncStatus({ streams: [stream] })], choices: { [account.id]: aChoice() } })
    expect((await lineOf(label)).textContent).toContain('Complete')
  })
})

describe('the card of an account', () => {
  it('starts, stops, pauses and resumes', async () => {
    const { fake } = open()
    const { findByRole } = await card()
    await userEvent.click(await findByRole('button', { name: 'Load now' }))
    await userEvent.click(await findByRole('button', { name: 'Stop loading' }))
    await userEvent.click(await findByRole('button', { name: 'Pause' }))
    expect(await (await card()).findByText(/^Paused by you/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Status: Paused' })).toBeTruthy()
    expect((await card()).queryByRole('button', { name: 'Load now' })).toBeNull()
    await userEvent.click(await findByRole('button', { name: 'Resume' }))
    expect(await findByRole('button', { name: 'Load now' })).toBeTruthy()
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: account.id, feed: null, how: 'now' }])
    for (const endpoint of ['sync.cancel', 'sync.pause', 'sync.resume']) {
      expect(fake.inputsOf(endpoint)).toEqual([{ accountId: account.id }])
    }
  })

  it('compares everything from its menu', async () => {
    const { fake } = open()
    await userEvent.click(await (await card()).findByRole('button', { name: 'More for acme.example' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Compare everything' }))
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: account.id, feed: null, how: 'compare' }])
  })

  it('U8 loads everything again only after saying what that costs and what becomes of what is here', async () => {
    const { fake } = open({ items: madeUpItems(account, 'contact', 3) })
    const { findByRole } = await card()
    await (await card()).findByText('12,304 here')
    const ask = async () => {
      await userEvent.click(await findByRole('button', { name: 'More for acme.example' }))
      await userEvent.click(await screen.findByRole('menuitem', { name: 'Load everything again…' }))
      return within(await screen.findByRole('dialog', { name: 'Load everything from acme.example again?' }))
    }
    const dialog = await ask()
    expect(dialog.getByText(/3 items are here/)).toBeTruthy()
    expect(dialog.getByText(/What Harbour no longer has is removed here at the end/)).toBeTruthy()
    expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Not now' }))
    await userEvent.click(dialog.getByRole('button', { name: 'Not now' }))
    expect(fake.inputsOf('sync.start')).toEqual([])
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
    await userEvent.click((await ask()).getByRole('button', { name: 'Load everything again' }))
    expect(fake.inputsOf('sync.start')).toEqual([{ accountId: account.id, feed: null, how: 'again' }])
  })

  it('offers no load while the user works offline or the account is signed out', async () => {
    const preferences = preferencesSchema.parse({ workOffline: true })
    open({
      app: anAppState({ workspace, workspaces: [workspace], preferences }),
      accounts: [
        account,
        anAccount({ id: 'account-2' as typeof account.id, label: 'globex', status: 'needs-reconnect' }),
      ],
    })
    expect(await (await card()).findByRole('button', { name: 'Load now' })).toHaveProperty('disabled', true)
    const other = await card('globex')
    expect(other.getByRole('button', { name: 'Reconnect' })).toBeTruthy()
    expect(other.queryByRole('button', { name: 'Load now' })).toBeNull()
    expect(other.queryByRole('button', { name: 'Pause' })).toBeNull()
  })

  it('says that the failure of an action is one', async () => {
    const { fake } = open()
    fake.override('sync', 'pause', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'ST-3')))
    await userEvent.click(await (await card()).findByRole('button', { name: 'Pause' }))
    expect((await screen.findByRole('alert')).textContent).toContain('Disk full')
  })
})
