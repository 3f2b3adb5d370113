import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import type { LimitStatus, QuotaStatus } from '../../../shared/model/limit-status.ts'
import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { SyncStatus } from '../../../shared/model/sync-status.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { aChoice, aTableOption } from '../../test-support/fake-choice.ts'
import { anAccount, anAppState, aProvider, aSyncStatus, aWorkspace } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { shownLimits } from './shown-limits.ts'

afterEach(cleanup)

const limit = (changes: Partial<LimitStatus> = {}): LimitStatus => ({
  name: 'calls',
  kind: 'calls',
  used: 60,
  max: 110,
  intervalMs: 10_000,
  waitingUntilMs: null,
  waiting: 0,
  source: 'header',
  ...changes,
})
const quota = (changes: Partial<QuotaStatus> = {}): QuotaStatus => ({
  period: 'month',
  used: 412,
  max: 1_000,
  spentUntilMs: null,
  ...changes,
})

async function linesOf(status: Partial<SyncStatus>, providerId = 'harbour'): Promise<(string | null)[]> {
  const id = providerIdSchema.parse(providerId)
  const workspace = aWorkspace()
  const account = anAccount({ providerId: id })
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    providers: [aProvider({ id })],
    accounts: [account],
    statuses: [aSyncStatus(status)],
    choices: { [account.id]: aChoice({}, { feeds: [aTableOption('Marketing', 'Leads')] }) },
  })
  renderApp(fake, '/sync')
  const list = await screen.findByRole('list', { name: 'Limits' })
  if (status.limits?.some(({ kind }) => kind === 'base')) await within(list).findByText(/Marketing base/)
  return within(list)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent)
}

describe('limits in words', () => {
  it('tell how much of a window is used while a load goes on, and who says so', async () => {
    const limits = [
      limit(),
      limit({ name: 's', kind: 'searches', used: 3, max: 5, intervalMs: 1_000, source: 'published' }),
    ]
    expect(await linesOf({ isRunning: true, limits })).toEqual([
      'Harbour: 60 of 110 calls in this 10-second window · as its replies say',
      'Harbour: 3 of 5 searches in this second · as documented',
    ])
  })

  it('U10 tell only what is allowed once the window that was counted is over', async () => {
    const short = limit({ intervalMs: 1 })
    const [, second] = await linesOf({ limits: [short, limit({ kind: 'searches', intervalMs: 60_000 })] })
    expect(await screen.findByText(/^Harbour allows 110 calls a second/)).toBeTruthy()
    expect(second).toContain('Harbour: 60 of 110 searches in this minute')
  })

  it('tell how long calls wait, and how many', async () => {
    const waiting = limit({ used: 110, waiting: 3, waitingUntilMs: Date.now() + 7_600 })
    const [line] = await linesOf({ isRunning: true, limits: [waiting] })
    expect(line).toMatch(/waits [78] s · 3 calls wait for their turn/)
    expect(
      screen.getByRole('button', { name: /^Status: Waiting for Harbour's limit · [78] s$/ }),
    ).toBeTruthy()
  })

  it('name the base that a limit is for', async () => {
    const limits = [limit({ name: 'Marketing', kind: 'base', used: 2, max: 5, intervalMs: 1_000 })]
    const [line] = await linesOf({ isRunning: true, limits })
    expect(line).toContain('Harbour: 2 of 5 calls to Marketing base in this second')
  })

  it('leave out all but the fullest of many alike, those that wait first', () => {
    const bases = [1, 5, 2, 4, 3].map((used) => limit({ name: String(used), kind: 'base', used, max: 10 }))
    const waiting = limit({ name: 'w', kind: 'base', used: 0, waitingUntilMs: 2_000 })
    const shown = shownLimits([limit(), ...bases, waiting], 1_000)
    expect(shown.map(({ name }) => name)).toEqual(['calls', 'w', '5', '4'])
  })
})

describe('quotas in words', () => {
  it('tell what was counted here, and what the provider allows', async () => {
    expect(await linesOf({ quotas: [quota({ max: 100_000 })] })).toEqual([
      "412 calls this month (requests to Harbour's API), counted here; Harbour allows 100,000 a month",
    ])
  })

  it("name the provider's smallest plan where nothing else is known", async () => {
    expect(await linesOf({ quotas: [quota()] }, 'airtable')).toEqual([
      "412 calls this month (requests to Harbour's API), counted here; its free plan has 1,000 a month",
    ])
  })

  it('U10 tell no maximum that nobody knows', async () => {
    expect(await linesOf({ quotas: [quota({ period: 'day', max: null })] })).toEqual([
      "412 calls today (requests to Harbour's API), counted here",
    ])
    cleanup()
    expect(await linesOf({ quotas: [quota({ period: 'day', used: 1, max: null })] })).toEqual([
      "1 call today (a request to Harbour's API), counted here",
    ])
  })

  it('warn from the half on', async () => {
    const [line] = await linesOf({ quotas: [quota({ used: 500 })] })
    expect(line).toContain('50% of them are used')
    cleanup()
    expect((await linesOf({ quotas: [quota({ used: 499 })] }))[0]).not.toContain('%')
  })

  it('say that all are spent, and when loading goes on', async () => {
    const spentUntilMs = new Date(new Date().getFullYear() + 1, 11, 1).getTime()
    const lines = await linesOf({ quotas: [quota({ used: 1_000, spentUntilMs })] })
    expect(lines).toEqual([
      "Harbour's calls (requests to its API) for this month are used up. Loading goes on after December 1.",
    ])
    expect(
      screen.getByRole('button', {
        name: "Status: Harbour's limit for this month is used up until December 1",
      }),
    ).toBeTruthy()
  })
})
