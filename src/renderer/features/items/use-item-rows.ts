import { useQuery } from '@tanstack/react-query'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Client } from '../../../shared/ipc/types.ts'
import { type ItemKey, type ItemQuery, itemQuerySchema, type ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { call } from '../../api/client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { settledOrLate } from '../../api/settled-or-late.ts'
import { createHolder } from './holder.ts'
import { createRowBlocks, type RowBlocks, type RowPage, type RowsSnapshot } from './row-blocks.ts'

export interface ItemRows {
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
  /** The query that `rows` answer: the one before, until the first rows of the new one are there. */
  readonly query: ItemQuery
  readonly isPending: boolean
  /** Asks for the rows of a query that is about to be shown. Comes when they are there, or after a moment without. */
  readonly prepare: (query: ItemQuery) => Promise<PreparedRows>
}

/** Rows of a query, asked for before the page shows it. */
export interface PreparedRows {
  /** Called when the page shows the query: it need not ask then, and is drawn once. */
  readonly show: () => void
}

interface Listing {
  readonly text: string
  readonly query: ItemQuery
  readonly rows: RowBlocks<ItemRow>
  /** When its rows were asked for, as `performance.now()`; null where nobody asked before it was shown. */
  readonly preparedAtMs: number | null
}

/** What rows show beyond their query; a change of it is no other list. */
interface RowExtras {
  readonly columns: readonly FieldId[]
  /** Rows that stay although the query does not match them any more. */
  readonly kept: readonly ItemKey[]
}

const hasAnswered = ({ total, failure }: RowsSnapshot): boolean => total !== null || failure !== null

/** A query is a value: one that says the same is the same list. */
const textOf = (query: ItemQuery): string => JSON.stringify(query)

function listingOf(text: string, extras: () => RowExtras, preparedAtMs: number | null): Listing {
  const query = itemQuerySchema.parse(JSON.parse(text))
  const load = (offset: number, limit: number): Promise<RowPage<ItemRow>> => {
    const { columns, kept } = extras()
    const request: Parameters<Client['items']['list']>[0] = {
      query: { ...query, kept: [...kept] },
      columns: [...columns],
      offset,
      limit,
    }
    return call((client) => client.items.list(request))
  }
  return { text, query, rows: createRowBlocks<ItemRow>({ load }), preparedAtMs }
}

/** Once there is an answer, rows or a failure. */
const answered = (rows: RowBlocks<ItemRow>): Promise<void> =>
  new Promise((resolve) => {
    const unsubscribe = rows.subscribe(() => {
      if (!hasAnswered(rows.snapshot())) return
      unsubscribe()
      resolve()
    })
  })

/**
 * The rows of a query, by block. While a new query has no answer yet, the rows of the one before stay on
 * the screen, so that nothing flickers at every letter of a search.
 */
export function useItemRows(query: ItemQuery, { columns, kept }: RowExtras): ItemRows {
  const text = textOf(query)
  const extrasText = JSON.stringify([columns, kept])
  const [latest] = useState(() => createHolder({ text, columns, kept }))
  // Before the effects that ask for rows.
  useLayoutEffect(() => {
    latest.put({ text, columns, kept })
  })
  const [prepared, setPrepared] = useState<Listing | null>(null)
  // Whoever comes back to a query wants what its rows are by then.
  if (prepared !== null && prepared.text !== text) setPrepared(null)
  const made = useMemo(() => listingOf(text, latest.get, null), [text, latest])
  const wanted = prepared?.text === text ? prepared : made
  const prepare = useCallback(
    async (next: ItemQuery): Promise<PreparedRows> => {
      const nextText = textOf(next)
      // What was edited stays in its own view alone.
      const extrasOfNext = (): RowExtras =>
        latest.get().text === nextText ? latest.get() : { ...latest.get(), kept: [] }
      const listing = listingOf(nextText, extrasOfNext, performance.now())
      listing.rows.show(0, 0)
      await settledOrLate(answered(listing.rows))
      return {
        show() {
          setPrepared(listing)
        },
      }
    },
    [latest],
  )

  const newest = useSyncExternalStore(wanted.rows.subscribe, wanted.rows.snapshot)
  const [last, setLast] = useState(wanted)
  const shown = hasAnswered(newest) ? wanted : last
  if (shown !== last) setLast(shown)
  useEffect(() => {
    wanted.rows.show(0, 0)
  }, [wanted])

  const knownExtras = useRef(extrasText)
  useEffect(() => {
    if (knownExtras.current !== extrasText) wanted.rows.refresh()
    knownExtras.current = extrasText
  }, [wanted, extrasText])

  useRefreshes(wanted)
  const snapshot = useSyncExternalStore(shown.rows.subscribe, shown.rows.snapshot)
  return {
    rows: shown.rows,
    query: shown.query,
    snapshot,
    prepare,
    isPending: shown !== wanted || !hasAnswered(snapshot),
  }
}

/** Refreshes the rows whenever the list's queries are invalidated: by main's events, by a saved contact. */
function useRefreshes({ rows, preparedAtMs }: Listing): void {
  // The query holds nothing but the moment of the latest invalidation; the rows themselves are too many.
  const { data: invalidatedAt } = useQuery({
    queryKey: queryKeys.itemLists,
    queryFn: () => Promise.resolve(performance.now()),
  })
  const seen = useRef(invalidatedAt)
  useEffect(() => {
    const isNew = seen.current !== undefined && seen.current !== invalidatedAt
    const isOlder = preparedAtMs !== null && invalidatedAt !== undefined && preparedAtMs < invalidatedAt
    if (isNew || isOlder) rows.refresh()
    seen.current = invalidatedAt
  }, [rows, preparedAtMs, invalidatedAt])
}
