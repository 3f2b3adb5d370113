import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { theme } from '../../app/theme.ts'
import { succeed } from '../../test-support/replies.ts'
import { aRow, drawGrid, longList } from './test-support/draw-grid.tsx'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(34 + 20 * 34)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1_200)
})
afterEach(cleanup)

const rowNamed = (name: string) => screen.findByRole('rowheader', { name })
const selectedNames = (): string[] =>
  screen
    .queryAllByRole('row', { selected: true })
    .map((row) => row.querySelector('[role="rowheader"]')?.textContent ?? '')

describe('the selection', () => {
  it('is of many rows, apart from the one that is open', async () => {
    const user = userEvent.setup()
    const { latest, onOpen } = drawGrid({ load: longList(100) })
    await user.click(await rowNamed('Contact 1'))
    expect(screen.getByRole('grid').getAttribute('aria-multiselectable')).toBe('true')
    expect(selectedNames()).toEqual([])
    await user.click(screen.getByRole('checkbox', { name: 'Contact 3' }))
    await user.keyboard('{Control>}')
    await user.click(await rowNamed('Contact 5'))
    await user.keyboard('{/Control}')
    expect(selectedNames()).toEqual(['Contact 3', 'Contact 5'])
    expect(screen.getByRole('checkbox', { name: 'Contact 3' }).getAttribute('aria-checked')).toBe('true')
    expect(screen.getByRole('checkbox', { name: 'Select all rows' }).getAttribute('aria-checked')).toBe(
      'mixed',
    )
    expect(onOpen).toHaveBeenCalledTimes(1)
    expect(screen.getAllByRole('row', { current: true })).toHaveLength(1)
    expect(latest.selection?.describe()).toEqual({ kind: 'keys', keys: [aRow(3).key, aRow(5).key] })
    await user.click(screen.getByRole('checkbox', { name: 'Contact 3' }))
    expect(selectedNames()).toEqual(['Contact 5'])
  })

  it('goes from the row where one is to the one that is clicked with Shift, and shrinks again', async () => {
    const user = userEvent.setup()
    const { latest } = drawGrid({ load: longList(100) })
    await user.click(await rowNamed('Contact 2'))
    await user.keyboard('{Shift>}')
    await user.click(await rowNamed('Contact 6'))
    expect(latest.selection?.count).toBe(5)
    await user.click(await rowNamed('Contact 3'))
    await user.keyboard('{/Shift}')
    expect(selectedNames()).toEqual(['Contact 2', 'Contact 3'])
  })

  it('works by keyboard alone: Space, Shift with the arrows, Ctrl-A, and again for all that match', async () => {
    const user = userEvent.setup()
    const { latest } = drawGrid({ load: longList(12_304) })
    await rowNamed('Contact 0')
    await user.tab()
    await user.keyboard('{ArrowDown} ')
    expect(selectedNames()).toEqual(['Contact 1'])
    await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(selectedNames()).toEqual(['Contact 1', 'Contact 2', 'Contact 3'])
    await user.keyboard('{Shift>}{ArrowUp}{/Shift}')
    expect(selectedNames()).toEqual(['Contact 1', 'Contact 2'])
    await user.keyboard('{Control>}a{/Control}')
    expect(latest.selection?.count).toBe(200)
    await user.keyboard('{Control>}a{/Control}')
    expect(latest.selection?.count).toBe(12_304)
    await user.keyboard(' ')
    expect(latest.selection?.count).toBe(12_303)
    expect(latest.selection?.describe()).toMatchObject({ kind: 'all', except: [aRow(2).key] })
  })

  it('U11 reaches over rows that were never scrolled in: their keys are asked for', async () => {
    const user = userEvent.setup()
    const { fake, latest } = drawGrid({ load: longList(100_000) })
    fake.override('items', 'keys', ({ offset, limit }) =>
      Promise.resolve(
        succeed({
          keys: Array.from({ length: limit }, (_, step) => aRow(offset + step).key),
          total: 100_000,
          isMore: false,
          progress: null,
        }),
      ),
    )
    await user.click(await rowNamed('Contact 0'))
    screen.getByRole('grid').scrollTop = 3_000 * theme.list.rowHeight
    fireEvent.scroll(screen.getByRole('grid'))
    const far = await rowNamed('Contact 3005')
    await user.keyboard('{Shift>}')
    await user.click(far)
    await user.keyboard('{/Shift}')
    await waitFor(() => {
      expect(latest.selection?.count).toBe(3_006)
    })
    expect(fake.inputsOf('items.keys')).toHaveLength(4)
    act(() => {
      latest.selection?.clear()
    })
    expect(latest.selection?.count).toBe(0)
  })
})
