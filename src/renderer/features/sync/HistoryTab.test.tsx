import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { feedNameSchema } from '../../../shared/model/feed.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aRun,
  aStream,
  aSyncStatus,
  aWorkspace,
  type FakeState,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith } from '../../test-support/replies.ts'

afterEach(cleanup)

const workspace = aWorkspace()
const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'globex.example' })
const startedAtMs = Date.now() - 125_000

function open(state: Partial<FakeState> = {}, place = '/sync?tab=history') {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount(), other],
    statuses: [aSyncStatus(), aSyncStatus({ accountId: other.id })],
    ...state,
  })
  return { fake, ...renderApp(fake, place) }
}

const rows = async (): Promise<(string | undefined)[][]> => {
  const [, ...body] = within(await screen.findByRole('table')).getAllByRole('row')
  return body.map((row) => [...row.children].map((cell) => cell.textContent))
}

describe('the history of runs', () => {
  it('U10 tells what each did, how long it took, what it changed and how many calls it made', async () => {
    const runs = [
      aRun({ startedAtMs, endedAtMs: startedAtMs + 250_000, mode: 'full', added: 12_304, calls: 124 }),
      aRun({
        accountId: other.id,
        feed: feedNameSchema.parse('deal'),
        startedAtMs,
        endedAtMs: startedAtMs + 2_000,
        outcome: 'capped',
        changed: 3,
        removed: 1,
        calls: 4,
      }),
      aRun({
        feed: feedNameSchema.parse('owners'),
        startedAtMs,
        endedAtMs: startedAtMs + 400,
        outcome: 'cancelled',
      }),
    ]
    open({ runs })
    expect(await rows()).toEqual([
      ['Contactsacme.example', 'Read everything', '2 min ago', '4 min 10 s', '12,304', '0', '0', '124'],
      [
        'Dealsglobex.example',
        'Looked for changes · stopped at the number you set',
        '2 min ago',
        '2 s',
        '0',
        '3',
        '1',
        '4',
      ],
      ['Ownersacme.example', 'Looked for changes · stopped', '2 min ago', 'under 1 s', '0', '0', '0', '1'],
    ])
    expect(screen.getByText('3 runs, newest first')).toBeTruthy()
  })

  it('keeps the words of what was loaded whole; the address under them breaks after its marks first', async () => {
    open({ runs: [aRun()], accounts: [anAccount({ label: 'sample-account.example' })] })
    const what = await screen.findByRole('rowheader')
    expect(getComputedStyle(what).overflowWrap).toBe('break-word')
    const address = within(what).getByText('sample-account.example')
    expect(address.innerHTML).toBe('sample-<wbr aria-hidden="true">account.<wbr aria-hidden="true">example')
    expect(getComputedStyle(address.parentElement!).overflowWrap).toBe('anywhere')
  })

  it('names a part that brings no items of its own in the words of the screen', async () => {
    open({ runs: [aRun({ feed: feedNameSchema.parse('account') })] })
    expect((await rows())[0]?.[0]).toBe('Fields and ownersacme.example')
  })

  it('tells why a run failed, with its reference, and leads to the state and the items of the feed', async () => {
    const failed = aRun({
      feed: feedNameSchema.parse('deal'),
      outcome: 'failed',
      error: { kind: 'missing-permission', scopes: ['deals.read'] },
      reference: 'PT-7K2M9Q',
    })
    const { place, router } = open({ runs: [failed] })
    expect(await screen.findByText('deals.read · Reference PT-7K2M9Q')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show items of Deals' }))
    await waitFor(() => {
      expect(place()).toBe('/items?account=account-1&type=deal')
    })
    await router.navigate({ to: '/sync', search: { tab: 'history' } })
    await userEvent.click(await screen.findByRole('button', { name: 'Show state of Deals' }))
    const line = (await screen.findAllByText('Deals', { selector: 'bdi' }))[0]?.closest('li')
    await waitFor(() => {
      expect(document.activeElement).toBe(line)
    })
  })

  it('is narrowed to an account and to problems, and says so when nothing is left', async () => {
    const runs = [
      aRun({ outcome: 'failed', error: { kind: 'timed-out' } }),
      aRun({ startedAtMs: startedAtMs - 1 }),
      aRun({ accountId: other.id }),
    ]
    const { fake, place } = open({ runs })
    await userEvent.click(await screen.findByRole('switch', { name: 'Only problems' }))
    expect(await screen.findByText('1 run, newest first')).toBeTruthy()
    await userEvent.click(screen.getByRole('combobox', { name: 'Account' }))
    await userEvent.click(await screen.findByRole('option', { name: 'globex.example' }))
    expect(await screen.findByText('No run had a problem.')).toBeTruthy()
    expect(place()).toBe('/sync?tab=history&only=problems&account=account-2')
    expect(fake.inputsOf('sync.history')).toEqual([{ accountId: null }, { accountId: other.id }])
  })

  it('shows the last ones first and the others on demand', async () => {
    const runs = Array.from({ length: 120 }, (_unused, index) => aRun({ startedAtMs: startedAtMs - index }))
    open({ runs })
    expect(await rows()).toHaveLength(50)
    expect(screen.getByText('120 runs, newest first')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await rows()).toHaveLength(100)
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await rows()).toHaveLength(120)
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull()
  })

  it('names what belongs to no account any more, and what has no type of its own', async () => {
    const gone = aRun({
      accountId: accountIdSchema.parse('gone'),
      feed: feedNameSchema.parse('links'),
      outcome: 'failed',
    })
    open({ runs: [gone], statuses: [aSyncStatus({ streams: [aStream()] })] })
    expect((await rows())[0]?.[0]).toBe('LinksAccount that was removed')
    expect(screen.queryByRole('button', { name: /^Show state/ })).toBeNull()
  })

  it('says so where nothing was loaded yet, and what went wrong where that cannot be read', async () => {
    const { fake } = open()
    expect(await screen.findByText('Nothing has been loaded yet.')).toBeTruthy()
    fake.override('sync', 'history', () => Promise.resolve(failWith({ kind: 'storage-corrupt' }, 'ST-5')))
    await userEvent.click(screen.getByRole('combobox', { name: 'Account' }))
    await userEvent.click(await screen.findByRole('option', { name: 'globex.example' }))
    expect((await screen.findByRole('alert')).textContent).toContain('ST-5')
  })
})
