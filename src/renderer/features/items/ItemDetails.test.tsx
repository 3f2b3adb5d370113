import { ThemeProvider } from '@mui/material/styles'
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import '../../app/i18n.ts'
import { createQueryClient } from '../../app/query-client.ts'
import { theme } from '../../app/theme.ts'
import { createFakeClient, type FakeClient, installFakeClient } from '../../test-support/fake-client.ts'
import type { ItemKey } from '../../../shared/model/item.ts'
import type { FieldView } from '../../../shared/model/field-view.ts'
import {
  anAccount,
  aProvider,
  fakeNowMs,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { failWith } from '../../test-support/replies.ts'
import type { ContactDeletionProps } from './ItemActions.tsx'
import { ItemDetails } from './ItemDetails.tsx'

configure({ asyncUtilTimeout: 15_000 })
vi.setConfig({ testTimeout: 60_000 })

type State = Partial<FakeState>
const account = anAccount()
const [ada] = madeUpItems(account, 'contact', 1)
if (ada === undefined) throw new Error('there is one')

/** Stands in for the dialog, which lives in another feature: deletes at one press. */
function ContactDeletion({ contact, onDeleted }: ContactDeletionProps) {
  return (
    <button
      onClick={() => {
        onDeleted(`${contact.name} is gone`)
      }}
    >
      really
    </button>
  )
}

function openDetails(state: State = {}, item = ada, prepare: (fake: FakeClient) => void = () => undefined) {
  const fake = createFakeClient({ accounts: [account], items: item ? [item] : [], ...state })
  prepare(fake)
  installFakeClient(fake)
  const onClose = vi.fn<(announcement?: string) => void>()
  const onEdit = vi.fn()
  const onOpen = vi.fn<(key: ItemKey) => void>()
  const onShowInside = vi.fn<(key: ItemKey) => void>()
  render(
    <ThemeProvider theme={theme}>
      <QueryClientProvider client={createQueryClient()}>
        <ItemDetails
          itemKey={item!.key}
          accounts={fake.state.accounts}
          providers={fake.state.providers}
          onClose={onClose}
          onEdit={onEdit}
          onOpen={onOpen}
          onShowInside={onShowInside}
          onStep={null}
          ContactDeletion={ContactDeletion}
        />
      </QueryClientProvider>
    </ThemeProvider>,
  )
  return { fake, onClose, onEdit, onOpen, onShowInside }
}

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
    await user.type(screen.getByRole('textbox', { name: 'Find a property' }), 'stage')
    expect(screen.queryByText('Hs fax')).toBeNull()
  })

  it('shows the record as JSON, as a tree and raw', async () => {
    const user = userEvent.setup()
    openDetails({ records: { [ada.key]: { id: '1000', properties: { email: 'ada@example.com' } } } })
    await user.click(await screen.findByRole('tab', { name: 'JSON' }))
    expect(screen.getByText('email:')).toBeDefined()
    await user.click(screen.getByRole('button', { name: 'Raw' }))
    const raw = screen.getByRole('tabpanel').querySelector('pre')?.textContent ?? ''
    expect(JSON.parse(raw)).toEqual({ id: '1000', properties: { email: 'ada@example.com' } })
  })

  it('shows hostile text as text in both views (R31)', async () => {
    const user = userEvent.setup()
    const record = {
      properties: { about: '<script>globalThis.wasRun = 1</script>', site: 'javascript:alert(1)' },
    }
    openDetails({ records: { [ada.key]: record } })
    expect(await screen.findByText(record.properties.about)).toBeDefined()
    expect(screen.getByText('javascript:alert(1)').closest('a')).toBeNull()
    await user.click(screen.getByRole('tab', { name: 'JSON' }))
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
    expect(onClose).toHaveBeenCalledWith('Ada Lovelace is gone')
  })

  it.each([
    [
      'the provider has no contacts to edit',
      { providers: [aProvider({ capabilities: { ...aProvider().capabilities, contacts: false } })] },
    ],
    ['the account is signed out', { accounts: [anAccount({ status: 'needs-reconnect' })] }],
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

const field = (changes: Partial<FieldView>): FieldView => ({
  name: 'about',
  label: 'About',
  group: null,
  value: 'words',
  kind: 'text',
  ...changes,
})
const withDetails = (details: NonNullable<State['details']>[string]): State => ({
  details: { [ada.key]: details },
})
const valueOf = (label: string): string =>
  screen.getByText(label).closest('dt')?.nextElementSibling?.textContent ?? ''

describe('the fields of a record', () => {
  it('carry the names that people gave them, under their headings, each kind in its own form', async () => {
    const fields = [
      field({ name: 'createdate', label: 'Created on', value: '2026-11-02', kind: 'date' }),
      field({ name: 'closed', label: 'Closed', value: '2026-11-20T12:05:00.000Z', kind: 'time' }),
      field({ name: 'amount', label: 'Amount', value: '1234567.5', kind: 'number' }),
      field({ name: 'won', label: 'Won', value: 'true', kind: 'flag', group: 'Outcome' }),
      field({ name: 'stage', label: 'Stage', value: 'Contract sent', group: 'Outcome' }),
      field({ name: 'fax', label: 'Fax', value: '' }),
    ]
    openDetails(withDetails({ fields }))
    expect(await screen.findByRole('heading', { name: 'Outcome' })).toBeTruthy()
    expect(valueOf('Created on')).toBe('Nov 2, 2026')
    expect(valueOf('Closed')).toMatch(/Nov 20, 2026.*12:05/)
    expect(valueOf('Amount')).toBe('1,234,567.5')
    expect(valueOf('Won')).toBe('Yes')
    expect(valueOf('Stage')).toBe('Contract sent')
    expect(screen.queryByText('Fax')).toBeNull()
    // The raw names are for the JSON alone, and what every item has is still there.
    expect(screen.queryByText('Lifecycle stage')).toBeNull()
    expect(valueOf('Id')).toContain('1000')
  })

  it('show a value that is not what its kind says as it came', async () => {
    const fields = [
      field({ name: 'a', label: 'Date', value: 'next week', kind: 'date' }),
      field({ name: 'b', label: 'Number', value: '12 apples', kind: 'number' }),
      field({ name: 'c', label: 'Flag', value: 'maybe', kind: 'flag' }),
    ]
    openDetails(withDetails({ fields }))
    await screen.findByText('Date')
    expect([valueOf('Date'), valueOf('Number'), valueOf('Flag')]).toEqual(['next week', '12 apples', 'maybe'])
  })

  it('R31 offer an address to copy and never as a link, whatever it is', async () => {
    const fields = [
      field({ name: 'a', label: 'Site', value: 'javascript:alert(1)', kind: 'address' }),
      field({ name: 'b', label: 'Mail', value: 'ada@example.com', kind: 'email' }),
      field({ name: 'c', label: 'Markup', value: '<img src=x onerror=alert(1)>' }),
    ]
    openDetails(withDetails({ fields }))
    expect(await screen.findByRole('button', { name: 'Copy the Site' })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Copy the Mail' })).toBeTruthy()
    expect(valueOf('Markup')).toBe('<img src=x onerror=alert(1)>')
    expect(document.body.querySelector('a, img')).toBeNull()
  })

  it('fold a long text and open it on demand', async () => {
    const text = 'A sea chart shows harbours. '.repeat(40).trim()
    openDetails(withDetails({ fields: [field({ value: text, kind: 'long-text' })] }))
    const more = await screen.findByRole('button', { name: 'Show all of it' })
    expect(more.getAttribute('aria-expanded')).toBe('false')
    await userEvent.click(more)
    expect(screen.getByRole('button', { name: 'Show less', expanded: true })).toBeTruthy()
  })

  it('are found by label and by value', async () => {
    const fields = Array.from({ length: 9 }, (_unused, index) =>
      field({
        name: `f${String(index)}`,
        label: `Field ${String(index)}`,
        value: index === 4 ? 'teal' : 'navy',
      }),
    )
    openDetails(withDetails({ fields }))
    await userEvent.type(await screen.findByRole('textbox', { name: 'Find a property' }), 'TEAL')
    expect(screen.getByText('Field 4')).toBeTruthy()
    expect(screen.queryByText('Field 5')).toBeNull()
  })
})

describe('what a record is linked with', () => {
  const linked = madeUpItems(account, 'company', 12).map(({ key, type, name }, index) => ({
    key,
    type,
    name: index === 1 ? '' : name,
    label: index === 0 ? 'Primary' : null,
  }))

  it('U10 is counted, and each of it leads to its record', async () => {
    const { onOpen } = openDetails(withDetails({ links: linked, linkCount: 1_240 }))
    const section = within(await screen.findByRole('region', { name: 'Linked records (1,240)' }))
    expect(section.getAllByRole('listitem')).toHaveLength(8)
    await userEvent.click(section.getByRole('button', { name: 'Show 4 more' }))
    expect(section.getAllByRole('listitem')).toHaveLength(12)
    expect(section.getByText('These are the first 12 of 1,240.')).toBeTruthy()
    expect(section.getByRole('button', { name: '(no name) Company' })).toBeTruthy()
    await userEvent.click(section.getByRole('button', { name: 'Northwind Company · Primary' }))
    expect(onOpen).toHaveBeenCalledWith(linked[0]?.key)
  })

  it('is not mentioned where there is nothing', async () => {
    openDetails()
    await screen.findByRole('switch', { name: 'Hide empty' })
    expect(screen.queryByText(/Linked records/)).toBeNull()
  })
})

describe('where an item stands and what is inside', () => {
  const [table] = madeUpItems(account, 'table', 1)
  const [base] = madeUpItems(account, 'base', 1)
  const records = madeUpItems(account, 'record', 3).map((item) => ({ ...item, parentKey: table!.key }))
  const placed = { ...table!, parentKey: base!.key, parentPath: 'Marketing / Campaigns', isDirectory: true }
  const items = [placed, base!, ...records]

  it('leads up to what it stands in', async () => {
    const { onOpen } = openDetails({ items }, placed)
    await userEvent.click(await screen.findByRole('button', { name: 'Marketing / Campaigns' }))
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

describe('the text of a page', () => {
  const [page] = madeUpItems(account, 'page', 1)
  const content: FakeState['contents'][string] = {
    text: '# Notes\n\n- [x] Draft',
    fetchedAtMs: fakeNowMs,
    isComplete: true,
    error: null,
  }
  const openText = async (changes: Partial<typeof content> = {}) => {
    const opened = openDetails(
      { items: [page!], contents: { [page!.key]: { ...content, ...changes } } },
      page,
    )
    // It costs a call, so that it is fetched when somebody wants to read it.
    await screen.findByRole('tab', { name: 'Text' })
    expect(opened.fake.inputsOf('items.content')).toEqual([])
    await userEvent.click(screen.getByRole('tab', { name: 'Text' }))
    return opened
  }

  it('is drawn, with the time of which it is', async () => {
    await openText()
    expect(await screen.findByRole('heading', { name: 'Notes' })).toBeTruthy()
    expect(screen.getByText('Draft')).toBeTruthy()
    expect(screen.getByText('Done:')).toBeTruthy()
    expect(screen.getByText(/^As of Nov 20, 2026, 12:00.PM, this computer$/)).toBeTruthy()
    expect(screen.queryByText(/goes on in/)).toBeNull()
  })

  it('stays readable as it was kept when a newer one cannot be fetched, and says so', async () => {
    await openText({ error: { kind: 'offline' } })
    expect(await screen.findByText(/a newer text could not be fetched\. Offline\./)).toBeTruthy()
    expect(screen.getByRole('heading', { name: 'Notes' })).toBeTruthy()
  })

  it('says where the rest is when it is not complete', async () => {
    const { fake } = await openText({ isComplete: false })
    expect(await screen.findByText('The page goes on in Harbour.')).toBeTruthy()
    const panel = within(screen.getByRole('tabpanel'))
    await userEvent.click(panel.getByRole('button', { name: 'Open in Harbour' }))
    expect(fake.inputsOf('app.openItemPage')).toEqual([{ key: page!.key }])
  })

  it('says so when nothing is written there', async () => {
    await openText({ text: ' \n' })
    expect(await screen.findByText('Nothing is written on this page')).toBeTruthy()
  })

  it('says what went wrong when there is not even a kept one', async () => {
    openDetails({ items: [page!], details: { [page!.key]: { hasContent: true } } }, page, (fake) => {
      fake.override('items', 'content', () =>
        Promise.resolve(failWith({ kind: 'provider-down', status: 502 }, 'N-502')),
      )
    })
    await userEvent.click(await screen.findByRole('tab', { name: 'Text' }))
    expect((await screen.findByRole('alert')).textContent).toContain('N-502')
  })

  it('R31 is words and nothing but words: no markup, no link, no picture of it comes to life', async () => {
    await openText({
      text: [
        '<img src="https://evil.example/x.png" onerror="alert(1)">',
        '[Sign in](https://evil.example/login) and [run](javascript:alert(1))',
        '![chart](https://evil.example/pixel.png)',
        '<script>alert(1)</script>',
      ].join('\n'),
    })
    expect(await screen.findByText(/<img src=/)).toBeTruthy()
    expect(screen.getByText('(https://evil.example/login)')).toBeTruthy()
    expect(screen.getByText(/<script>/)).toBeTruthy()
    expect(screen.getByRole('tabpanel').textContent).not.toContain('pixel.png')
    expect(screen.getByRole('tabpanel').textContent).not.toContain('javascript:')
    expect(document.body.querySelector('img, a, script, iframe')).toBeNull()
  })
})
