import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it } from 'vitest'
import { Tooltip } from './Tooltip.tsx'

afterEach(cleanup)

const open = () => {
  render(
    <>
      <button>Before</button>
      <Tooltip title="Shows the details" enterDelay={20}>
        <button>Show</button>
      </Tooltip>
    </>,
  )
  return { user: userEvent.setup(), button: screen.getByRole('button', { name: 'Shows the details' }) }
}
/** Longer than a tooltip waits. */
const waited = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)))
const tooltip = () => screen.findByRole('tooltip', { name: 'Shows the details' })
const gone = () =>
  waitFor(() => {
    expect(screen.queryByRole('tooltip')).toBeNull()
  })

it('does not come where the app moves the focus, also after a key', async () => {
  const { user, button } = open()
  await user.tab()
  await user.keyboard('d')
  act(() => {
    button.focus()
  })
  await waited()
  expect(document.activeElement).toBe(button)
  expect(screen.queryByRole('tooltip')).toBeNull()
})

it('comes to who goes there by Tab, and goes at Escape', async () => {
  const { user, button } = open()
  await user.tab()
  await user.tab()
  expect(document.activeElement).toBe(button)
  await tooltip()
  await user.keyboard('{Escape}')
  await gone()
  expect(document.activeElement).toBe(button)
})

it('comes to who points at it, where the focus is as well, and goes with the pointer', async () => {
  const { button } = open()
  act(() => {
    button.focus()
  })
  fireEvent.mouseOver(button)
  await tooltip()
  fireEvent.mouseLeave(button)
  await gone()
})

it('goes when what it belongs to is pressed, also one that is still to come, and comes to who points at it anew', async () => {
  const { user, button } = open()
  await user.hover(button)
  await tooltip()
  await user.pointer({ keys: '[MouseLeft]', target: button })
  await gone()
  await user.unhover(button)
  fireEvent.pointerEnter(button)
  fireEvent.mouseOver(button)
  fireEvent.pointerDown(button)
  await waited()
  expect(screen.queryByRole('tooltip')).toBeNull()
  await user.unhover(button)
  await user.hover(button)
  await tooltip()
})
