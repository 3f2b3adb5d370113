import { act, cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeClient } from '../test-support/fake-client.ts'
import { anAccount, anAppState, aSyncStatus, aWorkspace, madeUpItems } from '../test-support/fake-state.ts'
import { renderApp } from '../test-support/render-app.tsx'
import { told } from '../copy/told.ts'
import { notify } from '../ui/notify.ts'

/** A window of 800 × 600 px: bars end forms over its whole width, the stack hangs at the end of the line. */
function layOut(this: HTMLElement): DOMRect {
  if (this.matches('[data-footer-actions], .MuiDialogActions-root')) return new DOMRect(104, 520, 696, 80)
  const isRtl = document.documentElement.dir === 'rtl'
  if (this.matches('.notistack-SnackbarContainer')) return new DOMRect(isRtl ? 14 : 400, 0, 386, 80)
  return new DOMRect()
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(layOut)
  vi.stubGlobal('innerHeight', 600)
})
afterEach(() => {
  document.documentElement.dir = 'ltr'
  vi.unstubAllGlobals()
  cleanup()
})

const workspace = aWorkspace()
const account = anAccount()
const [contact] = madeUpItems(account, 'contact', 1)
const open = (place: string): void => {
  const fake = createFakeClient({
    app: anAppState({ workspace, workspaces: [workspace] }),
    accounts: [account],
    statuses: [aSyncStatus()],
    items: [contact!],
  })
  renderApp(fake, place)
}
const bottom = (): string =>
  screen.getByRole('region', { name: 'Just now', hidden: true }).style.getPropertyValue('--toasts-bottom')
const tell = async (): Promise<void> => {
  act(() => {
    notify({ tone: 'success', title: told('mirror:server.saved') })
  })
  await within(screen.getByRole('region', { name: 'Just now' })).findByText('The server was saved.')
}

describe('toasts and the buttons that end a form', () => {
  it.each(['ltr', 'rtl'])('never cover each other on a contact’s form, %s', async (dir) => {
    document.documentElement.dir = dir
    open(`/contacts/${encodeURIComponent(contact!.key)}`)
    await screen.findByRole('button', { name: 'Save and new' })
    await tell()
    expect(bottom()).toBe('88px')
  })

  it('never cover each other where a dialog opens later', async () => {
    open('/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await tell()
    expect(bottom()).toBe('14px')
    await userEvent.keyboard('{Control>}/{/Control}')
    await screen.findByRole('dialog')
    await waitFor(() => {
      expect(bottom()).toBe('88px')
    })
  })
})

describe('toasts and screen readers', () => {
  it('are heard while a dialog is open, whether they came before it or come after it', async () => {
    open('/settings')
    await screen.findByRole('heading', { level: 1, name: 'Settings' })
    await tell()
    await userEvent.keyboard('{Control>}/{/Control}')
    await screen.findByRole('dialog')
    await waitFor(() => {
      expect(screen.getByRole('region', { name: 'Just now' })).toBeDefined()
    })
    act(() => {
      notify({ tone: 'success', title: told('mirror:server.saved') })
    })
    await within(screen.getByRole('region', { name: 'Just now' })).findByText('The server was saved.')
    expect(screen.queryByRole('main')).toBeNull()
  })
})
