import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { ListSearch } from './list-search.ts'
import { useSearchText } from './use-search-text.ts'

const route = getRouteApi('/shell/items')

/**
 * Writing the address costs the page about as much as drawing the rows that were found: it comes once they are there, and
 * once for a word that is typed quickly.
 */
const addressAfterMs = 100

interface Waiting {
  readonly text: string
  readonly timer: ReturnType<typeof setTimeout>
}

export interface TypedSearch {
  /** What the list shows: what the address says, with what was typed since. */
  readonly search: ListSearch
  /** What the search field says. */
  readonly text: string
  readonly type: (text: string) => void
  /** Shows another list. `replace`: without an entry of its own for Back. */
  readonly go: (change: ListSearch, options?: { readonly replace?: boolean }) => void
  /** Writes what was typed into the address at once: before another screen takes the place of this one. */
  readonly finish: () => void
}

/** Half of a character, as some input methods leave it for a moment, is refused by main. */
export const searchedFor = (text: string): string | undefined =>
  text === '' ? undefined : text.toWellFormed()

/** What the list shows. A letter that is typed is searched for at once, and stands in the address a moment later. */
export function useTypedSearch(): TypedSearch {
  const address: ListSearch = route.useSearch()
  const navigate = useNavigate({ from: '/items' })
  const router = useRouter()
  const { text, put, settle } = useSearchText(address.q ?? '')
  const shownText = useRef(text)
  useLayoutEffect(() => {
    shownText.current = text
  })
  const waiting = useRef<Waiting | null>(null)

  const takeWaiting = useCallback((): Pick<ListSearch, 'q'> => {
    const taken = waiting.current
    waiting.current = null
    clearTimeout(taken?.timer)
    // Back, or a link, has put something else into the field meanwhile.
    return taken === null || taken.text !== shownText.current ? {} : { q: searchedFor(taken.text) }
  }, [])
  useEffect(() => () => void takeWaiting(), [takeWaiting])

  const write = useCallback(
    (change: ListSearch, replace: boolean) => {
      if ('q' in change && change.q === router.latestLocation.search.q) settle()
      void navigate({ search: (before) => ({ ...before, ...change }), replace })
    },
    [navigate, router, settle],
  )
  const finish = useCallback(() => {
    const typed = takeWaiting()
    if ('q' in typed) write(typed, true)
  }, [takeWaiting, write])
  const go: TypedSearch['go'] = useCallback(
    (change, { replace = false } = {}) => {
      // Back leads to what was typed, not to what stood there before it.
      finish()
      if ('q' in change) put(change.q ?? '')
      write(change, replace)
    },
    [put, finish, write],
  )
  const type = useCallback(
    (typed: string) => {
      put(typed)
      clearTimeout(waiting.current?.timer)
      const timer = setTimeout(() => {
        // Whoever has gone on meanwhile is not to be brought back.
        if (router.latestLocation.pathname === '/items') finish()
      }, addressAfterMs)
      waiting.current = { text: typed, timer }
    },
    [put, router, finish],
  )
  const search = useMemo(() => ({ ...address, q: searchedFor(text) }), [address, text])
  return { search, text, type, go, finish }
}
