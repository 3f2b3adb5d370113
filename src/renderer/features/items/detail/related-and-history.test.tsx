import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { fakeNowMs, madeUpItems } from '../../../test-support/fake-state.ts'
import { aChange, aChangeId, anOutbox } from '../../../test-support/fake-outbox.ts'
import { failWith } from '../../../test-support/replies.ts'
import { account, ada, openDetails } from '../test-support/open-details.tsx'

afterEach(cleanup)

const openTab = async (name: string): Promise<void> => {
  await userEvent.click(await screen.findByRole('tab', { name }))
}

describe('what belongs to a record', () => {
  const companies = madeUpItems(account, 'company', 12)
  const links = companies.map(({ key, type, name }, index) => ({
    key,
    type,
    name: index === 1 ? '' : name,
    label: index === 0 ? 'Primary' : null,
  }))
  const [deal] = madeUpItems(account, 'deal', 1)
  const dealLink = { key: deal!.key, type: 'deal' as const, name: deal!.name, label: null }

  it('U10 stands by type, counted, and each of it leads to its record', async () => {
    const linkCounts = [
      { type: 'company' as const, count: 1_240 },
      { type: 'deal' as const, count: 1 },
    ]
    const details = { [ada.key]: { links: [...links, dealLink], linkCounts, linkCount: 1_241 } }
    const { onOpen } = openDetails({ details })
    await openTab('Related')
    const section = within(await screen.findByRole('region', { name: 'Companies (1,240)' }))
    expect(section.getAllByRole('listitem')).toHaveLength(8)
    // Known before anybody asks for more.
    expect(section.getByText('These are the first 8 of 1,240.')).toBeTruthy()
    await userEvent.click(section.getByRole('button', { name: 'Show 4 more' }))
    expect(section.getAllByRole('listitem')).toHaveLength(12)
    expect(section.getByText('These are the first 12 of 1,240.')).toBeTruthy()
    expect(section.getByRole('button', { name: '(no name)' })).toBeTruthy()
    await userEvent.click(section.getByRole('button', { name: 'Northwind Primary' }))
    expect(onOpen).toHaveBeenCalledWith(links[0]?.key)
    expect(
      within(screen.getByRole('region', { name: 'Deals (1)' })).getByRole('button', { name: deal!.name }),
    )
  })

  it('has what it stands in and what stands in it, down to the list of all of it', async () => {
    const [base] = madeUpItems(account, 'base', 1)
    const table = { ...madeUpItems(account, 'table', 1)[0]!, parentKey: base!.key }
    const records = madeUpItems(account, 'record', 60).map((item) => ({ ...item, parentKey: table.key }))
    const { onOpen, onShowInside } = openDetails({ items: [base!, table, ...records] }, table)
    await openTab('Related')
    const above = within(await screen.findByRole('region', { name: 'Stands in' }))
    await userEvent.click(above.getByRole('button', { name: `${base!.name} Base` }))
    expect(onOpen).toHaveBeenLastCalledWith(base!.key)
    const inside = within(await screen.findByRole('region', { name: 'Inside (60)' }))
    await userEvent.click(inside.getByRole('button', { name: 'Show 42 more' }))
    expect(inside.getByText('These are the first 50 of 60.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show all 60 in the list' }))
    expect(onShowInside).toHaveBeenCalledWith(table.key)
  })

  it('is shown once where it is linked and inside', async () => {
    const [company] = companies
    const contact = { ...ada, parentKey: company!.key }
    const link = { key: contact.key, type: 'contact' as const, name: contact.name, label: null }
    openDetails({ items: [company!, contact], details: { [company!.key]: { links: [link] } } }, company)
    await openTab('Related')
    await screen.findByRole('button', { name: 'Show the 1 item inside in the list' })
    expect(screen.getAllByRole('button', { name: new RegExp(`^${contact.name}`) })).toHaveLength(1)
  })

  it('is shown once where it is linked and above', async () => {
    const [company] = companies
    const contact = { ...ada, parentKey: company!.key }
    const link = { key: company!.key, type: 'company' as const, name: company!.name, label: 'Primary' }
    openDetails({ items: [company!, contact], details: { [contact.key]: { links: [link] } } }, contact)
    await openTab('Related')
    const related = within(await screen.findByRole('tabpanel', { name: 'Related' }))
    await related.findByRole('region', { name: /^Companies/ })
    expect(related.getAllByRole('button', { name: new RegExp(`^${company!.name}`) })).toHaveLength(1)
  })

  it('begins at its top, wherever another view was scrolled to', async () => {
    openDetails()
    const scrolled = await screen.findByRole('tabpanel')
    scrolled.scrollTop = 40
    await openTab('Related')
    expect(screen.getByRole('tabpanel')).not.toBe(scrolled)
  })

  it('is said to be nothing where there is nothing', async () => {
    openDetails()
    await openTab('Related')
    expect(await screen.findByRole('heading', { name: 'Nothing belongs to it' })).toBeTruthy()
  })
})

