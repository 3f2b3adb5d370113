import { act, cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { speak } from '../../copy/speak.ts'
import { aChange, aChangeId, anOutbox } from '../../test-support/fake-outbox.ts'
import { anAccount, fakeNowMs } from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import { lineOf, openOutbox } from './test-support/open-outbox.tsx'

afterEach(async () => {
  cleanup()
  await speak('en')
})

const bo = aChange({ id: aChangeId('change-2'), name: 'Bo Chen', state: 'held' })
const tab = (name: RegExp | string) => screen.findByRole('tab', { name })

describe('the parts of the outbox', () => {
  it('U10 say how much they hold, counted, and begin where something needs the user', async () => {
    const needsYou = [aChange({ id: aChangeId('n'), name: 'Dia Diop', state: 'needs-you' })]
    openOutbox({ waiting: [aChange(), bo], needsYou, today: [], todayCount: 1_204 })
    expect((await tab('Needs you (1)')).getAttribute('aria-selected')).toBe('true')
    expect(await tab('Waiting (2)')).toBeTruthy()
    expect(await tab('Done today (1,204)')).toBeTruthy()
  })

  it('stay where one is when the last change that needed the user is decided', async () => {
    const needsYou = [aChange({ state: 'needs-you' })]
    const { fake } = openOutbox({ needsYou })
    await tab('Needs you (1)')
    fake.state.outbox = anOutbox({ waiting: [aChange()] })
    act(() => {
      fake.emit('outboxChanged', {})
    })
    expect((await tab('Needs you (0)')).getAttribute('aria-selected')).toBe('true')
    expect(await screen.findByText('Nothing needs you')).toBeTruthy()
  })

  it('say in words that nothing is there', async () => {
    openOutbox({})
    expect(await screen.findByText('Nothing is waiting')).toBeTruthy()
    await userEvent.click(await tab('Needs you (0)'))
    expect(await screen.findByText('Nothing needs you')).toBeTruthy()
    await userEvent.click(await tab('Done today (0)'))
    expect(await screen.findByText('Nothing was done today')).toBeTruthy()
  })

  it('say when only the newest of many are listed, and draw them some at a time', async () => {
    const waiting = Array.from({ length: 120 }, (_unused, index) =>
      aChange({ id: aChangeId(`change-${String(index)}`), name: `Contact ${String(index)}` }),
    )
    openOutbox({ waiting, waitingCount: 1_204 })
    expect(await screen.findByText('These are the newest 120 of 1,204.')).toBeTruthy()
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(50)
    expect(screen.getByRole('checkbox', { name: 'Select all 50 that are shown' })).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(screen.getAllByRole('heading', { level: 2 })).toHaveLength(100)
  })

  it('say what went wrong where the outbox cannot be read', async () => {
    openOutbox(
      {},
      {},
      {
        prepare: (fake) => {
          fake.override('outbox', 'get', () =>
            Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'A-2')),
          )
        },
      },
    )
    expect((await screen.findByRole('alert')).textContent).toContain('A-2')
  })

  it('list nothing without a line: what was discarded and settled as well, with how it ended', async () => {
    const ended = { endedAtMs: fakeNowMs, waitsFor: null }
    openOutbox({
      today: [
        aChange({ ...ended, state: 'sent' }),
        aChange({ ...ended, id: aChangeId('b'), name: 'Bo Chen', state: 'discarded' }),
        aChange({ ...ended, id: aChangeId('c'), name: 'Cy Ng', state: 'settled' }),
        aChange({
          ...ended,
          id: aChangeId('d'),
          name: 'Dia Diop',
          state: 'sent',
          kind: 'delete',
          fields: [],
        }),
      ],
    })
    await userEvent.click(await tab('Done today (4)'))
    expect((await lineOf('Ada')).getByText(/^Sent /)).toBeTruthy()
    const discarded = await lineOf('Bo Chen')
    expect(discarded.getByText(/^Discarded by you /)).toBeTruthy()
    expect(discarded.getByText('+44 20 2')).toBeTruthy()
    expect(
      (await lineOf('Cy Ng')).getByText(/^Nothing had to be sent: both sides were the same /),
    ).toBeTruthy()
    // What is deleted cannot be opened.
    expect((await lineOf('Dia Diop')).queryByRole('link')).toBeNull()
    expect(screen.queryByRole('checkbox')).toBeNull()
  })
})

