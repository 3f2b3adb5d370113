import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import '../app/i18n.ts'
import { ErrorNotice } from './ErrorNotice.tsx'

afterEach(cleanup)

describe('the notice of an error', () => {
  it('R11 shows a reason that holds markup as plain text', () => {
    const reason = '<img src=x onerror="alert(1)"><b>no</b> {{Provider}} $t(bug.title)'
    const { container } = render(<ErrorNotice error={{ kind: 'sign-in-denied', reason }} reference="A-1" />)
    expect(screen.getByText(reason)).toBeTruthy()
    expect(container.querySelector('img, b')).toBeNull()
  })

  it('says what happened, what is safe and under which reference it is logged', () => {
    render(
      <ErrorNotice
        error={{ kind: 'reconnect-required', accountId: 'a' }}
        reference="A-7K2F"
        provider="Harbour"
      />,
    )
    const notice = screen.getByRole('alert')
    expect(notice.textContent).toContain('Harbour ended this connection. Your data stays here')
    expect(notice.textContent).toContain('Reference A-7K2F')
  })

  it('offers only what the screen can do and what fits the error', async () => {
    const retry = vi.fn()
    const reconnect = vi.fn()
    render(
      <ErrorNotice
        error={{ kind: 'reconnect-required', accountId: 'a' }}
        reference={null}
        actions={{ retry, reconnect, 'set-client': vi.fn() }}
      />,
    )
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual([
      'Reconnect',
      'Try again',
    ])
    await userEvent.click(screen.getByRole('button', { name: 'Reconnect' }))
    expect(reconnect).toHaveBeenCalledOnce()
    expect(retry).not.toHaveBeenCalled()
  })
})
