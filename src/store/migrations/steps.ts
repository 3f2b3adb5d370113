import type { Migration } from '../migrate.ts'
import { cache0001Items } from './cache-0001-items.ts'
import { cache0002Feeds } from './cache-0002-feeds.ts'
import { cache0003FoldedSearch } from './cache-0003-folded-search.ts'
import { cache0004Receipts } from './cache-0004-receipts.ts'
import { cache0005LongerPrefixes } from './cache-0005-longer-prefixes.ts'
import { outbox0001Changes } from './outbox-0001-changes.ts'
import { outbox0002Arrangements } from './outbox-0002-arrangements.ts'
import { outbox0003LaidValues } from './outbox-0003-laid-values.ts'
import { outbox0004NotDuplicates } from './outbox-0004-not-duplicates.ts'
import { vault0001Records } from './vault-0001-records.ts'

/** In order, one entry per version. A step that has shipped is never edited: a change is a new step. */
export const cacheMigrations: readonly Migration[] = [
  cache0001Items,
  cache0002Feeds,
  cache0003FoldedSearch,
  cache0004Receipts,
  cache0005LongerPrefixes,
]
export const vaultMigrations: readonly Migration[] = [vault0001Records]
export const outboxMigrations: readonly Migration[] = [
  outbox0001Changes,
  outbox0002Arrangements,
  outbox0003LaidValues,
  outbox0004NotDuplicates,
]
