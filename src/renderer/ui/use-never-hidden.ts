import { type RefObject, useLayoutEffect } from 'react'

/**
 * Keeps what `element` tells within hearing: MUI's dialogs set `aria-hidden` on everything beside them in `body`
 * (ModalManager of @mui/material), and have no way to be told of an exception.
 */
export function useNeverHidden(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const { current } = element
    if (current === null) return
    const show = (): void => {
      if (current.hasAttribute('aria-hidden')) current.removeAttribute('aria-hidden')
    }
    const hidden = new MutationObserver(show)
    hidden.observe(current, { attributeFilter: ['aria-hidden'] })
    show()
    return () => {
      hidden.disconnect()
    }
  }, [element])
}
