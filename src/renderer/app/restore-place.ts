import type { QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '../api/client.ts'
import { settledOrLate } from '../api/settled-or-late.ts'
import { appStateQuery } from '../api/use-app-state.ts'
import { arrangementQuery } from '../api/use-arrangement.ts'
import { columnChoiceQuery, columnScope } from '../api/use-column-choice.ts'
import { itemQuery } from '../api/use-items.ts'
import { isKeptPlace, listAt, narrowedTo, recordAt, withoutRecord } from './places.ts'

interface StartPlace {
  readonly href: string
  /** The place led to something that is not here any more, and this one is what is left of it. */
  readonly isFallback: boolean
}

/** Where the open workspace was left; null where nothing is known of that, or nobody could say. */
export async function placeToStartAt(queries: QueryClient): Promise<StartPlace | null> {
  try {
    const { preferences } = await queries.query({ ...appStateQuery(), staleTime: 'static' })
    if (!preferences.reopensPlace) return null
    const kept = await queries.query({ ...arrangementQuery('place'), staleTime: 'static' })
    if (kept === null || !isKeptPlace(kept.href)) return null
    const { href } = kept
    const list = narrowedTo(href)
    if (list !== null && (await isGone(queries, list))) return { href: '/items', isFallback: true }
    const record = recordAt(href)
    if (record !== null && (await isGone(queries, record))) {
      return { href: withoutRecord(href), isFallback: true }
    }
    return { href, isFallback: false }
  } catch (error) {
    // The app starts with its list all the same; only a failed answer is expected here.
    if (error instanceof ApiFailure) return null
    throw error
  }
}

/** Asks which columns the list of a place shows, so that its first rows bring the values of all of them. */
export async function readColumnsAt(queries: QueryClient, href: string): Promise<void> {
  const list = listAt(href)
  if (list === null) return
  await settledOrLate(queries.query({ ...columnChoiceQuery(columnScope(list)), staleTime: 'static' }))
}

async function isGone(queries: QueryClient, key: Parameters<typeof itemQuery>[0]): Promise<boolean> {
  try {
    await queries.query({ ...itemQuery(key), staleTime: 'static' })
    return false
  } catch (error) {
    if (error instanceof ApiFailure && error.error.kind === 'not-found') return true
    throw error
  }
}
