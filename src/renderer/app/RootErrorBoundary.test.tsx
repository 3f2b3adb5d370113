import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient, installFakeClient } from '../test-support/fake-client.ts'
import './i18n.ts'
import { RootErrorBoundary } from './RootErrorBoundary.tsx'

afterEach(cleanup)

describe('the last resort', () => {
  it('keeps the window from going blank, reports what failed and tries again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const fake = createFakeClient()
    installFakeClient(fake)
    let isBroken = true
    function Fragile() {
      if (isBroken) throw new TypeError('broken <b>theme</b>')
      return <p>whole</p>
    }
    render(
      <RootErrorBoundary>
        <Fragile />
      </RootErrorBoundary>,
    )
    expect(await screen.findByText('Reference T-0002')).toBeTruthy()
    expect(fake.inputsOf('app.reportProblem')).toEqual([
      { message: 'TypeError: broken <b>theme</b>', stack: expect.stringContaining('Fragile') as string },
    ])
    isBroken = false
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(screen.getByText('whole')).toBeTruthy()
  })
})
