import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { preferencesSchema } from '../../../../shared/model/preferences.ts'
import { anAppState, aWorkspace, madeUpItems } from '../../../test-support/fake-state.ts'
import { account, ada, openDetails } from '../test-support/open-details.tsx'

const copied: string[] = []

beforeEach(() => {
  copied.length = 0
  Object.defineProperty(document, 'execCommand', {
    configurable: true,
    value: () => copied.push([...document.querySelectorAll('textarea')].at(-1)?.value ?? '') > 0,
  })
})
afterEach(cleanup)

const pane = () => screen.findByRole('complementary', { name: `Details of ${ada.name}` })

describe('the head of the details', () => {
  it('says what is open, of which source, how old it is, and leads up to what it stands in', async () => {
    const [base] = madeUpItems(account, 'base', 1)
    const [table] = madeUpItems(account, 'table', 1).map((item) => ({ ...item, parentKey: base!.key }))
    const [record] = madeUpItems(account, 'record', 1).map((item) => ({ ...item, parentKey: table!.key }))
    const { onOpen } = openDetails({ items: [base!, table!, record!] }, record)
    expect(await screen.findByRole('heading', { level: 2, name: record!.name })).toBeTruthy()
    expect(screen.getByText(/^Record in acme.example · loaded/)).toBeTruthy()
    const place = within(screen.getByRole('navigation', { name: 'Where it stands' }))
    expect(place.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      base!.name,
      table!.name,
    ])
    await userEvent.click(place.getByRole('button', { name: base!.name }))
    expect(onOpen).toHaveBeenCalledWith(base!.key)
  })

  it('moves the pane below the list and away, and keeps that', async () => {
    const { fake } = openDetails()
    await userEvent.click(await screen.findByRole('button', { name: 'Show the details below the list' }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show the details beside the list' }))
    await userEvent.click(screen.getByRole('button', { name: 'Put the details away' }))
    expect(fake.inputsOf('app.setPreferences')).toEqual([
      { detailPane: 'bottom' },
      { detailPane: 'right' },
      { detailPane: 'hidden' },
    ])
  })

  it('is one line below the list, where the rest scrolls with the view and leaves the height to the fields', async () => {
    const preferences = { ...preferencesSchema.parse({}), detailPane: 'bottom' as const }
    const pending = { kind: 'update' as const, state: 'waiting' as const, fields: ['Phone'] }
    const { onEdit } = openDetails({ app: anAppState({ preferences }), pending: { [ada.key]: pending } })
    await screen.findAllByRole('tab')
    const view = screen.getByRole('tabpanel')
    expect(within(view).getByText(/^Contact in acme.example · loaded/)).toBeTruthy()
    expect(within(view).getByText('Changed, waiting to be sent.')).toBeTruthy()
    const parts = [...(await pane()).children]
    const [head, tabs, last] = parts
    expect(parts).toHaveLength(3)
    expect(last).toBe(view)
    expect(tabs?.querySelector('[role="tab"]')).toBeTruthy()
    const line = within(head as HTMLElement)
    expect(line.getByRole('heading', { name: ada.name })).toBeTruthy()
    // Icons, with the names that the words had.
    for (const name of ['Open in Harbour', 'Delete', 'Copy link', 'Copy id'])
      expect(line.getByRole('button', { name }).textContent).toBe('')
    await userEvent.click(line.getByRole('button', { name: 'Copy id' }))
    expect(copied).toEqual([ada.externalId])
    await userEvent.click(line.getByRole('button', { name: 'Edit' }))
    expect(onEdit).toHaveBeenCalledWith(ada.key)
  })

  it("gives the record's own address and its id to the clipboard", async () => {
    openDetails()
    await userEvent.click(await screen.findByRole('button', { name: 'Copy link' }))
    await userEvent.click(screen.getByRole('button', { name: 'Copy id' }))
    expect(copied).toEqual([ada.url, ada.externalId])
  })

  it('offers no link to a made-up record', async () => {
    const workspace = aWorkspace({ isSample: true })
    openDetails({ app: anAppState({ workspace, workspaces: [workspace] }) })
    await screen.findByRole('button', { name: 'Copy id' })
    expect(screen.queryByRole('button', { name: 'Copy link' })).toBeNull()
  })
})

describe('going from record to record by keyboard', () => {
  it('goes on with J and back with K, and with Alt and an arrow even where text is typed', async () => {
    const { onStep } = openDetails({
      records: {
        [ada.key]: { properties: Object.fromEntries([...'abcdefghij'].map((name) => [name, name])) },
      },
    })
    const details = await pane()
    fireEvent.keyDown(details, { key: 'j' })
    fireEvent.keyDown(details, { key: 'k' })
    expect(onStep.mock.calls).toEqual([[1], [-1]])
    const field = await screen.findByRole('textbox', { name: 'Find a field' })
    await userEvent.type(field, 'jk')
    expect(onStep).toHaveBeenCalledTimes(2)
    fireEvent.keyDown(field, { key: 'ArrowDown', altKey: true })
    fireEvent.keyDown(field, { key: 'ArrowUp', altKey: true })
    expect(onStep.mock.calls.slice(2)).toEqual([[1], [-1]])
  })

  it('leaves single letters alone where the user switched them off', async () => {
    const preferences = { ...preferencesSchema.parse({}), hasSingleKeys: false }
    const { onStep } = openDetails({ app: anAppState({ preferences }) })
    fireEvent.keyDown(await pane(), { key: 'j' })
    expect(onStep).not.toHaveBeenCalled()
    fireEvent.keyDown(await pane(), { key: 'ArrowDown', altKey: true })
    expect(onStep).toHaveBeenCalledWith(1)
  })

  it('has tabs that the arrow keys walk through', async () => {
    openDetails()
    const tabs = await screen.findAllByRole('tab')
    expect(tabs.map(({ textContent }) => textContent)).toEqual(['Details', 'Related', 'History', 'JSON'])
    tabs[0]?.focus()
    await userEvent.keyboard('{ArrowRight}')
    expect(document.activeElement).toBe(tabs[1])
    await userEvent.keyboard('{Enter}')
    expect(screen.getByRole('tabpanel', { name: 'Related' })).toBeTruthy()
  })
})

describe('a record that takes its time', () => {
  it('shows that it is read only after a while, and asks for nothing that nobody looks at', async () => {
    const { fake } = openDetails({}, ada, (prepared) => {
      prepared.override('items', 'get', () => new Promise(() => undefined))
    })
    await waitFor(() => {
      expect(fake.inputsOf('items.get')).toHaveLength(1)
    })
    expect(screen.queryByRole('status', { name: 'Reading the record' })).toBeNull()
    expect(await screen.findByRole('status', { name: 'Reading the record' })).toBeTruthy()
    expect(fake.inputsOf('contacts.versions')).toEqual([])
    expect(fake.inputsOf('outbox.get')).toEqual([])
  })
})
