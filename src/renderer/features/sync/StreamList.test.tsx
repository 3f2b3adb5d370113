import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aChoice, aFeedOption, aTableOption } from '../../test-support/fake-choice.ts'
import {
  anAccount,
  anAppState,
  aProvider,
  aStream,
  aSyncStatus,
  aWorkspace,
  type FakeState,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

afterEach(cleanup)

const workspace = aWorkspace()
const account = anAccount()

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

it('tells what is not here although nothing failed', async () => {
  const contact = aStream({
    lacks: [
      { kind: 'permission', part: 'owners', scopes: ['crm.objects.owners.read'] },
      { kind: 'permission', part: 'links', scopes: [] },
      { kind: 'not-given', count: 3 },
      { kind: 'without-contents', count: 1, of: 640 },
    ],
  })
  open({ statuses: [aSyncStatus({ streams: [contact] })] })
  const lines = within(await lineOf('Contacts')).getAllByRole('listitem')
  expect(lines.map(({ textContent }) => textContent)).toEqual([
    'Without the names of owners: the connection may not read them (crm.objects.owners.read).',
    'Without links to other items: the connection may not read them.',
    'Harbour tells of 3 more that it does not give. The next comparison looks for them.',
    '1 of the 640 that Harbour named came without contents and is not here.',
  ])
})

it('tells how many are here by now, also where something else than a load changed that', async () => {
  const streams = (loaded: number) => [aSyncStatus({ streams: [aStream({ loaded, total: null })] })]
  const { fake } = open({ statuses: streams(41) })
  expect((await lineOf('Contacts')).textContent).toContain('41')
  fake.state.statuses = streams(40)
  fake.emit('itemsChanged', {})
  await waitFor(async () => {
    expect((await lineOf('Contacts')).textContent).toContain('40')
  })
})

describe("an account's tables", () => {
  const tables = ['Campaigns', 'Leads', 'Ideas'].map((table) => aTableOption('Marketing', table))
  const streamOf = (option: (typeof tables)[number], changes = {}) =>
    aStream({ feed: option.name, type: 'record', label: option.label, loaded: 40, ...changes })
  const schema = aFeedOption('schema', { types: ['base', 'table'] })
  const feeds = [schema, { ...schema, container: { name: 'Marketing', label: 'Marketing base' } }, ...tables]
  const included = tables.slice(0, 2).map(({ name }) => name)
  const provider = aProvider({ itemTypes: ['base', 'table', 'record'] })

  it('stand under their bases, and those that nobody asked for are counted', async () => {
    const streams = [
      aStream({ feed: schema.name, type: 'base', loaded: 1 }),
      aStream({ feed: schema.name, type: 'table', loaded: 3 }),
      ...tables.map((table, index) => streamOf(table, index === 2 ? { state: 'left-out', loaded: 0 } : {})),
    ]
    const { place } = open({
      providers: [provider],
      statuses: [aSyncStatus({ streams })],
      choices: { [account.id]: aChoice({ included }, { feeds }) },
    })
    const group = await (await card()).findByRole('button', { name: /^Marketing base/ })
    expect(group.textContent).toContain('2 tables · 80 records here')
    expect((await lineOf('Leads')).textContent).toContain('40 here')
    expect((await lineOf('Bases')).textContent).toContain('1 here')
    expect((await card()).queryByText('Ideas')).toBeNull()
    expect((await card()).getByText(/^1 table is not loaded/)).toBeTruthy()
    await userEvent.click((await card()).getAllByRole('button', { name: 'Choose what to load…' })[1]!)
    await waitFor(() => {
      expect(place()).toBe('/sync/account-1')
    })
  })

  it('are folded where there are many, and a folded base still says what is wrong inside', async () => {
    const many = Array.from({ length: 12 }, (_unused, index) =>
      aTableOption('Marketing', `T${String(index)}`),
    )
    const streams = many.map((table, index) =>
      streamOf(table, index === 5 ? { state: 'failed', error: { kind: 'timed-out' } } : {}),
    )
    open({
      providers: [provider],
      statuses: [aSyncStatus({ streams })],
      choices: { [account.id]: aChoice({ included: many.map(({ name }) => name) }, { feeds: many }) },
    })
    const group = await (await card()).findByRole('button', { name: /^Marketing base/, expanded: false })
    expect(group.textContent).toContain('12 tables')
    expect(group.textContent).toContain('1 problem')
    expect((await card()).queryByText('T5')).toBeNull()
    await userEvent.click(group)
    expect(await (await card()).findByText('T5')).toBeTruthy()
  })

  it('are opened at the one that somebody came for', async () => {
    const many = Array.from({ length: 12 }, (_unused, index) =>
      aTableOption('Marketing', `T${String(index)}`),
    )
    const feed = many[7]!.name
    open(
      {
        providers: [provider],
        statuses: [aSyncStatus({ streams: many.map((table) => streamOf(table)) })],
        choices: { [account.id]: aChoice({ included: many.map(({ name }) => name) }, { feeds: many }) },
      },
      `/sync?account=account-1&feed=${encodeURIComponent(feed)}`,
    )
    const line = (await screen.findByText('T7', { selector: 'bdi' })).closest('li')
    await waitFor(() => {
      expect(document.activeElement).toBe(line)
    })
  })
})
