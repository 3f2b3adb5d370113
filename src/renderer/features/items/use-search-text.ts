import { useCallback, useEffect, useRef, useState } from 'react'

/** Long enough to skip the letters of a fast typist, short enough not to be noticed. */
const debounceMs = 60

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

/** The text of a search field, passed on shortly after the last letter. */
export function useSearchText(outside: string, passOn: (text: string) => void) {
  const [state, setState] = useState<SearchText>({ text: outside, sent: [], seen: outside })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  if (state.seen !== outside) setState(afterOutsideChange(state, outside))

  useEffect(() => () => clearTimeout(timer.current), [])

  const change = useCallback(
    (text: string, delayMs = debounceMs) => {
      clearTimeout(timer.current)
      setState((before) => ({ ...before, text }))
      timer.current = setTimeout(() => {
        setState((before) => ({ ...before, sent: [...before.sent, text] }))
        passOn(text)
      }, delayMs)
    },
    [passOn],
  )
  const clear = useCallback(() => change('', 0), [change])
  return { text: state.text, change, clear }
}
