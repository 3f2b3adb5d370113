import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PendingMark } from '../../../shared/model/pending-mark.ts'
import { createFakeClient } from '../../test-support/fake-client.ts'
import {
  anAccount,
  anAppState,
  aSyncStatus,
  aWorkspace,
  type FakeState,
  madeUpItems,
} from '../../test-support/fake-state.ts'
import { renderApp } from '../../test-support/render-app.tsx'
import { ada, openDetails } from './test-support/open-details.tsx'

beforeEach(() => {
  // Nothing is laid out here, so that the list is told how large it is.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

const workspace = aWorkspace()
const items = madeUpItems(anAccount(), 'contact', 6)
const [first, second, third] = items as [(typeof items)[0], (typeof items)[0], (typeof items)[0]]
const openList = (pending: FakeState['pending'] = {}, place = '/items') => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [anAccount()],
    statuses: [aSyncStatus()],
    items,
    pending,
  })
  return { fake, app: renderApp(fake, place) }
}
const rowOf = async (name: string) => {
  const header = await screen.findByRole('rowheader', { name })
  return { header, row: header.closest<HTMLElement>('[role="row"]')! }
}
const update = { kind: 'update', state: 'waiting', fields: ['phone'] } as const

describe('a row over which a change lies', () => {
  it.each([
    [{ kind: 'update', state: 'waiting' }, '◐', 'Changed, waiting to be sent'],
    [{ kind: 'update', state: 'needs-you' }, '▲', 'Changed, not sent yet: needs you'],
    [{ kind: 'create', state: 'waiting' }, '◐', 'Waiting to be created'],
    [{ kind: 'delete', state: 'needs-you' }, '▲', 'Not deleted yet: needs you'],
  ] satisfies [PendingMark, string, string][])(
    'says so to the eye and to a screen reader, and keeps its name: %o',
    async (mark, sign, words) => {
      openList({ [first.key]: { ...mark, fields: [] } })
      const { header } = await rowOf(first.name)
      expect(header.getAttribute('aria-description')).toBe(words)
      const shown = within(header).getByText(sign)
      expect(shown.title).toBe(words)
      expect(shown.getAttribute('aria-hidden')).toBe('true')
      const { header: plain } = await rowOf(second.name)
      expect(plain.getAttribute('aria-description')).toBeNull()
      expect(plain.textContent).not.toMatch(/[◐▲]/)
    },
  )

  it('is struck through while it waits to be deleted, and only then', async () => {
    openList({
      [first.key]: { kind: 'delete', state: 'waiting', fields: [] },
      [second.key]: { kind: 'erase', state: 'waiting', fields: [] },
      [third.key]: update,
    })
    const { row } = await rowOf(first.name)
    expect(getComputedStyle(row.querySelector('.text')!).textDecoration).toContain('line-through')
    expect((await rowOf(second.name)).row.className).toContain('leaving')
    expect((await rowOf(third.name)).row.className).not.toContain('leaving')
  })

  it('U3 stays at its place, open, with the keyboard on it, when the edit is noted and when it is sent', async () => {
    const { fake, app } = openList()
    const { header, row } = await rowOf(second.name)
    await userEvent.click(header)
    await screen.findByRole('complementary', { name: `Details of ${second.name}` })
    const place = row.getAttribute('aria-rowindex')
    const pass = async (pending: FakeState['pending'], sign: RegExp) => {
      fake.state.pending = pending
      act(() => {
        fake.emit('outboxChanged', {})
        fake.emit('itemsChanged', {})
      })
      await waitFor(async () => {
        expect((await rowOf(second.name)).header.textContent).toMatch(sign)
      })
      const now = (await rowOf(second.name)).row
      expect(now.getAttribute('aria-rowindex')).toBe(place)
      expect(now.getAttribute('aria-current')).toBe('true')
      expect(now.contains(document.activeElement)).toBe(true)
    }
    await pass({ [second.key]: update }, /◐$/)
    await pass({}, /[^◐]$/)
    expect(app.place()).toContain('selected=')
  })
})

describe('the details of an item over which a change lies', () => {
  const fields = [
    { name: 'phone', label: 'Phone', value: '+44 20 2', kind: 'phone', group: null },
    { name: 'city', label: 'City', value: 'Bath', kind: 'text', group: null },
  ] as const

  it('say at the top what waits, mark its fields and lead to the outbox', async () => {
    const { onShowChanges } = openDetails({
      pending: { [ada.key]: update },
      details: { [ada.key]: { fields: [...fields] } },
    })
    expect(await screen.findByText('Changed, waiting to be sent.')).toBeTruthy()
    expect(screen.getByText(/The marked field is not in Harbour yet/)).toBeTruthy()
    const marked = screen.getAllByText('changed, waiting').map((mark) => mark.closest('.line')?.textContent)
    expect(marked).toEqual([expect.stringContaining('Phone')])
    await userEvent.click(screen.getByRole('button', { name: 'Show it in the outbox' }))
    expect(onShowChanges).toHaveBeenCalledWith(ada.key)
  })

  it('mark the fields also where nobody has described them', async () => {
    openDetails({
      pending: { [ada.key]: { ...update, fields: ['lifecycle_stage'] } },
      records: { [ada.key]: { id: '1000', properties: { lifecycle_stage: 'lead', city: 'Bath' } } },
    })
    expect((await screen.findByText('changed, waiting')).closest('.line')?.textContent).toContain(
      'Lifecycle stage',
    )
  })

  it('offer neither to edit nor to delete what waits to be deleted', async () => {
    openDetails({ pending: { [ada.key]: { kind: 'delete', state: 'waiting', fields: [] } } })
    expect(await screen.findByText('Waiting to be deleted.')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull()
    expect(screen.queryByText(/This connection may only read/)).toBeNull()
  })

  it('say nothing where nothing waits', async () => {
    openDetails({ details: { [ada.key]: { fields: [...fields] } } })
    await screen.findByText('Bath')
    expect(screen.queryByText('changed, waiting')).toBeNull()
    expect(screen.queryByRole('button', { name: 'Show it in the outbox' })).toBeNull()
  })

  it('come to the very change in the outbox', async () => {
    const { app } = openList({ [first.key]: update }, `/items?selected=${encodeURIComponent(first.key)}`)
    await userEvent.click(await screen.findByRole('button', { name: 'Show it in the outbox' }))
    await waitFor(() => {
      expect(app.place()).toBe(`/outbox?record=${encodeURIComponent(first.key)}`)
    })
  })
})
