import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ContactVersion } from '../../../shared/model/contact.ts'
import { fakeNowMs } from '../../test-support/fake-state.ts'
import { succeed } from '../../test-support/replies.ts'
import { ada, layOut, open, placeOf, press } from './test-support/contact-screens.ts'

beforeEach(layOut)
afterEach(cleanup)

const versions: ContactVersion[] = [
  {
    id: 8,
    atMs: fakeNowMs - 60_000,
    origin: 'theirs',
    isCurrent: false,
    changes: [{ name: 'phone', label: 'Phone', from: '1', to: '2' }],
  },
  { id: 7, atMs: fakeNowMs - 120_000, origin: 'before', isCurrent: false, changes: [] },
]

const openHistory = async (user: ReturnType<typeof userEvent.setup>, kept = versions) => {
  const { fake } = open(placeOf(ada), { versions: { [ada.key]: kept } })
  await user.click(await screen.findByRole('tab', { name: 'History' }))
  return fake
}

describe('the history of a contact', () => {
  it('tells whose each version is, when it was, and what differs', async () => {
    const user = userEvent.setup()
    await openHistory(user)
    const list = within(await screen.findByRole('list', { name: 'Kept versions, newest first' }))
    expect(list.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
      "Harbour's side of a conflict",
      'As it was before your change',
    ])
    expect(list.getByText('Phone: 1 → 2')).toBeDefined()
    expect(list.getByText('Nov 20, 2026, 11:59 AM')).toBeDefined()
  })

  it('shows what setting back would change before it does', async () => {
    const user = userEvent.setup()
    const fake = await openHistory(user)
    await press(user, /^Set back to this version of Nov 20, 2026, 11:59/)
    const dialog = within(await screen.findByRole('dialog'))
    const row = await dialog.findByRole('row', { name: /Phone/ })
    expect(
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['2', '1'])
    expect(fake.inputsOf('contacts.revert')).toEqual([])
    await press(user, 'Set it back')
    expect(await screen.findByText(/Set back here. It is sent to Harbour/)).toBeDefined()
    expect(fake.inputsOf('contacts.revert')).toEqual([{ key: ada.key, version: 8 }])
  })

  it('says so where nothing differs', async () => {
    const user = userEvent.setup()
    const fake = await openHistory(user)
    fake.override('contacts', 'previewRevert', () => Promise.resolve(succeed([])))
    await press(user, /^Set back to this version of Nov 20, 2026, 11:58/)
    expect(await screen.findByText(/Nothing differs from that version/)).toBeDefined()
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Set it back' }).disabled).toBe(true)
    await press(user, 'Leave it as it is')
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull()
    })
  })

  it('offers no way back to how it is now', async () => {
    const user = userEvent.setup()
    const [newest, ...older] = versions
    await openHistory(user, [{ ...newest!, isCurrent: true }, ...older])
    expect(await screen.findByText('As it is now')).toBeDefined()
    expect(screen.getAllByRole('button', { name: /^Set back to this version/ })).toHaveLength(1)
  })

  it('says what will be kept where nothing is yet', async () => {
    const user = userEvent.setup()
    await openHistory(user, [])
    expect(await screen.findByText(/Nothing is kept yet/)).toBeDefined()
  })
})