describe('the history of a record', () => {
  it('has what the user changed, conflicts with both sides, kept versions and times', async () => {
    const shown = (text: string) => ({ value: text, text })
    const conflict = aChange({
      id: aChangeId('change-2'),
      state: 'needs-you',
      fields: [{ name: 'jobtitle', label: 'Title', before: 'Engineer', after: 'Lead' }],
      reason: {
        kind: 'conflict',
        sentCount: 0,
        isAgain: false,
        fields: [
          {
            name: 'jobtitle',
            label: 'Title',
            before: shown('Engineer'),
            yours: shown('Lead'),
            theirs: shown('Staff'),
            theirsAtMs: null,
            theirsBy: null,
          },
        ],
      },
    })
    const other = aChange({ id: aChangeId('change-3'), key: madeUpItems(account, 'contact', 2)[1]!.key })
    const sent = aChange({ id: aChangeId('change-4'), state: 'sent', endedAtMs: fakeNowMs })
    const { onShowChanges } = openDetails({
      outbox: anOutbox({ waiting: [aChange(), other], needsYou: [conflict], today: [sent] }),
      versions: {
        [ada.key]: [
          {
            id: 1,
            atMs: fakeNowMs,
            origin: 'before',
            isCurrent: false,
            changes: [{ name: 'city', label: 'City', from: '', to: 'Turin' }],
          },
        ],
      },
    })
    await openTab('History')
    const own = within(await screen.findByRole('list', { name: 'Your changes' }))
    expect(own.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
      'Change: needs you',
      'Change: waiting to be sent',
      'Change: sent',
    ])
    expect(own.getByText('Title: yours is Lead, in Harbour it is Staff')).toBeTruthy()
    expect(own.getAllByText('Phone: +44 20 1 → +44 20 2')).toHaveLength(2)
    expect(await screen.findByText('City: not set → Turin')).toBeTruthy()
    expect(screen.getByText('Last changed in Harbour').nextElementSibling?.querySelector('time')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show them in the outbox' }))
    expect(onShowChanges).toHaveBeenCalledWith(ada.key)
  })

  it('is for other items what their provider tells of them', async () => {
    const company = madeUpItems(account, 'company', 1)[0]!
    const { fake } = openDetails({ items: [{ ...company, createdAtMs: null }] }, company)
    await openTab('History')
    expect((await screen.findByText('Created in Harbour')).nextElementSibling?.textContent).toBe('not said')
    expect(screen.queryByText('Your changes')).toBeNull()
    expect(fake.inputsOf('contacts.versions')).toEqual([])
  })

  it('says what went wrong with the reference, and keeps the rest', async () => {
    openDetails({}, ada, (fake) => {
      fake.override('contacts', 'versions', () =>
        Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'ST-5')),
      )
    })
    await openTab('History')
    expect((await screen.findByRole('alert')).textContent).toContain('ST-5')
    expect(screen.getByText('Loaded onto this computer')).toBeTruthy()
  })
})

describe('a field that is changed and not sent', () => {
  const pending = (fields: string[]) => ({
    [ada.key]: { kind: 'update' as const, state: 'waiting' as const, fields },
  })

  it('is marked, and taken back alone', async () => {
    const { fake } = openDetails({ pending: pending(['phone']), outbox: anOutbox({ waiting: [aChange()] }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Undo the change of Phone' }))
    await waitFor(() => {
      expect(fake.inputsOf('outbox.discard')).toEqual([{ ids: ['change-1'] }])
      expect(document.activeElement).toBe(screen.getByRole('tabpanel'))
    })
  })

  it('is not offered to be taken back where that would take other fields with it', async () => {
    const fields = ['phone', 'company'].map((name) => ({ name, label: name, before: '', after: 'x' }))
    const { fake } = openDetails({
      pending: pending(['phone', 'company']),
      outbox: anOutbox({ waiting: [aChange({ fields })] }),
    })
    expect(await screen.findAllByText('changed, waiting')).toHaveLength(2)
    await waitFor(() => {
      expect(fake.inputsOf('outbox.get')).toHaveLength(1)
    })
    expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull()
  })

  it('is not taken back once it is on its way', async () => {
    const { fake } = openDetails({
      pending: pending(['phone']),
      outbox: anOutbox({ waiting: [aChange({ state: 'sending' })] }),
    })
    await screen.findByText('changed, waiting')
    await waitFor(() => {
      expect(fake.inputsOf('outbox.get')).toHaveLength(1)
    })
    expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull()
  })
})
