import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ExportRequest } from '../../../shared/model/export.ts'
import { providerField } from '../../../shared/model/list-field.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace, madeUpItems } from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'

const account = anAccount()
const workspace = aWorkspace()
const items = madeUpItems(account, 'contact', 12).map((item, n) => ({
  ...item,
  name: `Contact ${String(n)}`,
}))
const field = (name: string, label: string) => ({
  ...{ id: providerField(name), kind: 'text' as const, label, group: null, options: [] },
  ...{ isMain: true, editsAs: null },
})

function open(place = '/items?type=contact') {
  const fake = createFakeClient({
    app: anAppState({ workspaces: [workspace], workspace }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items,
    fields: [field('city', 'City'), field('town', 'City')],
  })
  return { fake, ...renderApp(fake, place) }
}

const openDialog = async (user: UserEvent) => {
  await user.keyboard('{Control>}e{/Control}')
  return within(await screen.findByRole('dialog', { name: 'Export' }))
}
const asked = (fake: ReturnType<typeof open>['fake']) => fake.inputsOf('exports.start') as ExportRequest[]

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(720)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

describe('the dialog that exports', () => {
  it('57: writes the list as it stands, with the columns that it shows', async () => {
    const user = userEvent.setup()
    const { fake } = open('/items?type=contact&q=contact')
    await screen.findByRole('checkbox', { name: 'Contact 0' })
    const dialog = await openDialog(user)
    expect(dialog.getByRole('button', { name: 'This list (12)', pressed: true })).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Choose a place and export…' }))
    await waitFor(() => {
      expect(asked(fake)).toHaveLength(1)
    })
    expect(asked(fake)[0]).toMatchObject({
      query: { type: 'contact', search: 'contact' },
      keys: null,
      format: 'csv',
      delimiter: 'comma',
      isFormulaSafe: true,
      hasBom: true,
    })
    expect(asked(fake)[0]?.columns[0]).toEqual({ field: 'name', title: 'Name' })
  })

  it('57: writes what is selected, from the bar of the selection', async () => {
    const user = userEvent.setup()
    const { fake } = open()
    await user.click(await screen.findByRole('checkbox', { name: 'Contact 1' }))
    await user.click(screen.getByRole('button', { name: 'Export…' }))
    const dialog = within(await screen.findByRole('dialog', { name: 'Export' }))
    expect(dialog.getByRole('button', { name: '1 selected', pressed: true })).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Choose a place and export…' }))
    await waitFor(() => {
      expect(asked(fake)[0]?.keys).toEqual([items[1]?.key])
    })
  })

  it('57: writes all fields, those of one name told apart, as JSON with the records', async () => {
    const user = userEvent.setup()
    const { fake } = open()
    await screen.findByRole('checkbox', { name: 'Contact 0' })
    const dialog = await openDialog(user)
    await user.click(dialog.getByRole('button', { name: 'All fields' }))
    await user.click(dialog.getByRole('button', { name: 'JSON' }))
    expect(dialog.queryByRole('checkbox', { name: 'Safe for spreadsheets' })).toBeNull()
    await user.click(dialog.getByRole('checkbox', { name: 'With the provider’s own records' }))
    await user.click(dialog.getByRole('button', { name: 'Choose a place and export…' }))
    await waitFor(() => {
      expect(asked(fake)[0]).toMatchObject({ format: 'json', hasRecords: false })
    })
    expect(
      asked(fake)[0]
        ?.columns.slice(-2)
        .map(({ title }) => title),
    ).toEqual(['City (city)', 'City (town)'])
  })

  it('57: shows how far each file is, cancels it, and tells what became of it elsewhere', async () => {
    const user = userEvent.setup()
    const { fake } = open('/settings')
    await screen.findByRole('heading', { level: 1 })
    const dialog = await openDialog(user)
    await user.click(dialog.getByRole('button', { name: 'CSV' }))
    await user.click(dialog.getByRole('button', { name: 'Choose a place and export…' }))
    const files = within(await dialog.findByRole('region', { name: 'Files' }))
    const [run] = fake.state.exports
    fake.state.exports = [{ ...run!, rows: 3_000, total: 12_000 }]
    act(() => {
      fake.emit('exportsChanged', {})
    })
    expect(await files.findByText('3,000 of 12,000')).toBeTruthy()
    expect(
      files.getByRole('progressbar', { name: 'Writing Everything.csv' }).getAttribute('aria-valuenow'),
    ).toBe('25')
    await user.click(files.getByRole('button', { name: 'Cancel Everything.csv' }))
    expect(await files.findByText('Cancelled')).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Close' }))
    fake.state.exports = [{ ...run!, state: 'done', rows: 12_000, total: 12_000 }]
    act(() => {
      fake.emit('exportsChanged', {})
    })
    expect(await screen.findByText('Exported 12,000 rows to Everything.csv')).toBeTruthy()
  })
})
