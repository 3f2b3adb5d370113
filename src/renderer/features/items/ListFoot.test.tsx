import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import '../../app/i18n.ts'
import { ListFoot } from './ListFoot.tsx'
import type { RowsProgress } from './row-blocks.ts'

afterEach(cleanup)

interface Wanted {
  readonly total: number
  readonly isMore: boolean
  readonly isSearch: boolean
  readonly isSorted?: boolean
}

const drawFoot = (
  { total, isMore, isSearch, isSorted = false }: Wanted,
  progress: RowsProgress | null = null,
) => {
  const onStop = vi.fn()
  const { unmount } = render(
    <ListFoot
      snapshot={{ total, isMore, progress, isStopped: false }}
      isSearch={isSearch}
      isSorted={isSorted}
      isPending={false}
      onStop={onStop}
      onGoOn={() => undefined}
      copying={{ kind: 'idle' }}
      onCancelCopy={() => undefined}
      selection={null}
      onHideOutside={null}
    />,
  )
  return { unmount, onStop }
}
const wordsFor = (wanted: Wanted): string | null => {
  const { unmount } = drawFoot(wanted)
  const words = screen.getByRole('status').textContent
  unmount()
  return words
}

describe('the foot of the list', () => {
  it('says the number of rows, and of hits where they are counted to the end', () => {
    expect(wordsFor({ total: 2_000, isMore: false, isSearch: false })).toBe('2,000 items')
    expect(wordsFor({ total: 2_000, isMore: false, isSearch: true })).toBe('2,000 matches, best first')
  })

  it('says that there are more hits than are counted, never a number that is not true', () => {
    expect(wordsFor({ total: 2_000, isMore: true, isSearch: true })).toBe(
      'More than 2,000 matches, newest first',
    )
  })

  it('does not say "best first" of matches that a column orders', () => {
    expect(wordsFor({ total: 2_000, isMore: false, isSearch: true, isSorted: true })).toBe('2,000 matches')
    expect(wordsFor({ total: 2_000, isMore: true, isSearch: true, isSorted: true })).toBe(
      'More than 2,000 matches',
    )
  })

  it('says how far a list is that is still being put together, not a number of rows (U10), and stops it', () => {
    const { onStop } = drawFoot(
      { total: 12, isMore: false, isSearch: false, isSorted: true },
      { done: 240_000, of: 1_000_000 },
    )
    expect(screen.getByRole('status').textContent).toBe('Sorting… 240,000 of 1,000,000')
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('24')
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(onStop).toHaveBeenCalledOnce()
  })
})
