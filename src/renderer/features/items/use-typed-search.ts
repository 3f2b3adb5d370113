import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createObservable } from '../../ui/observable.ts'
import type { ListSearch } from './list-search.ts'
import { afterAddressChange, type FieldText, searchStateOf } from './search-text.ts'

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
  /** What the search field says: a moment ahead of `search` while somebody types. */
  readonly field: FieldText
  /** `show`: called when the page is drawn with the text, if that is still what the field says. */
  readonly type: (text: string, rows: Promise<{ readonly show: () => void }>) => void
  /** Shows another list. `replace`: without an entry of its own for Back. */
  readonly go: (change: ListSearch, options?: { readonly replace?: boolean }) => void
  /** Writes what was typed into the address at once, before another screen takes the place of this one: answers with it. */
  readonly finish: () => ListSearch
}

/** Half of a character, as some input methods leave it for a moment, is refused by main. */
export const searchedFor = (text: string): string | undefined =>
  text === '' ? undefined : text.toWellFormed()

/**
 * What the list shows. A letter that is typed stands in the field at once, on the page when its rows are there, and in the
 * address a moment later: the page is drawn once for it.
 */
export function useTypedSearch(): TypedSearch {
  const address: ListSearch = route.useSearch()
  const navigate = useNavigate({ from: '/items' })
  const router = useRouter()
  const inAddress = address.q ?? ''
  const [state, setState] = useState(() => searchStateOf(inAddress))
  if (state.seen !== inAddress) setState(afterAddressChange(state, inAddress))
  const { text, outside } = state
  const [field] = useState(() => createObservable(inAddress))
  useLayoutEffect(() => {
    field.put(outside.text)
  }, [field, outside])
  const put = useCallback((typed: string) => {
    setState((before) => ({ ...before, text: typed }))
  }, [])

  const waiting = useRef<Waiting | null>(null)
  const takeWaiting = useCallback((): string | null => {
    const taken = waiting.current
    waiting.current = null
    clearTimeout(taken?.timer)
    // Back, or a link, has put something else into the field meanwhile.
    return taken?.text === field.get() ? taken.text : null
  }, [field])
  useEffect(() => () => void takeWaiting(), [takeWaiting])

  const write = useCallback(
    (change: ListSearch, replace: boolean) => {
      const { q = '' } = change
      if ('q' in change) setState((before) => ({ ...before, sent: [...before.sent, q] }))
      void navigate({ search: (before) => ({ ...before, ...change }), replace })
    },
    [navigate],
  )
  const finish = useCallback(() => {
    const typed = takeWaiting()
    if (typed !== null) {
      put(typed)
      write({ q: searchedFor(typed) }, true)
    }
    return { ...address, q: searchedFor(field.get()) }
  }, [address, field, takeWaiting, put, write])
  const go: TypedSearch['go'] = useCallback(
    (change, { replace = false } = {}) => {
      // Back leads to what was typed, not to what stood there before it.
      finish()
      if ('q' in change) {
        const { q = '' } = change
        field.put(q)
        // What was written a moment ago may never be seen in the address: Back can lead there later.
        setState((before) => ({ ...before, text: q, sent: [] }))
      }
      write(change, replace)
    },
    [field, finish, write],
  )
  const type: TypedSearch['type'] = useCallback(
    (typed, rows) => {
      field.put(typed)
      clearTimeout(waiting.current?.timer)
      const timer = setTimeout(() => {
        // Whoever has gone on meanwhile is not to be brought back.
        if (router.latestLocation.pathname === '/items') finish()
      }, addressAfterMs)
      waiting.current = { text: typed, timer }
      void rows.then(({ show }) => {
        if (field.get() !== typed) return
        put(typed)
        show()
      })
    },
    [field, put, router, finish],
  )
  const search = useMemo(() => ({ ...address, q: searchedFor(text) }), [address, text])
  return { search, field, type, go, finish }
}
