import type { AccountId } from '../shared/model/account.ts'
import type { Draft, DraftId } from '../shared/model/draft.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sql } from './sql.ts'

interface Columns extends Pick<Draft, 'id' | 'accountId' | 'atMs'> {
  readonly typed: string
  readonly base: string
}

const read = sql<[DraftId], Columns>(
  'SELECT id, account_id AS accountId, typed, base, at_ms AS atMs FROM draft WHERE id = ?',
)
const write = sql<[DraftId, AccountId, typed: string, base: string, atMs: number], never>(
  `INSERT INTO draft (id, account_id, typed, base, at_ms) VALUES (?, ?, ?, ?, ?)
   ON CONFLICT DO UPDATE SET account_id = excluded.account_id, typed = excluded.typed, base = excluded.base,
     at_ms = excluded.at_ms`,
)
const remove = sql<[DraftId], never>('DELETE FROM draft WHERE id = ?')
const rename = sql<[to: DraftId, from: DraftId], never>('UPDATE draft SET id = ? WHERE id = ?')

export function getDraft(db: Sqlite, { id }: StoreInput<'getDraft'>): Draft | null {
  const columns = read(db).get(id)
  if (!columns) return null
  const { accountId, atMs, typed, base } = columns
  return {
    id,
    accountId,
    values: JSON.parse(typed) as Draft['values'],
    base: JSON.parse(base) as Draft['base'],
    atMs,
  }
}

export function putDraft(db: Sqlite, { draft }: StoreInput<'putDraft'>): null {
  const { id, accountId, values, base, atMs } = draft
  write(db).run(id, accountId, JSON.stringify(values), JSON.stringify(base), atMs)
  return null
}

export function removeDraft(db: Sqlite, { id }: StoreInput<'removeDraft'>): null {
  remove(db).run(id)
  return null
}

/** Where there are two, the one stays that was typed last. The caller holds the transaction. */
export function moveDraft(db: Sqlite, fromKey: ItemKey, toKey: ItemKey): void {
  const [from, to] = [draftOf(fromKey), draftOf(toKey)]
  const [moved, there] = [read(db).get(from), read(db).get(to)]
  if (!moved) return
  const loser = there !== undefined && there.atMs > moved.atMs ? from : to
  remove(db).run(loser)
  rename(db).run(to, from)
}

export const dropDraft = (db: Sqlite, key: ItemKey): void => void remove(db).run(draftOf(key))

/** The draft of a contact goes by its key. */
const draftOf = (key: ItemKey): DraftId => key as string as DraftId
