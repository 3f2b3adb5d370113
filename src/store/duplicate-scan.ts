import type { DuplicateSearch } from '../shared/duplicate-protocol.ts'
import type { ListProgress } from '../shared/list-protocol.ts'
import type { Sqlite } from './driver.ts'
import { duplicateKeys, type KeyHash } from './duplicate-keys.ts'
import { comparesRecords, contactReader } from './duplicate-source.ts'
import { FIRST_STEP, nextStep } from './list-build.ts'
import { streamsOf } from './list-plan.ts'
import { cachedSource } from './list-source.ts'
import { walkRows } from './list-walks.ts'
import { RowIds } from './row-ids.ts'
import type { Workspace } from './workspace.ts'

/** The contacts of the cache alone and the hashes by which they are compared, as they were at a time. */
export interface DuplicateScan {
  readonly rids: RowIds
  /** Of all contacts, one after the other; those of the contact at `n` begin at `starts.at(n)`. */
  readonly hashes: RowIds
  readonly starts: RowIds
  /** See `Workspace.changes`. */
  readonly since: number
  readonly progress: ListProgress
  /** Works until then (`performance.now()`) and a moment longer; answers whether it is complete. */
  goOn(db: Sqlite, untilMs: number): boolean
}

export function scanContacts(workspace: Workspace, search: DuplicateSearch, hash: KeyHash): DuplicateScan {
  const walk = walkRows(streamsOf(workspace.db, { type: 'contact', accountId: search.accountId }))
  const read = contactReader(search, cachedSource(comparesRecords(search)))
  const [rids, hashes, starts] = [new RowIds(), new RowIds(), new RowIds()]
  let [step, isDone] = [FIRST_STEP, false]
  starts.push(0)
  return {
    rids,
    hashes,
    starts,
    since: workspace.changes,
    get progress() {
      return { done: rids.length, of: Math.max(rids.length, walk.of) }
    },
    goOn(db, untilMs) {
      for (let startedAt = performance.now(); !isDone && startedAt < untilMs;) {
        const next = walk.next(db, step)
        isDone = next.length === 0
        for (const contact of next.length === 0 ? [] : read(db, JSON.stringify(next))) {
          rids.push(contact.rid)
          for (const key of duplicateKeys(contact)) hashes.push(hash(contact.accountId, key))
          starts.push(hashes.length)
        }
        const now = performance.now()
        step = nextStep(step, now - startedAt)
        startedAt = now
      }
      return isDone
    },
  }
}
