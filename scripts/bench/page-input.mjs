import { emptyPage } from '../../tests/support/made-up-runs.ts'

/**
 * What the store's `applyPage` is asked with, whole. What a page must have besides its rows comes from the tests' own
 * empty page, which the compiler holds to the store's protocol.
 *
 * @param run account, feed and id of the run; `next` names the place behind the page
 */
export const pageInput = (run, items, next) => ({ ...emptyPage, ...run, items, next: String(next), nowMs: 1 })
