import { type RefObject, useEffect, useRef } from 'react'

/**
 * Keeps the pressed one of `count` buttons in view: in a row of tabs that scrolls it may lie beyond the edge.
 */
export function useChosenInView(chosen: string | null, count: number): RefObject<HTMLDivElement | null> {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const buttons = row.current
    const scroller = buttons?.closest('[data-tabs]') ?? null
    if (buttons === null || scroller === null) return
    const show = (): void => {
      buttons.querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    show()
    // The window, or the pane beside the list, may leave less room; counts come later and widen the buttons.
    const sizes = new ResizeObserver(show)
    sizes.observe(scroller)
    sizes.observe(buttons)
    return () => {
      sizes.disconnect()
    }
  }, [chosen, count])
  return row
}
