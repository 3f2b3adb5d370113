import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import '../../app/i18n.ts'
import { ListFoot } from './ListFoot.tsx'

const wordsFor = (props: { total: number; isMore: boolean; isSearch: boolean }): string | null => {
  const { unmount } = render(<ListFoot {...props} isPending={false} />)
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
})
