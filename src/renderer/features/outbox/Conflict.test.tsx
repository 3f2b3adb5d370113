import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import type { ChangeView, ConflictField, NeedReason } from '../../../shared/model/change.ts'
import type { FormField } from '../../../shared/model/contact.ts'
import { formatDayAndTime } from '../../ui/format.ts'
import { aChange, anOutbox } from '../../test-support/fake-outbox.ts'
import { anAccount } from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import { aNeed, lineOf, openOutbox } from './test-support/open-outbox.tsx'

afterEach(cleanup)

const minutesAgo = (count: number): number => Date.now() - count * 60_000
const mineAtMs = minutesAgo(20)
const theirsAtMs = minutesAgo(42)
const value = (text: string) => ({ value: text, text })

const title: ConflictField = {
  name: 'jobtitle',
  label: 'Title',
  before: value('Engineer'),
  yours: value('Lead engineer'),
  theirs: value('Staff engineer'),
  theirsAtMs,
  theirsBy: 'Ana Ruiz',
}
const stage: ConflictField = {
  ...title,
  name: 'lifecyclestage',
  label: 'Lifecycle stage',
  before: { value: 'lead', text: 'Lead' },
  yours: { value: 'customer', text: 'Customer' },
  theirs: { value: 'opportunity', text: 'Opportunity' },
}
type Conflict = Extract<NeedReason, { kind: 'conflict' }>
const aConflict = (reason: Partial<Conflict> = {}, change: Partial<ChangeView> = {}): ChangeView =>
  aNeed(
    { kind: 'conflict', fields: [title, stage], sentCount: 2, isAgain: false, ...reason },
    { name: 'Bo Chen', madeAtMs: mineAtMs, ...change },
  )
const aField = (overrides: Partial<FormField>): FormField => ({
  name: 'jobtitle',
  label: 'Title',
  group: null,
  kind: 'text',
  options: [],
  isMain: true,
  isRequired: false,
  isUnique: false,
  readOnly: null,
  ...overrides,
})
const card = () => lineOf('Bo Chen')
const radio = (name: string) => screen.getByRole('radio', { name })

