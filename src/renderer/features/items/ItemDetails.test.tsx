import { cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { anAccount, aProvider } from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import { ada, openDetails } from './test-support/open-details.tsx'

afterEach(cleanup)

describe('ItemDetails', () => {
  it('shows the known fields, then every property of the record that has a value', async () => {
    const user = userEvent.setup()
    const record = { id: '1000', properties: { lifecycle_stage: 'lead', hs_fax: null, subscribed: true } }
    openDetails({ records: { [ada.key]: record } })
    expect(await screen.findByRole('heading', { name: 'Ada Lovelace' })).toBeDefined()
    expect(screen.getByText('Contact in acme.example', { exact: false })).toBeDefined()
    expect(screen.getByText('+44 20 7946 1000')).toBeDefined()
    expect(screen.getByText('Lifecycle stage').nextElementSibling?.textContent).toBe('lead')
    expect(screen.getByText('Subscribed').nextElementSibling?.textContent).toBe('Yes')
    expect(screen.queryByText('Hs fax')).toBeNull()
    await user.click(screen.getByRole('switch', { name: 'Hide empty' }))
    expect(screen.getByText('Hs fax').nextElementSibling?.textContent).toBe('empty')
    await user.type(screen.getByRole('textbox', { name: 'Find a field' }), 'stage')
    expect(screen.queryByText('Hs fax')).toBeNull()
  })

  it('shows hostile text as text in both views (R31)', async () => {
    const user = userEvent.setup()
    const record = {
      properties: { about: '<script>globalThis.wasRun = 1</script>', site: 'javascript:alert(1)' },
    }
    openDetails({ records: { [ada.key]: record } })
    expect(await screen.findByText(record.properties.about)).toBeDefined()
    expect(screen.getByText('javascript:alert(1)').closest('a')).toBeNull()
    await user.click(await screen.findByRole('tab', { name: 'JSON' }))
    expect(screen.getByText(JSON.stringify(record.properties.site))).toBeDefined()
    expect(document.body.querySelector('script, a')).toBeNull()
  })

  it("opens the record's own page through main, by its key alone", async () => {
    const user = userEvent.setup()
    const { fake } = openDetails()
    await user.click(await screen.findByRole('button', { name: 'Open in Harbour' }))
    expect(fake.inputsOf('app.openItemPage')).toEqual([{ key: ada.key }])
  })

  it('offers to edit and to delete a contact where its account can', async () => {
    const user = userEvent.setup()
    const { onEdit, onClose } = openDetails()
    await user.click(await screen.findByRole('button', { name: 'Edit' }))
    expect(onEdit).toHaveBeenCalledWith(ada.key)
    await user.click(screen.getByRole('button', { name: 'Delete' }))
    await user.click(screen.getByRole('button', { name: 'really' }))
    expect(onClose).toHaveBeenCalledOnce()
  })

  it.each([
    [
      'the provider has no contacts to edit',
      { providers: [aProvider({ capabilities: { ...aProvider().capabilities, contacts: false } })] },
    ],
    ['the account is disconnected', { accounts: [anAccount({ status: 'disconnected' })] }],
  ])('offers neither where %s', async (_why, state) => {
    openDetails(state)
    await screen.findByRole('button', { name: 'Open in Harbour' })
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
  })

  it('offers neither where the connection may only read, and says why', async () => {
    openDetails({ accounts: [anAccount({ access: 'read' })] })
    expect(await screen.findByText(/This connection may only read/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
    expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull()
  })

  it('offers neither for anything but a contact', async () => {
    openDetails({}, { ...ada, type: 'company' })
    await screen.findByRole('button', { name: 'Open in Harbour' })
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
  })

  it('says so when the item is gone', async () => {
    openDetails({ items: [] })
    expect(await screen.findByRole('heading', { name: 'This item is no longer here' })).toBeDefined()
  })

  it('says what went wrong otherwise, with the reference', async () => {
    openDetails({}, ada, (fake) => {
      fake.override('items', 'get', () => Promise.resolve(failWith({ kind: 'storage-unavailable' }, 'ST-9')))
    })
    expect((await screen.findByRole('alert')).textContent).toContain('ST-9')
  })
})
