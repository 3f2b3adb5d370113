import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { type Arrangement, arrangementSchema } from '../../shared/model/arrangement.ts'
import { workspaceIdSchema } from '../../shared/model/workspace.ts'
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
import { isKeptPlace, recordAt, withoutRecord } from './places.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()
const contacts = madeUpItems(account, 'contact', 5)
const [ada, bo] = contacts
if (ada === undefined || bo === undefined) throw new Error('no contacts')
const listWith = (key: string) => `/items?type=contact&selected=${encodeURIComponent(key)}`

function open(place: string, state: Partial<FakeState> = {}) {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: contacts,
    ...state,
  })
  return { fake, user: userEvent.setup(), ...renderApp(fake, place) }
}

const left = (href: string): Partial<FakeState> => ({ arrangements: { 'place ': { kind: 'place', href } } })

describe('row 43: the place where the app was left', () => {
  it('is shown again at the start, with what was selected', async () => {
    const { place } = open('/', left(listWith(bo.key)))
    await screen.findByRole('complementary', { name: new RegExp(bo.name) })
    expect(place()).toBe(listWith(bo.key))
  })

  it('gives way to the list, with a word, where the record is gone', async () => {
    const { place, fake } = open('/', left(listWith(`${ada.key}0`)))
    expect(await screen.findByText('What was open last time is not here any more.')).toBeTruthy()
    // Nothing that succeeded.
    await waitFor(() => {
      expect(fake.state.arrangements['notices ']).toMatchObject({ notices: [{ tone: 'info' }] })
    })
    expect(place()).toBe('/items?type=contact')
  })

  it('is a contact’s form as well, and gives way to the list where that is gone', async () => {
    const gone = open('/', left(`/contacts/${encodeURIComponent(`${ada.key}0`)}`))
    await screen.findByText('What was open last time is not here any more.')
    expect(gone.place()).toBe('/items')
  })

  it('is never asked for by a link into the app, nor without a workspace', async () => {
    const linked = open('/outbox', left('/settings'))
    await screen.findByRole('heading', { level: 1, name: 'Outbox' })
    expect(linked.place()).toBe('/outbox')
    cleanup()
    const without = open('/', { app: anAppState(), ...left('/settings') })
    await screen.findByRole('button', { name: 'Look around with sample data' })
    expect(without.fake.inputsOf('arrangements.get')).toEqual([])
  })

  it('is kept when the user goes somewhere, once all is quiet', async () => {
    const { fake, user } = open('/items')
    await screen.findByRole('heading', { level: 1, name: 'Items' })
    await user.keyboard('{Control>}6{/Control}')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    await waitFor(() => {
      expect(fake.state.arrangements['place ']).toEqual({ kind: 'place', href: '/connections' })
    })
  })

  it('is kept on leaving, however short that is after a step', async () => {
    const { fake, user } = open('/items')
    await screen.findByRole('heading', { level: 1, name: 'Items' })
    await user.keyboard('{Control>}6{/Control}')
    await screen.findByRole('heading', { level: 1, name: 'Connections' })
    window.dispatchEvent(new Event('pagehide'))
    expect(fake.inputsOf('arrangements.put')).toContainEqual({
      scope: '',
      arrangement: { kind: 'place', href: '/connections' },
    })
  })
})

