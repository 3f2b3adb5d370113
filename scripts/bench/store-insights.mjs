/**
 * What Insights counts about contacts, by the store in its slices against the same SQL in two statements on a bare
 * connection. Both have to come to the same numbers.
 */
import assert from 'node:assert/strict'
import path from 'node:path'
import {
  listOf,
  newInLast30Days,
  qualityConditions,
  tallyOf,
} from '../../src/main/insights/insight-tallies.ts'
import { spansOf } from '../../src/main/insights/period-spans.ts'
import { connectForReading } from '../../src/store/connection.ts'
import { tallyCounts } from '../../src/store/tally-counts.ts'
import { countingsOf, tallyInSql } from '../../src/store/tally-sql.ts'
import { aKey } from '../../tests/support/opened-store.ts'
import { byTurns } from './figures.mjs'
import { atMost } from './rows.mjs'

/** The time of the made-up items; spans of a year before it. */
const NOW_MS = 1_730_000_000_000
/** Counted anew only on another day: what is asked of the same day is known. */
const DAY_MS = 86_400_000
const CALL_CEILING_MS = 50
/** What takes longer is measured once. */
const LONG_MS = 10_000
/** All rows at once, under the names that the store's SQL has for them; what is bound stands for the rows' ids. */
const WHOLE_SOURCE = `(SELECT item.rid AS rid, item.name AS name, item.sort_name AS sort_name, item.email AS email,
    item.organisation AS organisation, item.phone AS phone, item.parent_key AS parent_key,
    item.parent_path AS parent_path, item.created_at_ms AS created_at_ms, item.modified AS modified,
    stream.type AS type, stream.account_id AS account_id
  FROM stream CROSS JOIN item ON item.stream = stream.id WHERE ? IS NOT NULL) AS source`

/** `ask` is the store's, which has the workspace in `folder` open. */
export async function measureInsights(ask, folder, { items, rounds }) {
  let longestMs = 0
  const inStore = async (round) => {
    const start = performance.now()
    for (;;) {
      const askedAt = performance.now()
      const { results, progress } = await ask('tallyItems', { tallies, nowMs: dayOf(round) })
      const now = performance.now()
      longestMs = Math.max(longestMs, now - askedAt)
      if (results !== null && progress === null) return { ms: now - start, results }
    }
  }
  const tallies = talliesOfContacts()
  const bare = bareCounts(folder, tallies)
  try {
    const { results, ms } = await inStore(-1)
    assert.deepEqual(results.map(inOrder), bare.count(dayOf(-1)).map(inOrder), 'what the store counts')
    // That one also loaded the telephone numbers of all countries, once for as long as the store runs.
    longestMs = 0
    const isLong = ms > LONG_MS
    const { ours, other, spread } = await byTurns({
      rounds: isLong ? 1 : rounds,
      ours: async (round) => (await inStore(round)).ms,
      other: (round) => bare.timed(dayOf(round)),
    })
    const of = `of ${items.toLocaleString('en')} items`
    return [
      atMost({
        what: `ms to count Insights ${of}, against the same SQL on a bare connection`,
        ...{ ours, ceiling: other, budget: 1.5 },
        ...(isLong ? { note: 'once' } : { spread }),
      }),
      atMost({
        what: `ms of the longest call that counts Insights ${of}`,
        ...{ ours: longestMs, ceiling: CALL_CEILING_MS },
      }),
    ]
  } finally {
    bare.close()
  }
}

const dayOf = (round) => NOW_MS + round * DAY_MS

/** Groups come in the order in which they were met. */
const inOrder = ({ groups, rest }) => ({
  rest,
  groups: groups.map((group) => JSON.stringify(group)).toSorted(),
})

function talliesOfContacts() {
  const spans = spansOf('months-12', NOW_MS)
  const scope = { accountId: null, spans, contactFields: new Map(), dealFields: new Map(), names: null }
  const lists = [newInLast30Days, ...qualityConditions(scope).map(({ condition }) => condition)].map(
    (condition) => listOf(scope, 'contact', condition),
  )
  const created = { field: 'created', from: spans.map(({ beginsAtMs }) => beginsAtMs) }
  return [
    ...lists.map((list) => tallyOf(list, scope.contactFields)),
    tallyOf(listOf(scope, 'contact'), scope.contactFields, [created]),
  ]
}

function bareCounts(folder, tallies) {
  const db = connectForReading(path.join(folder, 'cache.db'), aKey)
  const count = (nowMs) => {
    const counts = tallies.map(tallyCounts)
    for (const counting of countingsOf(tallies.map((tally, at) => tallyInSql(tally, at, nowMs)))) {
      const rows = db
        .prepare(counting.text(WHOLE_SOURCE))
        .raw()
        .all(...counting.params('all'))
      counting.take(rows, counts, 1)
    }
    return counts.map((one) => one.result(null))
  }
  return {
    count,
    timed(nowMs) {
      const start = performance.now()
      count(nowMs)
      return performance.now() - start
    },
    close: () => db.close(),
  }
}
