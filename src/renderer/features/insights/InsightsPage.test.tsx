import axe from 'axe-core'
import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import type { Insights } from '../../../shared/model/insights.ts'
import { speak } from '../../copy/speak.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { someInsights, someNumbers } from '../../test-support/fake-insights.ts'
import {
  anAccount,
  anAppState,
  aWorkspace,
  fakeNowMs,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { failWith, succeed } from '../../test-support/replies.ts'

afterEach(async () => {
  cleanup()
  await speak('en')
})

const workspace = aWorkspace()
const counted = someInsights({ numbers: someNumbers(), asOfMs: fakeNowMs, loadedAtMs: fakeNowMs })

function open(insights: Insights = counted, state: Partial<FakeState> = {}, place = '/insights') {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    items: madeUpItems(anAccount(), 'contact', 3),
    insights,
    ...state,
  })
  const app = renderApp(fake, place)
  return { fake, ...app }
}

const region = async (name: string) => within(await screen.findByRole('region', { name }))
/** What the list was asked for, as its address says it. */
const searchAt = (place: string): Record<string, unknown> =>
  Object.fromEntries(
    [...new URL(place, 'app://place').searchParams].map(([name, value]) => {
      try {
        return [name, JSON.parse(value) as unknown]
      } catch {
        return [name, value]
      }
    }),
  )

