import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeClient } from '../test-support/fake-client.ts'
import { aChange, aChangeId, anOutbox } from '../test-support/fake-outbox.ts'
import { anAccount, anAppState, aStream, aSyncStatus, aWorkspace } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'

afterEach(cleanup)

const workspace = aWorkspace()
const open = () =>
  createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    statuses: [aSyncStatus({ streams: [aStream({ finishedAtMs: Date.now() - 125_000 })] })],
  })

describe('the status chip', () => {
  it('tells in words how old the data is', async () => {
    renderApp(open(), '/settings')
    expect(await screen.findByRole('button', { name: 'Status: Up to date · 2 min ago' })).toBeTruthy()
  })

  it('follows a load as main tells about it', async () => {
    const fake = open()
    renderApp(fake, '/settings')
    await screen.findByRole('button', { name: /Up to date/ })
    const loading = aStream({ state: 'loading', loaded: 4_200, total: 12_304 })
    fake.state.statuses = [aSyncStatus({ isRunning: true, streams: [loading] })]
    act(() => {
      fake.emit('syncChanged', {})
    })
    expect(
      await screen.findByRole('button', { name: 'Status: Loading contacts 4,200 of 12,304' }),
    ).toBeTruthy()
  })

  it('says how many came so far where the total is unknown', async () => {
    const fake = open()
    fake.state.statuses = [
      aSyncStatus({ isRunning: true, streams: [aStream({ state: 'loading', loaded: 4_200, total: null })] }),
    ]
    renderApp(fake, '/settings')
    expect(await screen.findByRole('button', { name: /Loading contacts · 4,200 so far/ })).toBeTruthy()
  })

  it('names a table where the type does not say it, and what a run does', async () => {
    const fake = open()
    const stream = aStream({ type: 'record', label: 'Leads', state: 'loading', mode: 'changes' })
    fake.state.statuses = [aSyncStatus({ isRunning: true, streams: [stream] })]
    renderApp(fake, '/settings')
    expect(await screen.findByRole('button', { name: 'Status: Looking for changes · Leads' })).toBeTruthy()
  })

  it('counts down by the second while a provider wants calls to wait', async () => {
    const fake = open()
    const limit = {
      ...{ name: 'calls', kind: 'calls' as const, used: 110, max: 110, intervalMs: 10_000 },
      ...{ waitingUntilMs: Date.now() + 50_000, waiting: 2, source: 'header' as const },
    }
    fake.state.statuses = [aSyncStatus({ isRunning: true, limits: [limit] })]
    renderApp(fake, '/settings')
    const chip = await screen.findByRole('button', { name: /^Status: Waiting for Harbour's limit · \d+ s$/ })
    const secondsLeft = () => Number(/^Waiting for Harbour's limit · (\d+) s$/.exec(chip.textContent)?.[1])
    const first = secondsLeft()
    expect(first).toBeLessThanOrEqual(50)
    // Every 20 seconds, as other times are shown anew, would be too seldom.
    await waitFor(
      () => {
        expect(secondsLeft()).toBeLessThan(first)
      },
      { timeout: 10_000 },
    )
  })

  it('tells what needs the user, else what waits, and leads to it', async () => {
    const user = userEvent.setup()
    const fake = open()
    fake.state.statuses = [aSyncStatus({ reachability: 'offline' })]
    const waiting = [aChange(), aChange({ id: aChangeId('change-2') })]
    fake.state.outbox = anOutbox({ waiting })
    const app = renderApp(fake, '/settings')
    await screen.findByRole('button', { name: 'Status: Offline · 2 changes waiting' })
    fake.state.outbox = anOutbox({ waiting, needsYou: [aChange({ id: aChangeId('c'), state: 'needs-you' })] })
    act(() => {
      fake.emit('outboxChanged', {})
    })
    await user.click(await screen.findByRole('button', { name: 'Status: 1 change needs you' }))
    const panel = within(await screen.findByRole('dialog', { name: 'Status' }))
    // What an account loads is another matter than what is sent to it.
    expect(panel.getByText(/^Offline · loaded/)).toBeTruthy()
    expect(panel.getByText('1 change needs you')).toBeTruthy()
    expect(panel.getByText('2 changes are waiting to be sent')).toBeTruthy()
    await user.click(panel.getByRole('button', { name: 'Open the outbox' }))
    await waitFor(() => {
      expect(app.place()).toBe('/outbox')
    })
  })

  it('keeps its heading and its buttons in the smallest window, and lets the keyboard scroll what is between', async () => {
    const user = userEvent.setup()
    renderApp(open(), '/settings')
    await user.click(await screen.findByRole('button', { name: /Up to date/ }))
    const panel = await screen.findByRole('dialog', { name: 'Status' })
    const said = within(panel).getByRole('group', { name: 'Status' })
    expect(said.tabIndex).toBe(0)
    expect(getComputedStyle(said).overflowY).toBe('auto')
    expect(getComputedStyle(said.parentElement!).maxHeight).toContain(`${String(innerHeight)}px`)
    expect(within(said).getByRole('switch', { name: 'Work offline' })).toBeTruthy()
    expect(said.contains(within(panel).getByRole('heading', { name: 'Status' }))).toBe(false)
    for (const name of ['Load now', 'Open Sync'])
      expect(said.contains(within(panel).getByRole('button', { name }))).toBe(false)
  })

  it('does not claim anything when main cannot tell', async () => {
    const fake = open()
    fake.override('sync', 'getStatus', () =>
      Promise.resolve({ ok: false, error: { kind: 'storage-unavailable' }, reference: 'T-1' }),
    )
    renderApp(fake, '/settings')
    expect(await screen.findByRole('button', { name: 'Status: Status not available' })).toBeTruthy()
  })

  it('does not claim anything when the outbox cannot be read', async () => {
    const fake = open()
    fake.override('outbox', 'getCounts', () =>
      Promise.resolve({ ok: false, error: { kind: 'storage-unavailable' }, reference: 'T-1' }),
    )
    renderApp(fake, '/settings')
    expect(await screen.findByRole('button', { name: 'Status: Status not available' })).toBeTruthy()
  })

  it('opens a panel with the switch to work offline', async () => {
    const user = userEvent.setup()
    const fake = open()
    renderApp(fake, '/settings')
    await user.click(await screen.findByRole('button', { name: /Up to date/ }))
    const panel = await screen.findByRole('dialog', { name: 'Status' })
    await user.click(within(panel).getByRole('switch', { name: 'Work offline' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ workOffline: true }])
    expect(await within(panel).findByText('Working offline · loaded 2 min ago')).toBeTruthy()
  })
})
