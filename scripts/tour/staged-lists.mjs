import { ACCOUNTS, status, stream } from './staged-loading.mjs'
import { LIST } from './staged-outbox.mjs'

/** Made-up answers of main for a list of one account: without rows for each reason once, and not whole yet. */

const of = (contact, deal = {}) => [
  status('one', [
    stream('contact', 'contact', contact),
    stream('company', 'company'),
    stream('deal', 'deal', deal),
  ]),
]

export const [ACCOUNT] = ACCOUNTS
export const DONE = of({})
export const LEFT_OUT = of({}, { state: 'left-out', loaded: 0, finishedAtMs: null })
export const INTERRUPTED = of({ state: 'interrupted', loaded: 0, finishedAtMs: null })

export const NOTHING = { rows: [], total: 0, isMore: false, progress: null }
export const SOME = { ...LIST, total: 500, isMore: true, progress: null }
export const UNFINISHED = { ...LIST, total: 1_204, progress: { done: 41_300, of: 204_000 } }
