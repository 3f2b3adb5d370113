import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { failureCode } from '../../src/store/failure.ts'
import { cacheMigrations } from '../../src/store/migrations/steps.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { beginRun } from '../../src/store/feeds.ts'
import { applyPage } from '../../src/store/runs.ts'
import { countItems } from '../../src/store/streams.ts'
import { anAccountId, generatedItem } from '../support/made-up-items.ts'
import { aFullRun, emptyPage } from '../support/made-up-runs.ts'
import { aKey } from '../support/opened-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const stream = { accountId: anAccountId, type: 'contact' } as const

describe('a store without room', () => {
  it('says so, keeps every page before and nothing of the one that did not fit, and goes on later', () => {
    const result = openDatabase({
      file: path.join(temporaryFolder(), 'cache.db'),
      key: aKey,
      synchronous: 'NORMAL',
      migrations: cacheMigrations,
      isKnownDamaged: false,
    })
    if (result.outcome !== 'created') throw new Error(result.outcome)
    const { db } = result
    const { runId } = beginRun(db, { ...aFullRun, nowMs: 1 })
    // SQLite answers a full disk and a full file with the same code.
    db.pragma('max_page_count = 150')
    let stored = 0
    const load = (): void => {
      for (;;) {
        const items = Array.from({ length: 50 }, (_, n) => generatedItem(stored * 50 + n))
        applyPage(db, { ...emptyPage, runId, items, next: String(stored + 1), nowMs: 1 })
        stored++
      }
    }
    let failure: unknown
    try {
      load()
    } catch (error) {
      failure = error
    }
    expect(failureCode(failure)).toBe('storage-full')
    expect(stored).toBeGreaterThan(1)
    expect(beginRun(db, { ...aFullRun, nowMs: 1 })).toMatchObject({
      runId,
      cursor: String(stored),
      seen: stored * 50,
    })
    expect(countItems(db)).toEqual([{ ...stream, count: stored * 50 }])
    expect(db.prepare('SELECT count(*) AS n FROM item').get()).toEqual({ n: stored * 50 })

    db.pragma('max_page_count = 100000')
    const items = Array.from({ length: 50 }, (_, n) => generatedItem(stored * 50 + n))
    expect(applyPage(db, { ...emptyPage, runId, items, next: null, nowMs: 1 }).added).toBe(50)
    db.exec(`INSERT INTO word (word, rank) VALUES ('integrity-check', 1)`)
    db.close()
  })
})
