import type { Client } from '../../../shared/ipc/types.ts'
import type { ItemQuery, ItemRow } from '../../../shared/model/item.ts'
import type { FieldId } from '../../../shared/model/list-field.ts'
import { call } from '../../api/client.ts'
import type { PlacedKey } from './selection.ts'

type Answer<Name extends 'list' | 'keys'> = Extract<
  Awaited<ReturnType<Client['items'][Name]>>,
  { ok: true }
>['value']

/** Rows that one request may ask for, and keys. */
export const rowsPerRequest = 500
const keysPerRequest = 1_000
const pauseMs = 20

/** Asks until the list is put together. */
async function whole<Page extends { progress: unknown }>(
  ask: () => Promise<Page>,
  signal: AbortSignal,
): Promise<Page> {
  for (;;) {
    const page = await ask()
    signal.throwIfAborted()
    if (page.progress === null) return page
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** A window of a query's rows, once the list is whole. Throws the reason of `signal`, or what `call` throws. */
export const fetchRows = (
  query: ItemQuery,
  columns: readonly FieldId[],
  offset: number,
  signal: AbortSignal,
): Promise<{ rows: ItemRow[]; total: number; isMore: boolean }> =>
  whole<Answer<'list'>>(
    () =>
      call((client) => client.items.list({ query, columns: [...columns], offset, limit: rowsPerRequest })),
    signal,
  )

/** The keys of the rows `first` to `last` of a query, both included; see {@link fetchRows}. */
export async function fetchKeys(
  query: ItemQuery,
  first: number,
  last: number,
  signal: AbortSignal,
): Promise<PlacedKey[]> {
  const found: PlacedKey[] = []
  for (let offset = first; offset <= last; offset += keysPerRequest) {
    const limit = Math.min(keysPerRequest, last - offset + 1)
    const { keys } = await whole<Answer<'keys'>>(
      () => call((client) => client.items.keys({ query, offset, limit })),
      signal,
    )
    found.push(...keys.map((key, step) => [key, offset + step] as const))
    if (keys.length < limit) break
  }
  return found
}
