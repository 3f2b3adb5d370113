import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useHasOpened } from './use-has-opened.ts'

it('is false until it opens, and true from then on, so that what closes can close in its own time', () => {
  const { result, rerender } = renderHook(useHasOpened, { initialProps: false })
  expect(result.current).toBe(false)
  rerender(true)
  expect(result.current).toBe(true)
  rerender(false)
  expect(result.current).toBe(true)
})
