import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { contentOffsetAt, offsetShowing, scrollScale, scrollTopFor } from './scroll-scale.ts'
import { rowsPerStrip, rowsToDraw, stripCount } from './strips.ts'

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly rowCount: number
  /** Px; every row has it. */
  readonly rowHeight: number
  /** Px of the scroller that a sticky header covers. */
  readonly headerHeight: number
  /** Stays drawn wherever it is; -1 for none. */
  readonly focusedRow: number
  /** Where the list is opened, in px of the list. */
  readonly initialOffset: number
}

export interface DrawnRow {
  readonly index: number
  /** Px from the top of the track. */
  readonly top: number
}

export interface RowWindow {
  readonly rows: readonly DrawnRow[]
  /** Px that the element around the rows is high. */
  readonly trackHeight: number
  /** The first and the last row that scrolling needs now, a margin included. */
  readonly firstRow: number
  readonly lastRow: number
  /** How many rows are wholly in view. */
  readonly pageRows: number
  /** The inside of the scroller, in px; zero before the first layout. */
  readonly size: { readonly width: number; readonly height: number }
  /** Scrolls as little as needed to bring the row wholly into view. */
  readonly showRow: (index: number) => void
  readonly scrollToTop: () => void
  /** Px of the list above the view; for event handlers and effects. */
  readonly currentOffset: () => number
}

const scrollEndMs = 150

/** Which rows of a list of any length are to be drawn, and where, while it scrolls. */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { scroller, rowCount, rowHeight, headerHeight, focusedRow, initialOffset } = options
  const [size, setSize] = useState({ width: 0, height: 0 })
  const scale = scrollScale(rowCount, rowHeight, size.height, window.devicePixelRatio)
  const { trackHeight, contentHeight, viewportHeight } = scale
  const isScaled = trackHeight < contentHeight
  const latestScale = useRef(scale)
  const latestOffset = useRef(0)
  const isOpened = useRef(false)
  // Rows of a scaled list move against the track, so each of its scroll events is drawn.
  const [scrollTop, setScrollTop] = useState(0)

  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it leaves this hook
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count: stripCount(rowCount),
    getScrollElement: () => scroller.current,
    estimateSize: () => rowsPerStrip * rowHeight,
    overscan: 1,
    observeElementRect: (instance, report) =>
      observeElementRect(instance, ({ width, height }) => {
        const inside = { width, height: Math.max(0, height - headerHeight) }
        setSize(inside)
        report(inside)
      }),
    observeElementOffset: (instance, report) => {
      const element = instance.scrollElement
      if (element === null) return
      let timer: ReturnType<typeof setTimeout> | undefined
      const onScroll = (): void => {
        const current = latestScale.current
        latestOffset.current = contentOffsetAt(current, element.scrollTop)
        if (current.trackHeight < current.contentHeight) flushSync(() => setScrollTop(element.scrollTop))
        report(latestOffset.current, true)
        clearTimeout(timer)
        timer = setTimeout(() => report(latestOffset.current, false), scrollEndMs)
      }
      element.addEventListener('scroll', onScroll, { passive: true })
      return () => {
        clearTimeout(timer)
        element.removeEventListener('scroll', onScroll)
      }
    },
    // The virtualizer never scrolls: it thinks in offsets of the list, the element in those of the track.
    scrollToFn: () => undefined,
  })

  useLayoutEffect(() => {
    latestScale.current = { trackHeight, contentHeight, viewportHeight }
    const element = scroller.current
    if (element === null) return
    if (!isOpened.current && rowCount > 0 && viewportHeight > 0) {
      isOpened.current = true
      latestOffset.current = initialOffset
      element.scrollTop = scrollTopFor(latestScale.current, initialOffset)
    }
    // The same position of a scaled track means another row once the list grew or shrank.
    if (isScaled) {
      element.scrollTop = scrollTopFor(latestScale.current, latestOffset.current)
      setScrollTop(element.scrollTop)
    }
  }, [scroller, isScaled, rowCount, initialOffset, trackHeight, contentHeight, viewportHeight])

  const showRow = useCallback(
    (index: number) => {
      const element = scroller.current
      if (element === null) return
      const offset = contentOffsetAt(latestScale.current, element.scrollTop)
      const wanted = offsetShowing(latestScale.current, offset, index, rowHeight)
      if (wanted !== offset) element.scrollTop = scrollTopFor(latestScale.current, wanted)
    },
    [scroller, rowHeight],
  )
  const scrollToTop = useCallback(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0
  }, [scroller])

  const strips = virtualizer.getVirtualItems().map(({ index }) => index)
  const shift = isScaled ? scrollTop - contentOffsetAt(scale, scrollTop) : 0
  return {
    rows: rowsToDraw(strips, rowCount, focusedRow).map((index) => ({
      index,
      top: index * rowHeight + shift,
    })),
    trackHeight,
    firstRow: (strips[0] ?? 0) * rowsPerStrip,
    lastRow: ((strips.at(-1) ?? 0) + 1) * rowsPerStrip - 1,
    pageRows: Math.max(1, Math.floor(size.height / rowHeight) - 1),
    size,
    showRow,
    scrollToTop,
    currentOffset: useCallback(() => latestOffset.current, []),
  }
}
