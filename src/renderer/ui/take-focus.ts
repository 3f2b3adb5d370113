/**
 * A ref that hands the keyboard to what it is put on, once, when that appears. One function for all, so that
 * drawing again does not take the focus again.
 */
export function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}
