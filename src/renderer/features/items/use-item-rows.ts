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
import { createEarlyAnswer } from './early-answer.ts'
import { createHolder } from './holder.ts'
import {
  createRowBlocks,
  defaultRowsPerBlock,
  type RowBlocks,
  type RowPage,
  type RowsSnapshot,
} from './row-blocks.ts'

export interface ItemRows {
  readonly rows: RowBlocks<ItemRow>
  readonly snapshot: RowsSnapshot
  /** The query that `rows` answer: the one before, until the first rows of the new one are there. */
  readonly query: ItemQuery
  readonly isPending: boolean
  /** Asks for the first rows of a query that the list is about to show, while the page makes ready for it. */
  readonly askEarly: (query: ItemQuery) => void
}

interface Listing {
  readonly query: ItemQuery
  readonly rows: RowBlocks<ItemRow>
}

/** What rows show beyond their query; a change of it is no other list. */
interface RowExtras {
  readonly columns: readonly FieldId[]
  /** Rows that stay although the query does not match them any more. */
  readonly kept: readonly ItemKey[]
}

type Request = Parameters<Client['items']['list']>[0]
type Window = RowPage<ItemRow>

const list = (request: Request): Promise<Window> => call((client) => client.items.list(request))

const requestOf = (
  query: ItemQuery,
  { columns, kept }: RowExtras,
  offset: number,
  limit: number,
): Request => ({ query: { ...query, kept: [...kept] }, columns: [...columns], offset, limit })

const hasAnswered = ({ total, failure }: RowsSnapshot): boolean => total !== null || failure !== null

/**
 * The rows of a query, by block. While a new query has no answer yet, the rows of the one before stay on
 * the screen, so that nothing flickers at every letter of a search.
 */
export function useItemRows(query: ItemQuery, { columns, kept }: RowExtras): ItemRows {
  // A query is a value: one that says the same is the same list.
  const text = JSON.stringify(query)
  const extrasText = JSON.stringify([columns, kept])
  const [extras] = useState(() => createHolder<RowExtras>({ columns, kept }))
  // Before the effects that ask for rows.
  useLayoutEffect(() => {
    extras.put({ columns, kept })
  })
  const [early] = useState(() => createEarlyAnswer<Window>(() => performance.now()))
  const wanted = useMemo((): Listing => {
    const asked = itemQuerySchema.parse(JSON.parse(text))
    const load = (offset: number, limit: number): Promise<Window> => {
      const request = requestOf(asked, extras.get(), offset, limit)
      return early.take(JSON.stringify(request)) ?? list(request)
    }
    return { query: asked, rows: createRowBlocks<ItemRow>({ load }) }
  }, [text, extras, early])
  const askEarly = useCallback(
    (next: ItemQuery) => {
      // What was edited stays in its own view alone.
      const { columns: shownColumns } = extras.get()
      const shownExtras = { columns: shownColumns, kept: [] }
      const request = requestOf(itemQuerySchema.parse(next), shownExtras, 0, defaultRowsPerBlock)
      early.ask(JSON.stringify(request), () => list(request))
    },
    [extras, early],
  )
  const [shown, setShown] = useState(wanted)

  useEffect(() => {
    const showOnceAnswered = (): void => {
      if (hasAnswered(wanted.rows.snapshot())) setShown(wanted)
    }
    wanted.rows.show(0, 0)
    showOnceAnswered()
    return wanted.rows.subscribe(showOnceAnswered)
  }, [wanted])

  const knownExtras = useRef(extrasText)
  useEffect(() => {
    if (knownExtras.current !== extrasText) wanted.rows.refresh()
    knownExtras.current = extrasText
  }, [wanted, extrasText])

  useRefreshes(wanted.rows)
  const snapshot = useSyncExternalStore(shown.rows.subscribe, shown.rows.snapshot)
  return { ...shown, snapshot, askEarly, isPending: shown !== wanted || !hasAnswered(snapshot) }
}

/** Refreshes the rows whenever the list's queries are invalidated: by main's events, by a saved contact. */
function useRefreshes(rows: RowBlocks<ItemRow>): void {
  // The query holds nothing but the moment of the latest invalidation; the rows themselves are too many.
  const { data: invalidatedAt } = useQuery({
    queryKey: queryKeys.itemLists,
    queryFn: () => Promise.resolve(performance.now()),
  })
  const seen = useRef(invalidatedAt)
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== invalidatedAt) rows.refresh()
    seen.current = invalidatedAt
  }, [rows, invalidatedAt])
}
