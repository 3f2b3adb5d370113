import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { madeUpItems } from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import { account, openDetails } from './test-support/open-details.tsx'

afterEach(cleanup)

describe('where an item stands and what is inside', () => {
  const [table] = madeUpItems(account, 'table', 1)
  const [base] = madeUpItems(account, 'base', 1)
  const records = madeUpItems(account, 'record', 3).map((item) => ({ ...item, parentKey: table!.key }))
  const placed = { ...table!, parentKey: base!.key, parentPath: 'Marketing / Campaigns', isDirectory: true }
  const items = [placed, base!, ...records]

  it('leads up to what it stands in', async () => {
    const { onOpen } = openDetails({ items }, placed)
    const place = within(await screen.findByRole('navigation', { name: 'Where it stands' }))
    await userEvent.click(place.getByRole('button', { name: base!.name }))
    expect(onOpen).toHaveBeenCalledWith(base!.key)
  })

  it('names a place that nothing here stands for without a way to it', async () => {
    openDetails({ items: [{ ...placed, parentKey: null }] }, { ...placed, parentKey: null })
    expect(await screen.findByText('Marketing / Campaigns')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Marketing / Campaigns' })).toBeNull()
  })

  it('U10 counts what is inside, and lists it', async () => {
    const { onShowInside } = openDetails({ items }, placed)
    await userEvent.click(await screen.findByRole('button', { name: 'Show the 3 items inside' }))
    expect(onShowInside).toHaveBeenCalledWith(placed.key)
  })

  it('loads the records of a table on demand, and says before what that costs', async () => {
    const { fake } = openDetails(
      { items: [placed, base!], details: { [placed.key]: { inside: 'not-loaded' } } },
      placed,
    )
    expect(
      await screen.findByText(/Each check takes calls, of which Harbour allows only so many/),
    ).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Load the records of this table' }))
    expect(await screen.findByText('Nothing is inside, or it is still being loaded.')).toBeTruthy()
    expect(fake.inputsOf('sync.loadInside')).toEqual([{ key: placed.key }])
    expect(screen.queryByRole('button', { name: 'Load the records of this table' })).toBeNull()
  })

  it('says why the records could not be asked for', async () => {
    openDetails(
      { items: [placed, base!], details: { [placed.key]: { inside: 'not-loaded' } } },
      placed,
      (fake) => {
        fake.override('sync', 'loadInside', () => Promise.resolve(failWith({ kind: 'storage-full' }, 'ST-2')))
      },
    )
    await userEvent.click(await screen.findByRole('button', { name: 'Load the records of this table' }))
    expect((await screen.findByRole('alert')).textContent).toContain('ST-2')
  })
})
