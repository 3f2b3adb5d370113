import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { OutboxWrite } from '../shared/outbox-protocol.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import { removeArrangementsOf } from './arrangements.ts'
import { dropDraft, moveDraft } from './drafts.ts'
import type { Sqlite } from './driver.ts'
import { lay, moveLaid, unlay, unlayAllOf } from './laid-rows.ts'
import { dropNotDuplicate, moveNotDuplicate } from './not-duplicates.ts'
import { dropStep, eraseEnded, moveChanges, putChange, putStep } from './outbox-changes.ts'
import { owePurge, purge } from './outbox-purge.ts'
import type { WritableOutbox } from './outbox.ts'
import { inTransaction, sql } from './sql.ts'
import { removeFilesBeside } from './tidy.ts'
import { addVersions, dropVersions, moveVersions } from './versions.ts'

const removeChangesOf = sql<[AccountId], never>('DELETE FROM change WHERE account_id = ?')
const removeRestOf = ['step', 'version', 'draft', 'not_duplicate'].map((table) =>
  sql<[AccountId], never>(`DELETE FROM ${table} WHERE account_id = ?`),
)

/** All of it in one transaction; where something was erased, the file is written anew after it. */
export function writeOutbox(outbox: WritableOutbox, write: StoreInput<'writeOutbox'>): null {
  const isErasing = (write.erased ?? []).length > 0
  inTransaction(outbox.db, () => {
    apply(outbox.db, write)
    if (isErasing) owePurge(outbox)
  })
  if (isErasing) purge(outbox)
  return null
}

/**
 * What goes comes first, so that a write which is made twice comes to the same: the second time finds nothing to
 * rename or erase but what it puts itself. For that, it puts nothing under a key that it renames.
 */
function apply(db: Sqlite, write: OutboxWrite): void {
  const { renamed = [], erased = [], removedSteps = [], unlaid = [] } = write
  const { changes = [], steps = [], laid = [], versions = [] } = write
  const names = new Map(renamed.map(({ from, to }) => [from, to]))
  const nameOf = (key: ItemKey): ItemKey => names.get(key) ?? key
  const named = <Kept extends { readonly key: ItemKey }>(kept: Kept): Kept => ({
    ...kept,
    key: nameOf(kept.key),
  })

  for (const { from, to } of renamed) rename(db, from, to)
  for (const key of erased) erase(db, nameOf(key))
  for (const id of removedSteps) dropStep(db, id)
  for (const change of changes) putChange(db, named(change))
  for (const step of steps) putStep(db, step)
  for (const key of unlaid) unlay(db, nameOf(key))
  for (const row of laid) lay(db, named(row))
  const gone = new Set(erased.map(nameOf))
  addVersions(
    db,
    versions.map(named).filter(({ key }) => !gone.has(key)),
  )
}

function rename(db: Sqlite, from: ItemKey, to: ItemKey): void {
  moveChanges(db, from, to)
  moveVersions(db, from, to)
  moveDraft(db, from, to)
  moveLaid(db, from, to)
  moveNotDuplicate(db, from, to)
}

function erase(db: Sqlite, key: ItemKey): void {
  eraseEnded(db, key)
  dropVersions(db, key)
  dropDraft(db, key)
  removeArrangementsOf(db, key)
  dropNotDuplicate(db, key)
  unlay(db, key)
}

/** Removes everything of an account, for good when it answers. */
export function removeOutboxOf(
  outbox: WritableOutbox,
  { accountId }: StoreInput<'removeOutboxOf'>,
): { removed: number } {
  const { db } = outbox
  removeFilesBeside(db)
  const removed = inTransaction(db, () => {
    const { changes } = removeChangesOf(db).run(accountId)
    for (const statement of removeRestOf) statement(db).run(accountId)
    unlayAllOf(db, accountId)
    removeArrangementsOf(db, accountId)
    owePurge(outbox)
    return changes
  })
  purge(outbox)
  return { removed }
}
