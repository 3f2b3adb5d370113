import { type RefObject, useLayoutEffect, useState } from 'react'
import { clearBottom, footersShown } from './clear-of-actions.ts'

/** Px of one line of news: it is made room for before it has unfolded. */
const leastHeight = 60

/**
 * Px above the bottom of the window where the stack in `frame` begins so that it covers no form's buttons. Looked at
 * anew while `isShown`, whenever something is drawn, scrolled or resized, once a frame at most.
 */
export function useClearBottom(
  frame: RefObject<HTMLElement | null>,
  bottom: number,
  isShown: boolean,
): number {
  const [clear, setClear] = useState(bottom)
  useLayoutEffect(() => {
    if (!isShown) return
    const measure = (): void => {
      const stack = frame.current?.firstElementChild?.getBoundingClientRect()
      if (stack === undefined) return
      const { left, right, height } = stack
      const least = { left, right, height: Math.max(height, leastHeight) }
      setClear(clearBottom(least, bottom, window.innerHeight, footersShown()))
    }
    let asked: number | null = null
    const ask = (): void => {
      asked ??= requestAnimationFrame(() => {
        asked = null
        measure()
      })
    }
    measure()
    const drawn = new MutationObserver(ask)
    drawn.observe(document.body, { childList: true, subtree: true })
    const events = ['scroll', 'resize', 'transitionend'] as const
    for (const name of events) window.addEventListener(name, ask, { capture: true, passive: true })
    return () => {
      if (asked !== null) cancelAnimationFrame(asked)
      drawn.disconnect()
      for (const name of events) window.removeEventListener(name, ask, { capture: true })
    }
  }, [frame, bottom, isShown])
  return isShown ? clear : bottom
}
