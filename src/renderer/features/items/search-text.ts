import type { Observable } from '../../ui/observable.ts'

/** What the page searches for, and how that goes with the address. */
export interface SearchState {
  readonly text: string
  /** What was written into the address and has not come back from there yet, oldest first. */
  readonly sent: readonly string[]
  /** What the address said when it was last looked at. */
  readonly seen: string
  /** What was last put here from outside: by Back, or a link. Another object each time. */
  readonly outside: { readonly text: string }
}

export const searchStateOf = (text: string): SearchState => ({
  text,
  sent: [],
  seen: text,
  outside: { text },
})

/**
 * What is searched for once the address changed. An echo of what was typed here must not undo what was typed
 * since; any other change wins.
 */
export function afterAddressChange(state: SearchState, address: string): SearchState {
  const echo = state.sent.indexOf(address)
  return echo === -1 ? searchStateOf(address) : { ...state, sent: state.sent.slice(echo + 1), seen: address }
}

/** What the search field says. The field alone is drawn for it: the page follows with what was found. */
export type FieldText = Observable<string>
