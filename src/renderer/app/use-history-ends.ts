import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

interface HistoryEnds {
  readonly canGoBack: boolean
  readonly canGoForward: boolean
}

/** Whether there is a place before and after the present one, as far as this window went. */
export function useHistoryEnds(): HistoryEnds {
  const { history } = useRouter()
  const [ends, setEnds] = useState({
    index: history.location.state.__TSR_index,
    last: history.location.state.__TSR_index,
  })
  useEffect(
    () =>
      history.subscribe(({ location, action }) => {
        const index = location.state.__TSR_index
        // A place of its own ends what lay ahead.
        setEnds(({ last }) => ({ index, last: action.type === 'PUSH' ? index : Math.max(last, index) }))
      }),
    [history],
  )
  return { canGoBack: ends.index > 0, canGoForward: ends.index < ends.last }
}
