import type { WorkspaceFileName } from '../shared/backup-protocol.ts'
import { contentHash, ITEM_COLUMNS, type ColumnValue } from './item-columns.ts'
import type { Sqlite } from './driver.ts'
import { inTransaction } from './sql.ts'

/**
 * Where accounts are named: by their own ids, in the keys of items, and in JSON of the app's own that holds either. What
 * a provider said of an item (record, content) and what the user typed are not touched.
 */
const places = {
  cache: {
    stream: ['account_id'],
    feed: ['account_id', 'name', 'watermark'],
    run: ['cursor', 'watermark'],
    item: ['key', 'parent_key'],
    tombstone: ['key', 'account_id'],
    fact: ['account_id', 'name', 'json'],
    link: ['account_id', 'from_key', 'to_key'],
    run_report: ['account_id', 'json'],
    call_count: ['account_id'],
  },
  outbox: {
    change: ['account_id', 'key', 'body'],
    step: ['account_id', 'body'],
    version: ['account_id', 'key', 'body'],
    draft: ['id', 'account_id'],
    laid: ['account_id', 'key'],
    arrangement: ['scope', 'json'],
  },
} as const satisfies Record<WorkspaceFileName, Readonly<Record<string, readonly string[]>>>

/** Puts other ids in the place of accounts' ids throughout a file; all of it or nothing. Ids are long and random. */
export function renameAccounts(
  db: Sqlite,
  what: WorkspaceFileName,
  renamed: ReadonlyMap<string, string>,
): void {
  db.function('with_new_accounts', { deterministic: true }, replacing(renamed))
  inTransaction(db, () => {
    const tables: Readonly<Record<string, readonly string[]>> = places[what]
    for (const [table, columns] of Object.entries(tables)) {
      const set = columns.map((column) => `${column} = with_new_accounts(${column})`)
      db.exec(`UPDATE ${table} SET ${set.join(', ')}`)
    }
    if (what !== 'cache') return
    hashAnew(db)
    // Answers to changes of an app that is elsewhere.
    db.exec('DELETE FROM receipt')
  })
}

function replacing(renamed: ReadonlyMap<string, string>): (value: unknown) => string | null {
  const pairs = [...renamed]
  return (value) =>
    typeof value === 'string' ? pairs.reduce((text, [from, to]) => text.replaceAll(from, to), value) : null
}

/** A row's hash is over its columns, the key of what it stands in among them: unchanged rows must still look so. */
function hashAnew(db: Sqlite): void {
  const columns = ITEM_COLUMNS.map((column) => `item.${column}`).join(', ')
  const next = db.prepare<[after: number], ColumnValue[]>(
    `SELECT item.rid, record.json, ${columns} FROM item JOIN record USING (rid)
     WHERE item.rid > ? AND item.parent_key IS NOT NULL ORDER BY item.rid LIMIT 1000`,
  )
  const write = db.prepare<[hash: Buffer, rid: number], never>('UPDATE item SET hash = ? WHERE rid = ?')
  next.raw()
  for (let after = 0; ;) {
    const rows = next.all(after)
    for (const [rid, json, ...values] of rows) {
      after = Number(rid)
      write.run(contentHash(values, String(json)), after)
    }
    if (rows.length === 0) return
  }
}
