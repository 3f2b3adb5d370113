import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { putArrangement } from '../api/use-arrangement.ts'
import { keepRecent } from '../api/use-recents.ts'
import { isKeptPlace, recordAt } from './places.ts'

/** Long enough not to write at every letter of a search or every row that is stepped over. */
const quietMs = 400

/** Keeps where the user is, and which records were opened, in the open workspace. */
export function usePlaceKeeper(): void {
  const router = useRouter()
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isDue = false
    let keptHref = ''
    let keptKey: string | null = null
    const keep = (): void => {
      const { href } = router.state.location
      // Another workspace may be on its way: what belongs to this one is not written into it.
      if (queries.isMutating() > 0) {
        timer = setTimeout(keep, quietMs)
        return
      }
      isDue = false
      const key = recordAt(href)
      // A place that is not kept is shown again tomorrow no worse than by its absence; hence no word of a failure.
      if (href !== keptHref && isKeptPlace(href)) {
        putArrangement({ kind: 'place', href }).catch(() => undefined)
      }
      if (key !== null && key !== keptKey) keepRecent(queries, key).catch(() => undefined)
      keptHref = href
      keptKey = key
    }
    const plan = (): void => {
      clearTimeout(timer)
      isDue = true
      timer = setTimeout(keep, quietMs)
    }
    const flush = (): void => {
      if (!isDue) return
      clearTimeout(timer)
      keep()
    }
    plan()
    const stop = router.subscribe('onResolved', plan)
    window.addEventListener('pagehide', flush)
    return () => {
      // The shell of another workspace takes over: the last steps in this one are let go rather than written there.
      clearTimeout(timer)
      stop()
      window.removeEventListener('pagehide', flush)
    }
  }, [router, queries])
}
