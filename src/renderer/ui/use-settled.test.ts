import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useSettled } from './use-settled.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

it('answers the last of what is typed in a row, once it is quiet, and nothing in between', () => {
  const seen = new Set<string>()
  const { result, rerender } = renderHook(
    ({ typed }) => {
      const settled = useSettled(typed, 200)
      seen.add(settled)
      return settled
    },
    { initialProps: { typed: '' } },
  )
  for (const typed of ['l', 'lo', 'loa', 'load']) {
    rerender({ typed })
    act(() => {
      vi.advanceTimersByTime(199)
    })
  }
  expect(result.current).toBe('')
  act(() => {
    vi.advanceTimersByTime(1)
  })
  expect([...seen]).toEqual(['', 'load'])
})
