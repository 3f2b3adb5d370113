import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { providerField } from '../../../../shared/model/list-field.ts'
import { aField, giveSize, openList, stages } from '../test-support/open-list.ts'

const columnNames = (): (string | null)[] =>
  within(screen.getByRole('region', { name: 'Board by Deal stage' }))
    .getAllByRole('region')
    .map((column) => column.getAttribute('aria-label'))

beforeEach(() => {
  giveSize()
  // What the scroller of each column measures itself by.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(720)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(256)
})
afterEach(cleanup)

describe('the board', () => {
  it('has a counted column for each stage, for none, and for what is no stage any more (U10)', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items?type=deal')
    await user.click(await screen.findByRole('button', { name: 'Board' }))
    await waitFor(() => {
      expect(columnNames()).toEqual([
        'Qualified: 2',
        'Proposal: 1',
        'Closed won: 0',
        'No Deal stage: 1',
        'Other values: 1',
      ])
    })
    expect(place()).toBe('/items?type=deal&layout=board')
    const qualified = within(screen.getByRole('region', { name: 'Qualified: 2' }))
    expect(await qualified.findByTitle('Sum of Amount')).toHaveProperty('textContent', '3,000')
    expect(await qualified.findAllByRole('listitem')).toHaveLength(2)
  })

  it('adds nothing up that is not wholly known', async () => {
    const { fake } = openList('/items?type=deal&layout=board', {
      fields: [
        aField('name', 'text'),
        aField(providerField('dealstage'), 'choice', { label: 'Deal stage', options: stages }),
        aField(providerField('amount'), 'number', { label: 'Amount' }),
        aField(providerField('deal_currency_code'), 'choice', { label: 'Currency' }),
      ],
    })
    const [first, second] = fake.state.items.filter(({ type }) => type === 'deal')
    fake.state.records[first!.key] = {
      properties: { dealstage: 'qualified', amount: '1000', deal_currency_code: 'EUR' },
    }
    fake.state.records[second!.key] = {
      properties: { dealstage: 'qualified', amount: '1000', deal_currency_code: 'USD' },
    }
    await screen.findByRole('region', { name: 'Qualified: 2' })
    const proposal = within(await screen.findByRole('region', { name: 'Proposal: 1' }))
    await proposal.findByTitle('Sum of Amount')
    const qualified = within(screen.getByRole('region', { name: 'Qualified: 2' }))
    expect(qualified.queryByTitle('Sum of Amount')).toBeNull()
  })

  it('is walked by the arrow keys over empty columns too, and Enter opens a card', async () => {
    const user = userEvent.setup()
    const { place } = openList('/items?type=deal&layout=board')
    const board = within(await screen.findByRole('region', { name: 'Board by Deal stage' }))
    await waitFor(() => {
      expect(board.getAllByRole('listitem')).toHaveLength(5)
    })
    const [first] = board.getAllByRole('button')
    await waitFor(() => {
      expect(first?.tabIndex).toBe(0)
    })
    first?.focus()
    await user.keyboard('{ArrowDown}')
    const places = (): unknown => {
      const { column, card } = (document.activeElement as HTMLElement).dataset
      return [column, card]
    }
    expect(places()).toEqual(['0', '1'])
    await user.keyboard('{ArrowRight}')
    expect(places()).toEqual(['1', '0'])
    await user.keyboard('{ArrowRight}')
    expect(places()).toEqual(['3', '0'])
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('complementary')).toBeDefined()
    expect(place()).toContain('selected=')
    expect(board.getAllByRole('button', { current: true })).toHaveLength(1)
    await user.keyboard('{Escape}')
    await waitFor(() => {
      expect(screen.queryByRole('complementary')).toBeNull()
    })
    expect(places()).toEqual(['3', '0'])
  })

  it('is not offered where no field has options', async () => {
    openList('/items?type=contact&layout=board', { fields: [aField('name', 'text')] })
    expect(await screen.findByRole('grid')).toBeDefined()
    expect(screen.queryByRole('group', { name: 'Layout' })).toBeNull()
  })
})
