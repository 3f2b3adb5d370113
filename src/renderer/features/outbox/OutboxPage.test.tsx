import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { accountIdSchema } from '../../../shared/model/account.ts'
import { aChange, aChangeId, anOutbox } from '../../test-support/fake-outbox.ts'
import { anAccount, fakeNowMs } from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import { buttonsOf, lineOf, openOutbox } from './test-support/open-outbox.tsx'

afterEach(cleanup)

const bo = aChange({ id: aChangeId('change-2'), name: 'Bo Chen', state: 'held' })
const cy = aChange({ id: aChangeId('change-3'), name: 'Cy Ng', state: 'sending' })
const tab = (name: RegExp | string) => screen.findByRole('tab', { name })

describe('the parts of the outbox', () => {
  it('U10 say how much they hold, counted, and begin where something needs the user', async () => {
    const needsYou = [aChange({ id: aChangeId('n'), name: 'Dia Diop', state: 'needs-you' })]
    openOutbox({ waiting: [aChange(), bo], needsYou, today: [], todayCount: 1_204 })
    expect((await tab('Needs you (1)')).getAttribute('aria-selected')).toBe('true')
    expect(await tab('Waiting (2)')).toBeTruthy()
    expect(await tab('Sent today (1,204)')).toBeTruthy()
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
    await userEvent.click(await tab('Sent today (0)'))
    expect(await screen.findByText('Nothing was sent today')).toBeTruthy()
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
    await userEvent.click(await tab('Sent today (4)'))
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
  })
})

