import type { AccountId } from '../shared/model/account.ts'
import type { Item, ItemKey } from '../shared/model/item.ts'
import type { LaidRow } from '../shared/outbox-protocol.ts'
import { wellFormedStart } from '../shared/well-formed-start.ts'
import type { Sqlite } from './driver.ts'
import { fold, phoneDigits } from './fold.ts'
import { sql } from './sql.ts'

type Kept = [
  ItemKey,
  AccountId,
  providerId: Item['providerId'],
  type: Item['type'],
  kind: LaidRow['mark']['kind'],
  state: LaidRow['mark']['state'],
  isNew: number,
  shown: string,
  setValues: string,
  madeAtMs: number,
]
type Text = string | null

const write = sql<Kept, { rid: number }>(
  `INSERT INTO laid (key, account_id, provider_id, type, kind, state, is_new, shown, set_values, made_at_ms)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
   ON CONFLICT (key) DO UPDATE SET account_id = excluded.account_id, provider_id = excluded.provider_id,
     type = excluded.type, kind = excluded.kind, state = excluded.state, is_new = excluded.is_new,
     shown = excluded.shown, set_values = excluded.set_values, made_at_ms = excluded.made_at_ms
   RETURNING rid`,
)
const find = sql<[ItemKey], { rid: number }>('SELECT rid FROM laid WHERE key = ?')
const findOf = sql<[AccountId], { key: ItemKey }>('SELECT key FROM laid WHERE account_id = ?')
const remove = sql<[rid: number], never>('DELETE FROM laid WHERE rid = ?')
const rename = sql<[to: ItemKey, from: ItemKey], never>('UPDATE laid SET key = ?, is_new = 0 WHERE key = ?')

const indexWords = sql<[rid: number, Text, Text, Text, Text, Text], never>(
  'INSERT INTO laid_word (rowid, name, email, organisation, phone, phone_digits) VALUES (?, ?, ?, ?, ?, ?)',
)
const indexParts = sql<[rid: number, Text, Text], never>(
  'INSERT INTO laid_part (rowid, email, phone_digits) VALUES (?, ?, ?)',
)
const unindexWords = sql<[rid: number], never>('DELETE FROM laid_word WHERE rowid = ?')
const unindexParts = sql<[rid: number], never>('DELETE FROM laid_part WHERE rowid = ?')
const rebuildWords = sql<[], never>(`INSERT INTO laid_word (laid_word) VALUES ('rebuild')`)
const rebuildParts = sql<[], never>(`INSERT INTO laid_part (laid_part) VALUES ('rebuild')`)

/** So many characters of a value are searched, as many as of one that was loaded. */
const SEARCHED = { name: 500, email: 320, organisation: 500, phone: 100 } as const

/** Lays a row over the list, in the place of the one that lay there. The caller of all these holds the transaction. */
export function lay(db: Sqlite, row: LaidRow): void {
  const { key, accountId, providerId, type, mark, isNew, shown, values, madeAtMs } = row
  const written = write(db).get(
    ...([key, accountId, providerId, type, mark.kind, mark.state, isNew ? 1 : 0] as const),
    ...([JSON.stringify(shown), JSON.stringify(values), madeAtMs] as const),
  )
  if (!written) throw new Error('an upsert answers with its row')
  const { rid } = written
  unindexWords(db).run(rid)
  unindexParts(db).run(rid)
  const [email, phone] = [searched(shown, 'email'), searched(shown, 'phone')]
  const digits = phoneDigits(phone)
  indexWords(db).run(rid, searched(shown, 'name'), email, searched(shown, 'organisation'), phone, digits)
  indexParts(db).run(rid, email, digits)
}

export function unlay(db: Sqlite, key: ItemKey): void {
  const found = find(db).get(key)
  if (!found) return
  remove(db).run(found.rid)
  unindexWords(db).run(found.rid)
  unindexParts(db).run(found.rid)
}

export function unlayAllOf(db: Sqlite, accountId: AccountId): void {
  for (const { key } of findOf(db).all(accountId)) unlay(db, key)
}

/** What lies over the record's new key by now stays: it knows of changes that the old one did not. */
export function moveLaid(db: Sqlite, from: ItemKey, to: ItemKey): void {
  if (find(db).get(to)) unlay(db, from)
  else rename(db).run(to, from)
}

/** FTS5 only notes that a row is gone; indexes that are built anew know nothing of it. */
export function rebuildLaidIndexes(db: Sqlite): void {
  rebuildWords(db).run()
  rebuildParts(db).run()
}

function searched(shown: LaidRow['shown'], column: keyof typeof SEARCHED): string | null {
  const value = shown[column] ?? null
  return value === null ? null : fold(wellFormedStart(value, SEARCHED[column]))
}
