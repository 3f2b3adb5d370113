import { useEffect, useRef } from 'react'

/** Ctrl-S and Ctrl-Enter (Cmd on macOS) save from wherever the keyboard is on the screen. */
export function useSaveKeys(save: () => void): void {
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const isSave = event.key === 'Enter' || event.key.toLowerCase() === 's'
      if (!isSave || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      // A dialog on top has its own buttons.
      if (document.querySelector('[role="dialog"]') !== null) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [])
}
