/** Px within the window, from its upper left corner. */
export interface Edges {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Px between what is told and the buttons below it. */
const gap = 8
/** What ends a form: its buttons stay in reach, whatever is told meanwhile. */
const footers = '[data-footer-actions], .MuiDialogActions-root'

/**
 * How many px above the bottom of the window a stack has to begin that would like to begin at `bottom`, so that it
 * covers no footer. What lies beside the stack, and what is far enough above or below it, moves nothing.
 */
export function clearBottom(
  stack: Pick<Edges, 'left' | 'right'> & { readonly height: number },
  bottom: number,
  windowHeight: number,
  bars: readonly Edges[],
): number {
  let foot = windowHeight - bottom
  // From the lowest up: one that was made room for may lead onto the next.
  for (const bar of bars.toSorted((one, other) => other.bottom - one.bottom)) {
    const isBeside = bar.right <= stack.left || bar.left >= stack.right
    const isClear = bar.top >= foot || bar.bottom <= foot - stack.height
    if (!isBeside && !isClear) foot = bar.top - gap
  }
  return windowHeight - foot
}

/** The footers that are drawn now. */
export const footersShown = (): Edges[] =>
  Array.from(document.querySelectorAll(footers), (footer) => footer.getBoundingClientRect()).filter(
    ({ top, bottom }) => bottom > top,
  )
