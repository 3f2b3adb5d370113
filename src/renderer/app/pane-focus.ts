const tabbable = [
  'a[href]',
  'button:not(:disabled)',
  'input:not(:disabled)',
  'select:not(:disabled)',
  'textarea:not(:disabled)',
  '[tabindex]:not([tabindex="-1"])',
].join(', ')

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0

/**
 * Moves the keyboard to the next pane, or the one before, round and round. A pane is whatever carries
 * `data-pane`; it gets the focus on its first control, or itself where it has none.
 */
export function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(isShown)
  const active = document.activeElement
  // The innermost pane counts where one lies within another.
  const current = panes.findLastIndex((pane) => pane.contains(active))
  const start = current === -1 && step === -1 ? 0 : current
  const next = panes.at((start + step) % panes.length)
  if (next === undefined) return
  const first = [...next.querySelectorAll<HTMLElement>(tabbable)].find(isShown)
  if (first === undefined) {
    next.tabIndex = -1
    next.focus()
  } else {
    first.focus()
  }
}