describe('a conflict', () => {
  it('U7 labels each side with its own time, never swapped, and says neither "local" nor "server"', async () => {
    openOutbox({ needsYou: [aConflict()] })
    const line = await card()
    const headers = line.getAllByRole('columnheader').map(({ textContent }) => textContent)
    expect(headers).toEqual([
      'Field',
      'Before',
      `Yours (this computer, ${formatDayAndTime(mineAtMs)})`,
      `Harbour (Ana Ruiz, ${formatDayAndTime(theirsAtMs)})`,
      'Result',
    ])
    const cells = line.getAllByRole('row')[1]!.querySelectorAll('td')
    expect([...cells].slice(0, 3).map(({ textContent }) => textContent)).toEqual([
      'Engineer',
      'Lead engineer',
      'Staff engineer',
    ])
    expect(document.querySelector('main')?.textContent).not.toMatch(/local|server/i)
    expect(line.getByText(/2 other fields were merged without trouble/)).toBeTruthy()
    expect(line.getByText(/Both versions stay in History/)).toBeTruthy()
  })

  it('keeps words whole, and breaks an address after its dots and strokes', async () => {
    const address = 'ada.lovelace@engines.example'
    openOutbox({ needsYou: [aConflict({ fields: [{ ...title, yours: value(address) }, stage] })] })
    const line = await card()
    const cell = line.getByText('Opportunity').closest('td')!
    expect(getComputedStyle(cell).overflowWrap).toBe('break-word')
    expect(getComputedStyle(line.getByText('Opportunity').parentElement!).overflowWrap).not.toBe('anywhere')
    expect(line.getByText('Opportunity').innerHTML).toBe('Opportunity')
    expect(line.getByText(address).innerHTML).toBe(
      'ada.<wbr aria-hidden="true">lovelace@<wbr aria-hidden="true">engines.<wbr aria-hidden="true">example',
    )
  })

  it.each([
    [{ theirsBy: null }, `Harbour (${formatDayAndTime(theirsAtMs)})`],
    [{ theirsAtMs: null }, 'Harbour (Ana Ruiz)'],
    [{ theirsAtMs: null, theirsBy: null }, 'Harbour'],
  ])('U7 says only what the service says of its side: %o', async (known, words) => {
    openOutbox({ needsYou: [aConflict({ fields: [{ ...title, ...known }] })] })
    expect((await card()).getAllByRole('columnheader')[3]?.textContent).toBe(words)
  })

  it('U7 gives each field its own time where they differ', async () => {
    const other = { ...stage, theirsBy: 'Cy Ng', theirsAtMs: minutesAgo(90) }
    openOutbox({ needsYou: [aConflict({ fields: [title, other] })] })
    const line = await card()
    expect(line.getAllByRole('columnheader')[3]?.textContent).toBe('Harbour')
    const [, first, second] = line.getAllByRole('row')
    expect(first?.textContent).toContain(`Ana Ruiz, ${formatDayAndTime(theirsAtMs)}`)
    expect(second?.textContent).toContain(`Cy Ng, ${formatDayAndTime(other.theirsAtMs)}`)
  })

  it('is decided field by field and sent only once all are', async () => {
    const { fake } = openOutbox({ needsYou: [aConflict()] })
    const line = await card()
    const send = line.getByRole('button', { name: 'Send the result' })
    expect(send).toHaveProperty('disabled', true)
    expect(line.getByText(/^Choose a value for each of the 2 fields first/)).toBeTruthy()
    await userEvent.click(radio('Title: yours, Lead engineer'))
    expect(send).toHaveProperty('disabled', true)
    await userEvent.click(radio("Lifecycle stage: Harbour's, Opportunity"))
    const results = line.getAllByRole('row').map((row) => row.lastElementChild?.textContent)
    expect(results).toEqual(['Result', 'Lead engineer', 'Opportunity'])
    await userEvent.click(send)
    expect(fake.inputsOf('outbox.resolve')).toEqual([
      {
        id: 'change-1',
        revision: 1,
        resolution: {
          kind: 'values',
          values: { jobtitle: 'Lead engineer', lifecyclestage: 'opportunity' },
        },
      },
    ])
    expect(await screen.findByText('Nothing needs you')).toBeTruthy()
  })

  it('takes a value of its own, by the kind of the field, and begins with what was chosen', async () => {
    const options = [
      { value: 'lead', label: 'Lead', isHidden: false },
      { value: 'partner', label: 'Partner', isHidden: false },
      { value: 'old', label: 'Old', isHidden: true },
    ]
    const contactForm = {
      fields: [
        aField({}),
        aField({ name: 'lifecyclestage', label: 'Lifecycle stage', kind: 'choice', options }),
      ],
      needsOneOf: [],
    }
    const { fake } = openOutbox({ needsYou: [aConflict()] }, { forms: { [anAccount().id]: contactForm } })
    await card()
    await userEvent.click(radio('Title: yours, Lead engineer'))
    await userEvent.click(await screen.findByRole('radio', { name: 'Title: another value' }))
    const text = screen.getByRole('textbox', { name: 'Another value for Title' })
    expect(text).toHaveProperty('value', 'Lead engineer')
    await userEvent.type(text, ' of ships')
    await userEvent.click(radio('Lifecycle stage: another value'))
    await userEvent.click(screen.getByRole('combobox', { name: 'Another value for Lifecycle stage' }))
    expect(screen.queryByRole('option', { name: 'Old' })).toBeNull()
    await userEvent.click(screen.getByRole('option', { name: 'Partner' }))
    await userEvent.click(screen.getByRole('button', { name: 'Send the result' }))
    expect(fake.inputsOf('outbox.resolve')).toMatchObject([
      { resolution: { values: { jobtitle: 'Lead engineer of ships', lifecyclestage: 'partner' } } },
    ])
  })

  it('offers no value of its own where none can be entered in place', async () => {
    const contactForm = {
      fields: [aField({ kind: 'choices' }), aField({ name: 'lifecyclestage', readOnly: 'calculated' })],
      needsOneOf: [],
    }
    openOutbox({ needsYou: [aConflict()] }, { forms: { [anAccount().id]: contactForm } })
    await card()
    expect(screen.queryByRole('radio', { name: /another value/ })).toBeNull()
  })

  it.each([
    ['Keep all of mine', { jobtitle: 'Lead engineer', lifecyclestage: 'customer' }],
    ["Keep all of Harbour's", { jobtitle: 'Staff engineer', lifecyclestage: 'opportunity' }],
  ])('is decided at once: %s', async (name, values) => {
    const { fake } = openOutbox({ needsYou: [aConflict()] })
    await userEvent.click((await card()).getByRole('button', { name }))
    expect(fake.inputsOf('outbox.resolve')).toMatchObject([{ resolution: { kind: 'values', values } }])
  })

  it('U8 has buttons that name the result where it is about one field', async () => {
    openOutbox({ needsYou: [aConflict({ fields: [{ ...title, label: 'Phone number' }] })] })
    const line = await card()
    expect(line.getByRole('button', { name: 'Keep my phone number' })).toBeTruthy()
    expect(line.getByRole('button', { name: "Keep Harbour's phone number" })).toBeTruthy()
  })

  it('says that a side moved where it is shown once more', async () => {
    openOutbox({ needsYou: [aConflict({ isAgain: true })] })
    expect(
      (await card()).getByText(/^One side moved after you had chosen, so your choice was not sent/),
    ).toBeTruthy()
  })
})

