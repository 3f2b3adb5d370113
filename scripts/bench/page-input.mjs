import { emptyPage } from '../../tests/support/made-up-runs.ts'

/**
 * What the store's `applyPage` is asked with, whole. What a page must have besides its rows comes from the tests' own
 * empty page, which the compiler holds to the store's protocol.
 *
 * @param run account, feed and id of the run; `next` names the place behind the page
 */
export const pageInput = (run, items, next) => ({ ...emptyPage, ...run, items, next: String(next), nowMs: 1 })

/** What a provider gives at once. */
export const PAGE = 100
const PAGES_UNDER_WAY = 4

/** Applies all items to a run, page after page, some of them on their way at once as in a load. */
export async function applyPages(ask, run, items) {
  const underWay = []
  for (let at = 0; at < items.length; at += PAGE) {
    if (underWay.length >= PAGES_UNDER_WAY) await underWay.shift()
    underWay.push(ask('applyPage', pageInput(run, items.slice(at, at + PAGE), at)))
  }
  await Promise.all(underWay)
}
