import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { ItemType } from '../shared/model/item-type.ts'
import type { LaidFilter } from './laid-reads.ts'
import { inOutbox, type Outbox } from './outbox.ts'
import { findItems, foundAmong } from './search.ts'
import { partExpression, wordExpression } from './search-expressions.ts'
import { sql, sqlValues } from './sql.ts'
import { remember, type FoundItems, type LaidHit, type Workspace } from './workspace.ts'

interface Hit {
  rid: number
  key: ItemKey
  accountId: AccountId
  type: ItemType
  isNew: number
}

const index = (table: string) =>
  sql<[expression: string, ItemType | null, AccountId | null], Hit>(
    `SELECT laid.rid, laid.key, laid.account_id AS accountId, laid.type, laid.is_new AS isNew
     FROM ${table} CROSS JOIN laid ON laid.rid = ${table}.rowid
     WHERE ${table} MATCH ? AND laid.type = coalesce(?, laid.type)
       AND laid.account_id = coalesce(?, laid.account_id)
     ORDER BY laid.made_at_ms DESC, laid.rid DESC`,
  )
const indexes = { word: index('laid_word'), part: index('laid_part') }

/** Answered by an index alone. */
export const findUnder = sqlValues<[stream: number, ItemKey], number>(
  'SELECT rid FROM item WHERE stream = ? AND key = ?',
)

export interface SearchedStream {
  readonly id: number
  readonly accountId: AccountId
  readonly type: ItemType
}

/**
 * What a text finds in what lies over the rows and not in the rows, the newest first. Words are looked for as in the
 * cache; parts of addresses only where no word was found, neither here nor there.
 */
export function searchLaid(
  workspace: Workspace,
  outbox: Outbox,
  text: string,
  filter: LaidFilter,
  streams: readonly SearchedStream[],
): readonly LaidHit[] {
  const key = JSON.stringify([text, filter.type, filter.accountId])
  const known = workspace.ahead.get(key)
  const ahead = known ?? find(workspace, outbox, text, filter, streams)
  return remember(workspace.ahead, key, ahead)
}

function find(
  workspace: Workspace,
  outbox: Outbox,
  text: string,
  filter: LaidFilter,
  streams: readonly SearchedStream[],
): readonly LaidHit[] {
  const found = findItems(
    workspace,
    text,
    streams.map(({ id }) => id),
  )
  const hitsOf = (table: 'word' | 'part', expression: string | null): readonly LaidHit[] =>
    expression === null
      ? []
      : onRows(
          workspace,
          streams,
          inOutbox(() => indexes[table](outbox.db).all(expression, filter.type, filter.accountId)),
        )
  const byWord = hitsOf('word', wordExpression(text))
  if (byWord.length > 0 || found.table === 'word') return withoutFound(workspace, found, byWord)
  return withoutFound(workspace, found, hitsOf('part', partExpression(text)))
}

/** What lies over a row that is not there is not shown. */
function onRows(
  { db }: Workspace,
  streams: readonly SearchedStream[],
  hits: readonly Hit[],
): readonly LaidHit[] {
  const streamOf = new Map(streams.map(({ id, accountId, type }) => [`${type} ${accountId}`, id]))
  return hits.flatMap(({ rid, key, accountId, type, isNew }): LaidHit[] => {
    if (isNew === 1) return [{ rid, under: null }]
    const stream = streamOf.get(`${type} ${accountId}`)
    const under = stream === undefined ? undefined : findUnder(db).get(stream, key)
    return under === undefined ? [] : [{ rid, under }]
  })
}

function withoutFound({ db }: Workspace, found: FoundItems, hits: readonly LaidHit[]): readonly LaidHit[] {
  const under = hits.flatMap((hit) => (hit.under === null ? [] : [hit.under]))
  if (under.length === 0) return hits
  const others = foundAmong(db, found, under)
  return hits.filter((hit) => hit.under === null || !others.has(hit.under))
}
