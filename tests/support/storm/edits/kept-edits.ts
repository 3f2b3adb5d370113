import type { ItemKey } from '../../../../src/shared/model/item.ts'
import { fromStoredChange, type Change } from '../../../../src/main/outbox/change.ts'
import { readVersion } from '../../../../src/main/outbox/version.ts'
import type { ContactValues } from '../../../../src/shared/model/contact.ts'
import { valueOf } from '../../core-in-node.ts'
import type { StormContext } from './storm-context.ts'

/** What `outbox.db` holds, read past main. */
export interface KeptEdits {
  readonly open: readonly Change[]
  readonly ended: readonly Change[]
  readonly versions: readonly ContactValues[]
}

/** `keys`: the records whose versions are wanted. */
export async function keptEdits({ desk }: StormContext, keys: Iterable<ItemKey>): Promise<KeptEdits> {
  const { askStore } = desk.core()
  const { changes } = valueOf(await askStore('readOutbox', {}))
  const ended = valueOf(await askStore('endedChanges', { sinceMs: 0, limit: 1_000_000 }))
  const versions: ContactValues[] = []
  for (const key of new Set(keys)) {
    const stored = valueOf(await askStore('versionsOf', { key, limit: 1_000 }))
    versions.push(...stored.map(({ body }) => readVersion(body).values))
  }
  return {
    open: changes.map(fromStoredChange),
    ended: ended.changes.map(fromStoredChange),
    versions,
  }
}