describe('places of several workspaces', () => {
  const other = aWorkspace({ id: workspaceIdSchema.parse('workspace-2'), user: 'Bo', organisation: 'Bolt' })
  const deals = madeUpItems(account, 'deal', 3)

  /** Two workspaces that keep what is theirs, as two files do; the first is open. Reading takes `readMs`. */
  function openTwo(readMs: number) {
    const kept: Record<string, Record<string, Arrangement>> = {
      [workspace.id]: { place: { kind: 'place', href: listWith(ada!.key) } },
      [other.id]: { place: { kind: 'place', href: '/sync?tab=storage' } },
    }
    const puts: [string, Arrangement][] = []
    const own = (): Record<string, Arrangement> => (kept[fake.state.app.workspace!.id] ??= {})
    const opened = open('/', {
      app: anAppState({ workspace, workspaces: [workspace, other] }),
      items: [...contacts, ...deals],
    })
    const { fake } = opened
    fake.override('arrangements', 'get', async ({ kind }) => {
      const found = own()[kind] ?? null
      await new Promise((resolve) => setTimeout(resolve, readMs))
      return succeed(found)
    })
    fake.override('arrangements', 'put', ({ arrangement }) => {
      const put = arrangementSchema.parse(arrangement)
      own()[put.kind] = put
      puts.push([fake.state.app.workspace!.id, put])
      return Promise.resolve(succeed({}))
    })
    const switchTo = async (name: RegExp): Promise<void> => {
      await opened.user.click(await screen.findByRole('button', { name: /^Workspace / }))
      await opened.user.click(await screen.findByRole('menuitem', { name }))
    }
    return { ...opened, kept, puts, switchTo }
  }

  it.each([0, 900])('are each its own, and no step of one is kept in the other (%i ms)', async (readMs) => {
    const { place, kept, puts, switchTo } = openTwo(readMs)
    await screen.findByRole('complementary', { name: new RegExp(ada.name) })
    await waitFor(() => {
      expect(kept[workspace.id]).toMatchObject({ recents: { recents: [{ key: ada.key }] } })
    })
    await switchTo(/Bolt/)
    await screen.findByRole('heading', { level: 1, name: 'Sync' })
    expect(place()).toBe('/sync?tab=storage')
    // Whatever was to be kept is kept by now.
    await new Promise((resolve) => setTimeout(resolve, 600 + readMs))
    expect(puts.filter(([id, { kind }]) => id === other.id && kind !== 'columns')).toEqual([
      [other.id, { kind: 'place', href: '/sync?tab=storage' }],
    ])
    await switchTo(/Acme/)
    await screen.findByRole('complementary', { name: new RegExp(ada.name) })
    expect(place()).toBe(listWith(ada.key))
    expect(kept[workspace.id]?.['place']).toEqual({ kind: 'place', href: listWith(ada.key) })
  })
})

describe('records that were opened', () => {
  it('are kept once each, the latest first', async () => {
    const recents = [
      { key: ada.key, atMs: 2 },
      { key: bo.key, atMs: 1 },
    ]
    const { fake } = open(listWith(bo.key), {
      arrangements: { 'recents ': { kind: 'recents', recents } },
    })
    await waitFor(() => {
      expect(fake.state.arrangements['recents ']).toMatchObject({
        kind: 'recents',
        recents: [{ key: bo.key }, { key: ada.key }],
      })
    })
  })

  it('are those that were edited too, fifty at most', async () => {
    const recents = Array.from({ length: 50 }, (_none, index) => ({
      key: `${ada.key}-${String(index)}` as typeof ada.key,
      atMs: index,
    }))
    const { fake } = open(`/contacts/${encodeURIComponent(bo.key)}`, {
      arrangements: { 'recents ': { kind: 'recents', recents } },
    })
    const keys = (): string[] => {
      const kept = fake.state.arrangements['recents ']
      return kept?.kind === 'recents' ? kept.recents.map(({ key }) => key) : []
    }
    await waitFor(() => {
      expect(keys()[0]).toBe(bo.key)
    })
    expect(keys()).toHaveLength(50)
  })
})

describe('a place', () => {
  it('is kept of screens that a start can show', () => {
    expect(
      ['/items?q=a', '/settings', '/settings/about', '/contacts/x%2Fy', '/sync?tab=history'].map(isKeptPlace),
    ).toEqual(Array(5).fill(true))
    expect(
      [
        '/connections/new?provider=x',
        '/welcome',
        '/',
        '/protection',
        '/settings/import',
        '//evil.example',
        '',
      ].map(isKeptPlace),
    ).toEqual(Array(7).fill(false))
    expect(isKeptPlace(`/items?q=${'a'.repeat(8_000)}`)).toBe(false)
  })

  it('tells its record, and loses it alone', () => {
    expect(recordAt(listWith(ada.key))).toBe(ada.key)
    expect(recordAt('/contacts/new')).toBeNull()
    expect(recordAt('/contacts/%')).toBeNull()
    expect(withoutRecord(listWith(ada.key))).toBe('/items?type=contact')
  })
})
