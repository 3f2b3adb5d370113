import { useLayoutEffect } from 'react'
import { showOverlay } from './overlays.ts'

let typed = ''

/** What was typed while an overlay was on its way. */
export const typedAhead = (): string => typed

export function forgetTypedAhead(): void {
  typed = ''
}

/**
 * Stands in for an overlay whose code is being read: what is typed meanwhile is meant for it, not for the screen
 * below, where single letters are commands.
 */
export function TypeAhead() {
  useLayoutEffect(() => {
    forgetTypedAhead()
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey } = event
      event.preventDefault()
      event.stopPropagation()
      if (key === 'Escape') showOverlay(null)
      else if (key === 'Backspace') typed = typed.slice(0, -1)
      else if (/^.$/u.test(key) && !ctrlKey && !metaKey && !altKey) typed += key
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [])
  return null
}
