import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import { openList } from './test-support/contact-list.ts'

afterEach(cleanup)

it('keeps the chosen type in view, where the row of types is longer than the window is wide', async () => {
  const shown = vi.spyOn(Element.prototype, 'scrollIntoView')
  openList('/items?type=deal')
  const deals = await screen.findByRole('button', { name: /^Deals/ })
  await waitFor(() => {
    expect(shown.mock.contexts).toContain(deals)
  })
  const all = screen.getByRole('button', { name: /^All/ })
  expect(shown.mock.contexts).not.toContain(all)
  await userEvent.click(all)
  await waitFor(() => {
    expect(shown.mock.contexts.at(-1)).toBe(all)
  })
})
