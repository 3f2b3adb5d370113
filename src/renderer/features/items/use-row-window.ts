import { observeElementRect, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { contentOffsetAt, offsetShowing, scrollScale, scrollTopFor } from './scroll-scale.ts'
import { anchorRow, type DrawnRow, rowsPerStrip, rowsToDraw, stripCount } from './strips.ts'

interface RowWindowOptions {
  readonly scroller: RefObject<HTMLElement | null>
  /** The element around the drawn rows. */
  readonly sheet: RefObject<HTMLElement | null>
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

export interface RowWindow {
  /** The rows to draw inside the sheet, each at its `place` times the row height. */
  readonly rows: readonly DrawnRow[]
  /** Px that the element around the sheet is high. */
  readonly trackHeight: number
  /** The first and the last row that scrolling needs now, a margin included. */
  readonly firstRow: number
  readonly lastRow: number
  /** How many rows Page Up and Page Down move. */
  readonly pageRows: number
  /** The inside of the scroller, in px; zero before the first layout. */
  readonly size: { readonly width: number; readonly height: number }
  /** Scrolls as little as needed to bring the row wholly into view. */
  readonly showRow: (index: number) => void
  readonly scrollToTop: () => void
  /** Px of the list above the view; for event handlers and effects. */
  readonly currentOffset: () => number
}

/** Known without asking the page. */
const isAtTop = ({
  scrollTop,
  isMoved,
}: {
  readonly scrollTop: number
  readonly isMoved: boolean
}): boolean => scrollTop === 0 && !isMoved

/** Which rows of a list of any length are to be drawn, and where, while it scrolls. */
export function useRowWindow(options: RowWindowOptions): RowWindow {
  const { scroller, sheet, rowCount, rowHeight, headerHeight, focusedRow, initialOffset } = options
  const [size, setSize] = useState({ width: 0, height: 0 })
  const { trackHeight, contentHeight, viewportHeight } = scrollScale(
    rowCount,
    rowHeight,
    size.height,
    window.devicePixelRatio,
  )
  // Kept beside the DOM: reading a scroll position after the rows changed would lay the page out twice.
  const latest = useRef({
    scale: { trackHeight, contentHeight, viewportHeight },
    scrollTop: 0,
    offset: 0,
    anchor: 0,
    /** A row was scrolled to, and the scroll event has not come yet. */
    isMoved: false,
  })
  const isOpened = useRef(false)

  /** Moves the drawn rows to where the track is: in a list that is scaled down, that is not where they were. */
  const placeSheet = useCallback(() => {
    if (sheet.current === null) return
    const { scrollTop, offset, anchor } = latest.current
    const top = anchor * rowHeight + scrollTop - offset
    sheet.current.style.transform = `translateY(${String(top)}px)`
  }, [sheet, rowHeight])

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
      const onScroll = (): void => {
        const { scrollTop } = element
        latest.current.isMoved = false
        latest.current.scrollTop = scrollTop
        latest.current.offset = contentOffsetAt(latest.current.scale, scrollTop)
        // Drawn before the browser paints the new position. "Not scrolling" spares a read of the layout.
        flushSync(() => {
          report(latest.current.offset, false)
        })
        placeSheet()
      }
      element.addEventListener('scroll', onScroll, { passive: true })
      return () => {
        element.removeEventListener('scroll', onScroll)
      }
    },
    // The virtualizer never scrolls: it thinks in offsets of the list, the element in those of the track.
    scrollToFn: () => undefined,
  })
  const strips = virtualizer.getVirtualItems().map(({ index }) => index)
  const firstRow = (strips[0] ?? 0) * rowsPerStrip
  const anchor = anchorRow(firstRow)

  useLayoutEffect(() => {
    latest.current.scale = { trackHeight, contentHeight, viewportHeight }
    const element = scroller.current
    if (element === null) return
    const { scale } = latest.current
    if (!isOpened.current && rowCount > 0 && viewportHeight > 0) {
      isOpened.current = true
      element.scrollTop = scrollTopFor(scale, initialOffset)
      latest.current.scrollTop = element.scrollTop
      latest.current.offset = contentOffsetAt(scale, element.scrollTop)
    }
    // The same position of a scaled track means another row once the list grew or shrank; the top stays the top.
    if (trackHeight < contentHeight && !isAtTop(latest.current)) {
      element.scrollTop = scrollTopFor(scale, latest.current.offset)
      latest.current.scrollTop = element.scrollTop
    }
  }, [scroller, rowCount, initialOffset, trackHeight, contentHeight, viewportHeight])

  useLayoutEffect(() => {
    latest.current.anchor = anchor
    placeSheet()
  })

  const showRow = useCallback(
    (index: number) => {
      const element = scroller.current
      if (element === null) return
      const { scale } = latest.current
      const offset = contentOffsetAt(scale, element.scrollTop)
      const wanted = offsetShowing(scale, offset, index, rowHeight)
      // Browsers round to whole pixels, which in a scaled list would cut off the edge of the row.
      const round = wanted > offset ? Math.ceil : Math.floor
      if (wanted === offset) return
      latest.current.isMoved = true
      element.scrollTop = round(scrollTopFor(scale, wanted))
    },
    [scroller, rowHeight],
  )
  const scrollToTop = useCallback(() => {
    // Setting it lays the page out, also where it is there already: as long as the rest of what a found row costs.
    if (scroller.current !== null && !isAtTop(latest.current)) scroller.current.scrollTop = 0
  }, [scroller])

  return {
    rows: rowsToDraw(strips, rowCount, focusedRow),
    trackHeight,
    firstRow,
    lastRow: ((strips.at(-1) ?? 0) + 1) * rowsPerStrip - 1,
    pageRows: Math.max(1, Math.floor(size.height / rowHeight) - 1),
    size,
    showRow,
    scrollToTop,
    currentOffset: useCallback(() => latest.current.offset, []),
  }
}
