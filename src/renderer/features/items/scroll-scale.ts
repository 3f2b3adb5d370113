/**
 * A million rows of 34 px are taller than a browser can lay out: Chromium counts in 1/64 px in 32 bits,
 * which ends at 33.5 million device pixels, and positions above 16.7 million lose whole pixels in its
 * transforms. So the scroll track stops growing at a limit, and from there on one pixel of scrolling
 * stands for more than one pixel of list.
 */
export interface ScrollScale {
  /** The height that the page lays out, in px. */
  readonly trackHeight: number
  /** The height that the rows would have, in px. */
  readonly contentHeight: number
  /** The part of the list that is seen at once, in px. */
  readonly viewportHeight: number
}

const trackLimit = 15_000_000

/** `pixelRatio` is `window.devicePixelRatio`, zoom included: the limit of the layout is in device pixels. */
export function scrollScale(
  rowCount: number,
  rowHeight: number,
  viewportHeight: number,
  pixelRatio = 1,
): ScrollScale {
  const contentHeight = rowCount * rowHeight
  const limit = Math.floor(trackLimit * Math.min(1, 2 / pixelRatio))
  return { contentHeight, viewportHeight, trackHeight: Math.min(contentHeight, limit) }
}

/** The offset in the list that is at the top of the viewport at this scroll position. */
export function contentOffsetAt(scale: ScrollScale, scrollTop: number): number {
  const maxOffset = Math.max(0, scale.contentHeight - scale.viewportHeight)
  const maxScroll = Math.max(0, scale.trackHeight - scale.viewportHeight)
  if (scale.trackHeight === scale.contentHeight) return clamp(scrollTop, maxOffset)
  // Heights may be fractions that the DOM reports rounded, which must not make the last row unreachable.
  if (scrollTop >= maxScroll - 1) return maxOffset
  return clamp((scrollTop / maxScroll) * maxOffset, maxOffset)
}

/** The scroll position that brings this offset of the list to the top of the viewport. */
export function scrollTopFor(scale: ScrollScale, contentOffset: number): number {
  const maxOffset = Math.max(0, scale.contentHeight - scale.viewportHeight)
  const maxScroll = Math.max(0, scale.trackHeight - scale.viewportHeight)
  const offset = clamp(contentOffset, maxOffset)
  if (scale.trackHeight === scale.contentHeight) return offset
  return (offset / maxOffset) * maxScroll
}

/**
 * The offset nearest to the present one at which a row is wholly in view; the present one if it is already.
 */
export function offsetShowing(
  scale: ScrollScale,
  currentOffset: number,
  row: number,
  rowHeight: number,
): number {
  const top = row * rowHeight
  const bottom = top + rowHeight
  if (top < currentOffset) return top
  if (bottom > currentOffset + scale.viewportHeight) return bottom - scale.viewportHeight
  return currentOffset
}

const clamp = (value: number, max: number): number => Math.min(Math.max(value, 0), max)
