import { type RefObject, useEffect, useState } from 'react'

/** Whether an element has less room than so many px; it has enough until it was measured. */
export function useIsNarrow(element: RefObject<HTMLElement | null>, belowPx: number): boolean {
  const [isNarrow, setIsNarrow] = useState(false)
  useEffect(() => {
    const measured = element.current
    if (measured === null) return
    const observer = new ResizeObserver(([entry]) => {
      const width = entry?.contentRect.width ?? 0
      setIsNarrow(width > 0 && width < belowPx)
    })
    observer.observe(measured)
    return () => {
      observer.disconnect()
    }
  }, [element, belowPx])
  return isNarrow
}
