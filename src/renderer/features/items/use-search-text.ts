import { useCallback, useState } from 'react'

interface SearchText {
  readonly text: string
  /** What was put here but has not come back yet, oldest first. */
  readonly sent: readonly string[]
  /** The outside value that `text` takes into account. */
  readonly seen: string
}

/**
 * What the field shows once the outside value changed. An echo of what was typed here must not undo what
 * was typed since; any other change (Back, a link) wins.
 */
export function afterOutsideChange(state: SearchText, outside: string): SearchText {
  const echo = state.sent.indexOf(outside)
  return echo === -1
    ? { text: outside, sent: [], seen: outside }
    : { ...state, sent: state.sent.slice(echo + 1), seen: outside }
}

/** The text of a search field whose outside value follows what is put into it, some of it, and late. */
export function useSearchText(outside: string) {
  const [state, setState] = useState<SearchText>({ text: outside, sent: [], seen: outside })
  if (state.seen !== outside) setState(afterOutsideChange(state, outside))
  const put = useCallback((text: string) => {
    // Half of a character is not sent on.
    setState((before) => ({ ...before, text, sent: [...before.sent, text.toWellFormed()] }))
  }, [])
  /** Nothing of what was put here will come back: the outside value has it already. */
  const settle = useCallback(() => {
    setState((before) => ({ ...before, sent: [] }))
  }, [])
  return { text: state.text, put, settle }
}