describe('what can be done with a line', () => {
  it('is to hold it, edit it, discard it, and to release what is held; nothing with what is on its way', async () => {
    const { fake, app } = openOutbox({ waiting: [aChange(), bo, cy] })
    expect(buttonsOf(await lineOf('Ada'))).toEqual(['Hold', 'Edit', 'Discard…'])
    expect(buttonsOf(await lineOf('Bo Chen'))).toEqual(['Release', 'Edit', 'Discard…'])
    expect((await lineOf('Cy Ng')).queryAllByRole('button')).toEqual([])
    await userEvent.click((await lineOf('Bo Chen')).getByRole('button', { name: 'Release' }))
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Hold' }))
    expect(await (await lineOf('Ada')).findByText('Held by you: not sent until you release it')).toBeTruthy()
    expect(fake.inputsOf('outbox.hold')).toEqual([{ ids: ['change-1'] }])
    expect(fake.inputsOf('outbox.release')).toEqual([{ ids: ['change-2'] }])
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Edit' }))
    await waitFor(() => {
      expect(decodeURIComponent(app.place())).toContain('/contacts/harbour')
    })
  })

  it('is to try at once where that can help', async () => {
    const { fake } = openOutbox({ waiting: [aChange({ waitsFor: { for: 'network', untilMs: null } })] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Try now' }))
    expect(fake.inputsOf('outbox.retry')).toEqual([{ ids: ['change-1'] }])
    cleanup()
    openOutbox({ waiting: [aChange({ waitsFor: { for: 'earlier-change', untilMs: null } })] })
    expect(buttonsOf(await lineOf('Ada'))).not.toContain('Try now')
  })

  it('U5 is to reconnect where it waits for that, and to come back', async () => {
    const { app } = openOutbox({ waiting: [aChange({ waitsFor: { for: 'reconnect', untilMs: null } })] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Reconnect' }))
    await waitFor(() => {
      expect(app.place()).toContain(
        '/connections/new?provider=harbour&reconnect=account-1&returnTo=%2Foutbox',
      )
    })
  })

  it('is to go back online where that is what it waits for', async () => {
    const { fake } = openOutbox({
      waiting: [aChange({ waitsFor: { for: 'working-offline', untilMs: null } })],
    })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Go back online' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([{ workOffline: false }])
  })

  it('offers no form for what sets no fields', async () => {
    openOutbox({ waiting: [aChange({ kind: 'delete', fields: [] })] })
    expect(buttonsOf(await lineOf('Ada'))).toEqual(['Hold', 'Discard…'])
  })

  it('U8 names what is lost before it discards, and what the button does', async () => {
    const { fake } = openOutbox({ waiting: [aChange()] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Discard…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Discard the change to Ada Lovelace?' }))
    expect(dialog.getByText('Phone: +44 20 2')).toBeTruthy()
    expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Keep it in the outbox' }))
    expect(fake.inputsOf('outbox.discard')).toEqual([])
    await userEvent.click(dialog.getByRole('button', { name: 'Discard the change' }))
    expect(await tab('Sent today (1)')).toBeTruthy()
    expect(await screen.findByText('Nothing is waiting')).toBeTruthy()
    expect(fake.inputsOf('outbox.discard')).toEqual([{ ids: ['change-1'] }])
  })

  it('U8 says that the contact stays where a deletion is discarded', async () => {
    openOutbox({ waiting: [aChange({ kind: 'delete', fields: [] })] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Discard…' }))
    const dialog = within(await screen.findByRole('dialog'))
    expect(dialog.getByText('The contact stays as it is in Harbour.')).toBeTruthy()
    expect(dialog.getByRole('button', { name: 'Keep the contact' })).toBeTruthy()
  })

  it('says so when it was too late to discard', async () => {
    const { fake } = openOutbox({ waiting: [aChange()] })
    await userEvent.click((await lineOf('Ada')).getByRole('button', { name: 'Discard…' }))
    fake.state.outbox = anOutbox({ waiting: [aChange({ state: 'sending' })] })
    await userEvent.click(await screen.findByRole('button', { name: 'Discard the change' }))
    expect((await screen.findByRole('alert')).textContent).toContain('already sent, or is on its way')
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('several lines', () => {
  it('are held, released, tried and discarded together, each as far as it can take it', async () => {
    const { fake } = openOutbox({ waiting: [aChange(), bo, cy] })
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select all' }))
    const bar = within(screen.getByRole('group', { name: 'Selected changes' }))
    expect(bar.getByText('3 selected')).toBeTruthy()
    await userEvent.click(bar.getByRole('button', { name: 'Try now' }))
    await userEvent.click(bar.getByRole('button', { name: 'Release' }))
    await userEvent.click(bar.getByRole('button', { name: 'Hold' }))
    expect(fake.inputsOf('outbox.retry')).toEqual([{ ids: ['change-1'] }])
    expect(fake.inputsOf('outbox.release')).toEqual([{ ids: ['change-2'] }])
    await waitFor(() => {
      expect(fake.inputsOf('outbox.hold').at(-1)).toEqual({ ids: expect.arrayContaining(['change-1']) })
    })
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select: change to Cy Ng' }))
    await userEvent.click(bar.getByRole('button', { name: 'Discard…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Discard 2 changes?' }))
    expect(dialog.getByText('Change: Ada Lovelace (Phone)')).toBeTruthy()
    expect(dialog.getByText('Change: Bo Chen (Phone)')).toBeTruthy()
    await userEvent.click(dialog.getByRole('button', { name: 'Discard 2 changes' }))
    expect(await tab('Sent today (2)')).toBeTruthy()
    expect(fake.inputsOf('outbox.discard')).toEqual([{ ids: ['change-1', 'change-2'] }])
  })

  it('of one account alone are listed where somebody came for them', async () => {
    const id = accountIdSchema.parse('account-2')
    const other = anAccount({ id, label: 'globex.example' })
    openOutbox(
      { waiting: [aChange(), aChange({ id: aChangeId('g'), name: 'Gus', accountId: id })] },
      { accounts: [anAccount(), other] },
      { place: '/outbox?account=account-2' },
    )
    await lineOf('Gus')
    expect(screen.queryByText('Ada Lovelace')).toBeNull()
    await userEvent.click(screen.getByRole('combobox', { name: 'Account' }))
    await userEvent.click(await screen.findByRole('option', { name: 'All accounts' }))
    expect(await lineOf('Ada')).toBeTruthy()
  })
})
