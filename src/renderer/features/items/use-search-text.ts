import { useCallback, useState } from 'react'

interface SearchText {
  readonly text: string
  /** What was passed on but has not come back yet, oldest first. */
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

/**
 * The text of a search field, passed on with every letter: the store answers sooner than the next one is typed, and a
 * pause would be felt at each search.
 */
export function useSearchText(outside: string, passOn: (text: string) => void) {
  const [state, setState] = useState<SearchText>({ text: outside, sent: [], seen: outside })
  if (state.seen !== outside) setState(afterOutsideChange(state, outside))

  const change = useCallback(
    (text: string) => {
      setState((before) => ({ ...before, text, sent: [...before.sent, text] }))
      passOn(text)
    },
    [passOn],
  )
  const clear = useCallback(() => change(''), [change])
  return { text: state.text, change, clear }
}
