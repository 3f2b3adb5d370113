import path from 'node:path'
import { expect, it } from 'vitest'
import { aKey } from '../../tests/support/opened-store.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { LINKED_ITEMS } from './links.ts'
import { cacheMigrations } from './migrations/steps.ts'
import { openDatabase } from './open-database.ts'

it('finds what is linked with an item by its key, and never by a look at every item', () => {
  const opened = openDatabase({
    file: path.join(temporaryFolder(), 'cache.db'),
    key: aKey,
    synchronous: 'NORMAL',
    migrations: cacheMigrations,
    isKnownDamaged: false,
  })
  if (opened.outcome !== 'created') throw new Error(opened.outcome)
  const plan = opened.db
    .prepare<[string, string], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT item.name FROM ${LINKED_ITEMS} ORDER BY stream.id, item.sort_name`,
    )
    .all('one', 'one')
    .map(({ detail }) => detail)
  opened.db.close()
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH item USING INDEX \S+ \(stream=\? AND key=\?\)/))
  expect(plan).toContainEqual(expect.stringMatching(/^SEARCH stream .*account_id=\?/))
  expect(plan.filter((step) => /^SCAN (item|stream|link)\b/.test(step))).toEqual([])
})