describe('the insights', () => {
  it('are reached from the rail and by Ctrl-3, and stand under the time of the last load', async () => {
    const { place } = open(counted, {}, '/items')
    const rail = within(await screen.findByRole('navigation', { name: 'Sections' }))
    await userEvent.click(rail.getByRole('link', { name: 'Insights' }))
    expect(await screen.findByRole('heading', { name: 'Insights', level: 1 })).toBeTruthy()
    expect(await screen.findByText(/^As of last load, /)).toBeTruthy()
    await userEvent.click(rail.getByRole('link', { name: 'Items' }))
    await waitFor(() => {
      expect(place()).toMatch(/^\/items/)
    })
    await userEvent.keyboard('{Control>}3{/Control}')
    await waitFor(() => {
      expect(place()).toMatch(/^\/insights/)
    })
  })

  it('name the key figures, and each opens its list as a filter', async () => {
    const { place } = open()
    const figures = await region('Key figures')
    expect(figures.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
      'Contacts12,304',
      'New in 30 days212',
      'Open deals86',
      'Value of open deals€1.2M3 deals without an amount',
    ])
    await userEvent.click(figures.getByRole('link', { name: /^New in 30 days/ }))
    await waitFor(() => {
      expect(searchAt(place())).toEqual({
        type: 'contact',
        filter: { match: 'all', parts: [{ field: 'created', test: 'in-last', values: ['30', 'day'] }] },
      })
    })
  })

  it('show each chart as a table with the same numbers, whose lines open their lists', async () => {
    const { place } = open()
    const stages = await region('Deals by stage')
    expect(stages.getByRole('group', { name: 'Deals by stage' })).toBeTruthy()
    await userEvent.click(stages.getByRole('button', { name: 'Show as table: Deals by stage' }))
    const rows = within(stages.getByRole('table', { name: 'Deals by stage' })).getAllByRole('row')
    expect(rows.map((row) => [...row.children].map(({ textContent }) => textContent))).toEqual([
      ['Stage', 'Deals', 'Value in EUR'],
      ['Qualified', '34', '€400.00'],
      ['Proposal', '21', '€900.00'],
    ])
    await userEvent.click(stages.getByRole('link', { name: 'Proposal' }))
    await waitFor(() => {
      expect(searchAt(place())).toEqual({
        type: 'deal',
        filter: { match: 'all', parts: [{ field: 'field:stage', test: 'any-of', values: ['Proposal'] }] },
      })
    })
  })

  it('switch the bars between number and value, and never add currencies up', async () => {
    const stages = [
      {
        label: 'New',
        count: 2,
        values: [
          { currency: 'EUR', value: 5 },
          { currency: 'USD', value: 90 },
        ],
      },
    ].map((stage) => ({ ...stage, list: someNumbers().contacts.list }))
    open({ ...counted, numbers: someNumbers({ stages }) })
    const card = await region('Deals by stage')
    expect(
      card.getAllByRole('button', { name: /^(Number|Value)/ }).map(({ textContent }) => textContent),
    ).toEqual(['Number', 'Value in USD', 'Value in EUR'])
    await userEvent.click(card.getByRole('button', { name: 'Value in USD' }))
    expect(card.getByRole('button', { name: 'Value in USD' }).getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(card.getByRole('button', { name: /^Show as table/ }))
    expect(card.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Stage',
      'Deals',
      'Value in USD',
      'Value in EUR',
    ])
  })

  it('are saved as CSV with all digits, and say so; whoever chooses no place is told nothing', async () => {
    const { fake } = open()
    const stages = await region('Deals by stage')
    await userEvent.click(stages.getByRole('button', { name: 'Save as CSV: Deals by stage' }))
    const told = await screen.findByText('Saved: Deals by stage')
    expect(fake.inputsOf('insights.save')).toEqual([
      {
        ...{ kind: 'csv', name: 'Deals by stage' },
        text: 'Stage,Deals,Value in EUR\r\nQualified,34,400\r\nProposal,21,900\r\n',
      },
    ])
    fake.override('insights', 'save', () => Promise.resolve(succeed({ isSaved: false })))
    const created = await region('New contacts')
    await userEvent.click(created.getByRole('button', { name: 'Save as CSV: New contacts' }))
    await waitFor(() => {
      expect(fake.inputsOf('insights.save')).toHaveLength(2)
    })
    expect(screen.queryByText('Saved: New contacts')).toBeNull()
    fake.override('insights', 'save', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'IN-7')))
    await userEvent.click(created.getByRole('button', { name: 'Save as CSV: New contacts' }))
    expect((await screen.findByText(/IN-7/)).textContent).toBeTruthy()
    await act(() => speak('de'))
    expect(told.textContent).toBe('Gespeichert: Deals nach Phase')
  })

  it('say so where a picture cannot be drawn', async () => {
    const { fake } = open()
    const created = await region('New contacts')
    // There is no canvas here.
    await userEvent.click(created.getByRole('button', { name: 'Save as picture: New contacts' }))
    expect(await screen.findByText(/^The picture could not be made/)).toBeTruthy()
    expect(fake.inputsOf('insights.save')).toEqual([])
  })

  it('say what needs care, with the way to it only where there is something', async () => {
    const { place } = open()
    const quality = await region('Needs care')
    await quality.findByText('Likely duplicates')
    await waitFor(() => {
      expect(quality.queryByText('Looking…')).toBeNull()
    })
    expect(quality.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'No e-mail88Show',
      'Phone number is not valid0',
      'Likely duplicates0',
    ])
    await userEvent.click(quality.getByRole('link', { name: 'No e-mail: show 88 contacts' }))
    await waitFor(() => {
      expect(searchAt(place())['filter']).toEqual({
        match: 'all',
        parts: [{ field: 'email', test: 'empty', values: [] }],
      })
    })
  })

  it('name the way to the likely duplicates by what can be read, also while they are looked for', async () => {
    const { fake } = open()
    fake.override('duplicates', 'find', () => new Promise(() => undefined))
    const quality = await region('Needs care')
    expect((await quality.findByRole('link', { name: 'Likely duplicates: review' })).textContent).toBe(
      'Review',
    )
  })

  it('are of the period and the account that are chosen, which the address keeps', async () => {
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'globex.example' })
    const { fake, place } = open(counted, { accounts: [anAccount(), other] })
    await userEvent.click(await screen.findByRole('combobox', { name: 'Period' }))
    await userEvent.click(await screen.findByRole('option', { name: 'Last 30 days' }))
    await userEvent.click(await screen.findByRole('combobox', { name: 'Source' }))
    await userEvent.click(await screen.findByRole('option', { name: 'globex.example' }))
    await waitFor(() => {
      expect(fake.inputsOf('insights.get').at(-1)).toEqual({ accountId: 'account-2', period: 'days-30' })
    })
    expect(place()).toBe('/insights?period=days-30&account=account-2')
    expect(await screen.findByText('By day: Last 30 days')).toBeTruthy()
  })

  it('tell how far the counting is, and go on with it until it is done', async () => {
    const { fake } = open(someInsights({ progress: { done: 4_200, of: 12_304 } }))
    expect(await screen.findByRole('progressbar', { name: 'Counting 4,200 of 12,304 items' })).toBeTruthy()
    expect(screen.queryByRole('region', { name: 'Key figures' })).toBeNull()
    fake.override('insights', 'get', () => Promise.resolve(succeed(counted)))
    expect(await screen.findByRole('region', { name: 'Key figures' })).toBeTruthy()
    expect(screen.queryByRole('progressbar')).toBeNull()
  })

  it('lead to an account or to what is loading where there is nothing yet', async () => {
    const nothing = { ...counted, numbers: someNumbers({ sources: [] }) }
    open(nothing)
    expect(await screen.findByRole('link', { name: 'See what is loading' })).toBeTruthy()
    cleanup()
    open(nothing, { accounts: [] })
    expect(await screen.findByRole('link', { name: 'Connect an account' })).toBeTruthy()
  })

  it('say what was not loaded, and that nothing was found', async () => {
    const numbers = someNumbers({ stages: null, openDeals: null, quality: [] })
    open({ ...counted, numbers })
    const stages = await region('Deals by stage')
    expect(stages.getByText('Deals and their stages were not loaded.')).toBeTruthy()
    expect(stages.getByRole('link', { name: 'Choose what to load' })).toBeTruthy()
    expect((await region('Needs care')).getByText('Nothing was found. Every contact is well.')).toBeTruthy()
  })

  it('say what went wrong, and ask again on demand', async () => {
    const { fake } = open()
    fake.override('insights', 'get', () => Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'IN-4')))
    cleanup()
    renderApp(fake, '/insights')
    expect((await screen.findByRole('alert')).textContent).toContain('IN-4')
    fake.override('insights', 'get', () => Promise.resolve(succeed(counted)))
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByRole('region', { name: 'Key figures' })).toBeTruthy()
  })

  it('have no fault that axe finds, as charts and as tables', async () => {
    const { container } = open()
    await region('Key figures')
    const faults = async (): Promise<string[]> => {
      const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    }
    expect(await faults()).toEqual([])
    for (const button of screen.getAllByRole('button', { name: /^Show as table/ }))
      await userEvent.click(button)
    expect(await faults()).toEqual([])
  })

  it('are asked for many times a second while they are counted, not while the store rests from it', async () => {
    const { fake } = open({ ...counted, progress: { done: 0, of: 0 } })
    await region('Key figures')
    const asked = fake.inputsOf('insights.get').length
    await new Promise((resolve) => setTimeout(resolve, 400))
    // It is asked whether it has rested enough, once in a while.
    expect(fake.inputsOf('insights.get').length - asked).toBeLessThan(2)
    fake.override('insights', 'get', () =>
      Promise.resolve(succeed({ ...counted, progress: { done: 5, of: 9 } })),
    )
    await waitFor(
      () => {
        expect(fake.inputsOf('insights.get').length).toBeGreaterThan(asked + 3)
      },
      { timeout: 5_000 },
    )
  })
})
