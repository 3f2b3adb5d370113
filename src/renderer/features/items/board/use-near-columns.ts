import { type RefObject, useLayoutEffect, useState } from 'react'
import { columnWidth } from './board-style.ts'

/** Columns beyond the edge that are loaded ahead, so that the arrow keys find cards there. */
const columnsAhead = 2

/** The columns that are or were in view or next to it: only these are asked for. */
export function useNearColumns(scroller: RefObject<HTMLElement | null>, count: number): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set())
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const look = (): void => {
      // Where text runs from right to left, what is scrolled is counted below zero.
      const first = Math.floor(Math.abs(element.scrollLeft) / columnWidth) - columnsAhead
      const last =
        Math.ceil((Math.abs(element.scrollLeft) + element.clientWidth) / columnWidth) + columnsAhead
      const seen = Array.from({ length: count }, (_, index) => index).filter(
        (index) => index >= first && index <= last,
      )
      setNear((before) => (seen.every((index) => before.has(index)) ? before : new Set([...before, ...seen])))
    }
    look()
    const sizes = new ResizeObserver(look)
    sizes.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, count])
  return near
}
