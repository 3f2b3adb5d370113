import { act, cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AppStatus } from '../ui/app-status.ts'
import { StatusAnnouncer } from './StatusAnnouncer.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const waiting = (seconds: number): AppStatus => ({ kind: 'waiting', provider: 'Harbour', seconds })
const loading = (loaded: number): AppStatus => ({
  ...{ kind: 'loading', mode: 'full', type: 'contact', label: null },
  ...{ loaded, total: null },
})
const pass = (ms: number): void => {
  act(() => {
    vi.advanceTimersByTime(ms)
  })
}

describe('what a screen reader hears of the status', () => {
  it('is polite, and at most one thing in ten seconds, the latest one', () => {
    const { rerender } = render(<StatusAnnouncer status={loading(1)} words="Loading · 1" />)
    const region = screen.getByRole('status')
    pass(0)
    expect(region.textContent).toBe('Loading · 1')
    for (let loaded = 2; loaded < 100; loaded += 1) {
      rerender(<StatusAnnouncer status={loading(loaded)} words={`Loading · ${String(loaded)}`} />)
      pass(50)
    }
    expect(region.textContent).toBe('Loading · 1')
    pass(10_000)
    expect(region.textContent).toBe('Loading · 99')
  })

  it('is not every second of a wait that counts down', () => {
    const { rerender } = render(<StatusAnnouncer status={waiting(30)} words="Waiting · 30 s" />)
    pass(0)
    for (let seconds = 29; seconds > 5; seconds -= 1) {
      rerender(<StatusAnnouncer status={waiting(seconds)} words={`Waiting · ${String(seconds)} s`} />)
      pass(1_000)
    }
    expect(screen.getByRole('status').textContent).toBe('Waiting · 30 s')
  })
})
