import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { subscribe } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** While a load writes, rows and progress change many times a second; the screen asks this often at most. */
const gatherMs = 300
/** What is long and of which little is new: the history, what there is to choose from. */
const gatherSlowlyMs = 2_000

interface Gathered {
  /** Acts now, or once the last act is `everyMs` ago; what is asked for in between becomes one act. */
  ask(): void
  stop(): void
}

/** `isWatched`: while it answers false nothing is asked for by the act, and the next event need not wait. */
function gather(everyMs: number, act: () => void, isWatched: () => boolean = () => true): Gathered {
  let timer: ReturnType<typeof setTimeout> | null = null
  let isDue = false
  const ask = (): void => {
    if (timer !== null) {
      isDue = true
      return
    }
    const costs = isWatched()
    act()
    if (!costs) return
    timer = setTimeout(() => {
      timer = null
      if (!isDue) return
      isDue = false
      ask()
    }, everyMs)
  }
  return {
    ask,
    stop: () => {
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/**
 * Turns main's events into fresh queries. Answers the function that stops it.
 * Progress is gathered: asking again at each event would cancel every answer under way, and the screen
 * would stand still until the load ends.
 */
export function followMainEvents(queries: QueryClient): () => void {
  const invalidate = (queryKey: readonly unknown[]): void => void queries.invalidateQueries({ queryKey })
  const isShown = (queryKey: readonly unknown[]): boolean =>
    queries.getQueryCache().findAll({ queryKey, type: 'active' }).length > 0
  // An event from before the list was there must not make it ask a second time a moment later.
  const items = gather(
    gatherMs,
    () => {
      invalidate(queryKeys.items)
      invalidate(queryKeys.contacts)
    },
    () => isShown(queryKeys.items) || isShown(queryKeys.contacts),
  )
  const outbox = gather(gatherMs, () => {
    invalidate(queryKeys.outbox)
  })
  const syncStatus = gather(gatherMs, () => {
    invalidate(queryKeys.syncStatus)
  })
  const outcomes = gather(gatherSlowlyMs, () => {
    invalidate(queryKeys.runs)
    invalidate(queryKeys.storage)
    invalidate(queryKeys.loadChoices)
    invalidate(queryKeys.listFields)
    // They tell when the last load was, also of one that brought nothing.
    invalidate(queryKeys.allInsights)
  })
  const listCounts = gather(gatherSlowlyMs, () => {
    invalidate(queryKeys.listCounts)
  })
  const changeItems = (): void => {
    items.ask()
    listCounts.ask()
    // It tells how many rows of each type there are, which the store has at hand.
    syncStatus.ask()
  }
  const stops = [
    subscribe('appStateChanged', () => {
      invalidate(queryKeys.appState)
    }),
    subscribe('accountsChanged', () => {
      invalidate(queryKeys.accounts)
      invalidate(queryKeys.history)
      syncStatus.ask()
    }),
    subscribe('updatesChanged', () => {
      invalidate(queryKeys.updates)
    }),
    subscribe('signInChanged', () => {
      invalidate(queryKeys.signIn)
    }),
    subscribe('mirrorChanged', () => {
      invalidate(queryKeys.mirror)
    }),
    subscribe('itemsChanged', changeItems),
    // Where what waits lies over other rows than before, main tells of the items as well.
    subscribe('outboxChanged', outbox.ask),
    subscribe('importsChanged', () => {
      invalidate(queryKeys.import)
    }),
    subscribe('backupsChanged', () => {
      invalidate(queryKeys.backups)
    }),
    subscribe('exportsChanged', () => {
      invalidate(queryKeys.exports)
    }),
    subscribe('syncChanged', () => {
      syncStatus.ask()
      outcomes.ask()
    }),
    items.stop,
    listCounts.stop,
    outbox.stop,
    syncStatus.stop,
    outcomes.stop,
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

export function useMainEvents(): void {
  const queries = useQueryClient()
  useEffect(() => followMainEvents(queries), [queries])
}