describe('a line of the outbox', () => {
  it('says what is done to whom, and each value before and after', async () => {
    const fields = ['Phone', 'City', 'Zip', 'Title', 'Fax'].map((label) => ({
      name: label.toLowerCase(),
      label,
      before: label === 'City' ? '' : `old ${label}`,
      after: label === 'Zip' ? '' : `new ${label}`,
    }))
    const { app } = openOutbox({ waiting: [aChange({ fields })] })
    const line = await lineOf('^Change Ada Lovelace$')
    expect(line.getByText('old Phone').closest('li')?.textContent).toBe(
      'Phone: old Phone → becomes new Phone',
    )
    expect(line.getByText('new City').closest('li')?.textContent).toBe('City: not set → becomes new City')
    expect(line.getByText('old Zip').closest('li')?.textContent).toBe('Zip: old Zip → becomes not set')
    expect(line.queryByText('new Title')).toBeNull()
    await userEvent.click(line.getByRole('button', { name: 'and 2 more' }))
    expect(line.getByText('new Fax')).toBeTruthy()
    await userEvent.click(line.getByRole('link', { name: 'Ada Lovelace' }))
    await waitFor(() => {
      expect(app.place()).toMatch(/^\/items\?selected=/)
    })
  })

  it('keeps its buttons in a column of their own, which no text and nothing unfolded moves', async () => {
    const fields = ['Phone', 'City', 'Zip', 'Title'].map((label) => ({
      name: label,
      label,
      before: '',
      after: `new ${label}`,
    }))
    openOutbox({ waiting: [aChange({ fields })] })
    const line = await lineOf('^Change Ada Lovelace$')
    const buttons = line.getByRole('button', { name: 'Hold' }).parentElement!
    const columns = buttons.parentElement!
    expect([...columns.children].at(-1)).toBe(buttons)
    expect(columns.children).toHaveLength(2)
    for (const part of [line.getByRole('heading'), line.getByRole('button', { name: 'and 1 more' })])
      expect(columns.children[0]?.contains(part)).toBe(true)
    expect(getComputedStyle(columns).flexWrap).not.toBe('wrap')
    expect(getComputedStyle(columns).alignItems).toBe('flex-start')
    expect(getComputedStyle(buttons).justifyContent).toBe('flex-end')
  })

  it.each([
    [{ kind: 'create' as const }, /^Create Ada/, 'Phone: +44 20 2'],
    [{ kind: 'delete' as const, fields: [] }, /^Delete Ada/, 'Deletes the contact in Harbour.'],
    [
      { kind: 'erase' as const, fields: [] },
      /^Delete for good Ada/,
      /Deletes the contact in Harbour for good/,
    ],
    [
      { kind: 'merge' as const, otherName: 'Bo Chen', fields: [] },
      /^Merge Ada/,
      'Makes Bo Chen a part of Ada Lovelace in Harbour.',
    ],
  ])('says so for each kind: $kind', async (overrides, heading, words) => {
    const fields = [{ name: 'phone', label: 'Phone', before: '', after: '+44 20 2' }]
    openOutbox({ waiting: [aChange({ fields, ...overrides })] })
    const line = (await screen.findByRole('heading', { level: 2, name: heading })).closest('li')!
    if (words instanceof RegExp) expect(line.textContent).toMatch(words)
    else expect(line.textContent).toContain(words)
  })

  it.each([
    ['network', 'Waiting for the network: Harbour cannot be reached'],
    ['working-offline', 'You work offline: goes out when you go back online'],
    ['limit', 'Harbour asks to slow down: goes on as soon as it may'],
    ['provider', 'Harbour is not answering: tried again soon'],
    ['reconnect', 'Waits until acme.example is reconnected'],
    ['paused', 'Paused by you: waits until acme.example is resumed'],
    ['earlier-change', 'Waits for an earlier change of the same contact'],
    ['outcome', 'Being found out whether Harbour has created it'],
    ['turn', 'Waits for its turn'],
  ] as const)('says in words what it waits for: %s', async (waits, words) => {
    openOutbox({ waiting: [aChange({ waitsFor: { for: waits, untilMs: null } })] })
    expect((await lineOf('Ada')).getByText(words)).toBeTruthy()
  })

  it.each([
    ['undo', /^Goes out in [67] s, until then it can be taken back$/],
    ['limit', /^Harbour asks to slow down: goes on in [67] s$/],
    ['provider', /^Harbour is not answering: next try in [67] s$/],
  ] as const)('counts down to the moment it waits for: %s', async (waits, words) => {
    openOutbox({ waiting: [aChange({ waitsFor: { for: waits, untilMs: Date.now() + 7_000 } })] })
    const line = await lineOf('Ada')
    const before = line.getByText(words).textContent
    await waitFor(() => expect(line.getByText(/ \d s/).textContent).not.toBe(before), { timeout: 5_000 })
  })

  it('says how often it was tried and what came of the last time', async () => {
    openOutbox({ waiting: [aChange({ attempts: 3, lastError: { kind: 'provider-down', status: 502 } })] })
    expect(
      (await lineOf('Ada')).getByText(/^Tried 3 times\. The last time: Not answering\..*502/),
    ).toBeTruthy()
  })

  it('names the account only where there are several', async () => {
    const other = anAccount({ id: accountIdSchema.parse('account-2'), label: 'globex.example' })
    openOutbox({ waiting: [aChange()] }, { accounts: [anAccount(), other] })
    expect((await lineOf('Ada')).getByText('acme.example')).toBeTruthy()
    cleanup()
    openOutbox({ waiting: [aChange()] })
    expect((await lineOf('Ada')).queryByText('acme.example')).toBeNull()
  })

  it('is pointed out to somebody who came for its record, in whatever part it stands', async () => {
    const needsYou = [aChange({ id: aChangeId('n'), name: 'Dia Diop', state: 'needs-you' })]
    const key = needsYou[0]!.key.replace('1000', '7')
    const waiting = [aChange({ id: aChangeId('w'), name: 'Eve', key: key as never })]
    openOutbox({ waiting, needsYou }, {}, { place: `/outbox?record=${encodeURIComponent(key)}` })
    const heading = await screen.findByRole('heading', { level: 2, name: 'Change Eve' })
    await waitFor(() => {
      expect(document.activeElement).toBe(heading)
    })
    await act(() => speak('de'))
    expect(heading.textContent).toBe('Eve ändern')
  })
})
