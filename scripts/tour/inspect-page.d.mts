import type { Page } from 'playwright'

export interface Finding {
  /** What kind of thing is wrong: "clipped", "overlap", "axe color-contrast". */
  readonly kind: string
  readonly element: string
  readonly detail: string
}

/**
 * Everything that a machine can find wrong with what a page shows now: controls and texts that are cut off, covered
 * or on top of each other, keys instead of words, and violations of WCAG A and AA. `rules` of axe replace all of A
 * and AA.
 */
export function inspectPage(page: Page, options?: { readonly rules?: string[] }): Promise<Finding[]>
