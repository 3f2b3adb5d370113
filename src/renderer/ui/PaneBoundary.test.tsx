import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import '../app/i18n.ts'
import { PaneBoundary } from './PaneBoundary.tsx'

afterEach(cleanup)

it('keeps a failure inside its pane, names it, and lets it be tried again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  let isBroken = true
  const Pane = () => {
    if (isBroken) throw new Error('no such field')
    return <p>the pane</p>
  }
  const report = vi.fn(() => Promise.resolve('PT-7'))
  render(
    <>
      <p>beside it</p>
      <PaneBoundary report={report}>
        <Pane />
      </PaneBoundary>
    </>,
  )
  expect((await screen.findByText('Reference PT-7')).closest('[role="alert"]')).toBeTruthy()
  expect(screen.getByText('beside it')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Copy details' })).toBeTruthy()
  expect(report).toHaveBeenCalledWith(expect.objectContaining({ message: 'no such field' }))
  isBroken = false
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(screen.getByText('the pane')).toBeTruthy()
})
