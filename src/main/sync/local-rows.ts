import type { AppError } from '../../shared/errors.ts'
import type { ItemRow } from '../../shared/model/item.ts'
import { plainQuery } from '../../shared/plain-query.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { RunRef } from '../../shared/store-protocol.ts'
import type { LocalRows, StoredRows } from '../providers/feeds.ts'
import type { Store } from '../store/store.ts'

const rowsAtOnce = 500

/** What a provider may read of an account's rows where no run is going on. */
export function storedRows(store: Store, accountId: RunRef['accountId']): StoredRows {
  return {
    async fact(name) {
      const found = await store.call('getFact', { accountId, name })
      if (!found.ok) return found
      return ok(found.value === null ? undefined : (JSON.parse(found.value) as unknown))
    },
    countModified: (type, fromMs, toMs) => store.call('countModified', { accountId, type, fromMs, toMs }),
    externalIds: (type, from) => store.call('externalIds', { accountId, type, ...from }),
    stored: (keys) => store.call('storedKeys', { keys }),
    async count(type) {
      const counts = await store.call('countItems', {})
      if (!counts.ok) return counts
      return ok(counts.value.find((one) => one.accountId === accountId && one.type === type)?.count ?? 0)
    },
    async rows(type) {
      const query = plainQuery({ type, accountId })
      const rows: ItemRow[] = []
      for (;;) {
        const page = await store.call('listItems', { query, offset: rows.length, limit: rowsAtOnce })
        if (!page.ok) return page
        rows.push(...page.value.rows)
        if (page.value.rows.length === 0 || rows.length >= page.value.total) return ok(rows)
      }
    },
    async record(key) {
      const found = await store.call('getItem', { key })
      if (!found.ok) return found
      return ok(found.value === null ? undefined : (JSON.parse(found.value.record) as unknown))
    },
  }
}

/** The same within a run. `settled` answers when all pages that the run has handed over are stored. */
export function localRows(store: Store, run: RunRef, settled: () => Promise<unknown>): LocalRows {
  const stored = storedRows(store, run.accountId)
  const after =
    <Given extends unknown[], Value>(ask: (...given: Given) => Promise<Result<Value, AppError>>) =>
    async (...given: Given): Promise<Result<Value, AppError>> => {
      await settled()
      return ask(...given)
    }
  return {
    fact: after(stored.fact),
    differing: after((rows) => store.call('compareRows', { ...run, rows })),
    countModified: after(stored.countModified),
    externalIds: after(stored.externalIds),
    stored: after(stored.stored),
    count: after(stored.count),
    rows: after(stored.rows),
    record: after(stored.record),
  }
}