describe('a choice over an older state', () => {
  const newer = () =>
    aConflict({ fields: [{ ...title, theirs: value('Principal engineer') }] }, { revision: 2 })

  it('U15 is refused, said, and shown again with the newest values and nothing chosen', async () => {
    const { fake } = openOutbox({ needsYou: [aConflict({ fields: [title] })] })
    await card()
    await userEvent.click(radio('Title: yours, Lead engineer'))
    // Main knows better already; the screen does not yet.
    fake.state.outbox = anOutbox({ needsYou: [newer()] })
    await userEvent.click(screen.getByRole('button', { name: 'Send the result' }))
    expect(fake.inputsOf('outbox.resolve')).toMatchObject([{ revision: 1 }])
    const notice = await screen.findByText(
      /^One side moved after this was opened, so your choice was not used/,
    )
    expect(notice.getAttribute('role')).toBe('status')
    const line = await card()
    expect(line.getByText('Principal engineer')).toBeTruthy()
    expect(line.getAllByRole('radio').filter((one) => (one as HTMLInputElement).checked)).toEqual([])
    expect(line.getByRole('button', { name: 'Send the result' })).toHaveProperty('disabled', true)
    // Chosen anew, it goes with the state that was seen.
    await userEvent.click(radio('Title: yours, Lead engineer'))
    await userEvent.click(line.getByRole('button', { name: 'Send the result' }))
    expect(fake.inputsOf('outbox.resolve').at(-1)).toMatchObject({ revision: 2 })
    expect(await screen.findByText('Nothing needs you')).toBeTruthy()
  })

  it('U15 is forgotten as soon as a side is seen to move', async () => {
    const { fake } = openOutbox({ needsYou: [aConflict({ fields: [title] })] })
    await card()
    await userEvent.click(radio('Title: yours, Lead engineer'))
    fake.state.outbox = anOutbox({ needsYou: [newer()] })
    act(() => {
      fake.emit('outboxChanged', {})
    })
    expect(await screen.findByText(/^One side moved while this was open/)).toBeTruthy()
    expect(radio('Title: yours, Lead engineer')).toHaveProperty('checked', false)
    expect(screen.getByRole('button', { name: 'Send the result' })).toHaveProperty('disabled', true)
  })

  it('U15 is said to be void also where the change went on without it', async () => {
    const { fake } = openOutbox({ needsYou: [aConflict({ fields: [title] })] })
    const line = await card()
    fake.state.outbox = anOutbox({ waiting: [aChange({ name: 'Bo Chen' })] })
    await userEvent.click(line.getByRole('button', { name: 'Keep my title' }))
    const notice = await screen.findByText(/^Bo Chen: your choice was not used/)
    await waitFor(() => {
      expect(notice.closest('[role="status"]')).toBe(document.activeElement)
    })
    await userEvent.click(screen.getByRole('button', { name: 'Close' }))
    expect(screen.queryByText(/your choice was not used/)).toBeNull()
  })

  it('U15 is not shown as accepted before main has accepted it', async () => {
    const { fake } = openOutbox({ needsYou: [aConflict({ fields: [title] })] })
    fake.override('outbox', 'resolve', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'A-5')))
    await userEvent.click((await card()).getByRole('button', { name: 'Keep my title' }))
    const alert = await screen.findByRole('alert')
    expect(within(alert).getByText(/A-5/)).toBeTruthy()
    expect(await card()).toBeTruthy()
  })
})
