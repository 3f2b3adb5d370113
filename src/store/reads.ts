import type { ReadMethod } from '../shared/store-methods.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { getArrangement } from './arrangements.ts'
import { getContent } from './contents.ts'
import { getDraft } from './drafts.ts'
import type { Sqlite } from './driver.ts'
import { findDuplicates } from './duplicates.ts'
import { beginExport, endExport } from './export-list.ts'
import { exportRows } from './export-rows.ts'
import { getFact } from './facts.ts'
import { opened } from './failure.ts'
import { feedStates } from './feeds.ts'
import { pageItems } from './item-pages.ts'
import { getItem } from './items.ts'
import { linksOf } from './links.ts'
import { parentsOf } from './place.ts'
import { listItems, listKeys } from './list.ts'
import { listNotDuplicates } from './not-duplicates.ts'
import { endedChanges, readOutbox } from './outbox-changes.ts'
import { inOutbox, type Outbox } from './outbox.ts'
import { countModified, emailsOf, externalIds, storedKeys } from './row-queries.ts'
import { callsSince, listRuns } from './run-reports.ts'
import { unseenRows } from './seen-rows.ts'
import { storageSize } from './storage-care.ts'
import { owesRemovals } from './tidy.ts'
import { countItems } from './streams.ts'
import { tallyItems } from './tallies.ts'
import { versionsOf } from './versions.ts'
import type { Workspace } from './workspace.ts'

/** The files that are open, on connections that read them. */
export interface ReadableFiles {
  readonly workspace: Workspace | null
  readonly outbox: Outbox | null
}

type OutboxRead = 'readOutbox' | 'endedChanges' | 'versionsOf' | 'getDraft' | 'getArrangement'

/** The methods that only read. Each may run on a connection that cannot write, beside the one that does. */
const reads: {
  readonly [M in Exclude<ReadMethod, OutboxRead>]: (
    workspace: Workspace,
    input: StoreInput<M>,
    outbox: Outbox | null,
  ) => StoreOutput<M>
} = {
  feedStates: ({ db }, input) => feedStates(db, input),
  unseenRows: ({ db }, input) => unseenRows(db, input),
  listRuns: ({ db }, input) => listRuns(db, input),
  getFact: ({ db }, input) => getFact(db, input),
  countModified: ({ db }, input) => countModified(db, input),
  externalIds: ({ db }, input) => externalIds(db, input),
  emailsOf: ({ db }, input) => emailsOf(db, input),
  storedKeys: ({ db }, input) => storedKeys(db, input),
  linksOf: ({ db }, input) => linksOf(db, input),
  parentsOf: ({ db }, { key }) => parentsOf(db, key),
  getContent: ({ db }, input) => getContent(db, input),
  callsSince: ({ db }, input) => callsSince(db, input),
  storageSize: ({ db }) => storageSize(db),
  owesRemovals: ({ db }) => owesRemovals(db),
  listItems: (workspace, input, outbox) => listItems(workspace, outbox, input),
  listKeys: (workspace, input, outbox) => listKeys(workspace, outbox, input),
  beginExport: (workspace, input, outbox) => beginExport(workspace, outbox, input),
  exportRows: (workspace, input, outbox) => exportRows(workspace, outbox, input),
  endExport: (workspace, input) => endExport(workspace, input),
  getItem: ({ db }, input) => getItem(db, input),
  pageItems: ({ db }, input, outbox) => pageItems(db, outbox, input),
  countItems: ({ db }, _, outbox) => countItems(db, outbox),
  tallyItems: (workspace, input, outbox) => tallyItems(workspace, outbox, input),
  findDuplicates: (workspace, input, outbox) => findDuplicates(workspace, outbox, input),
  listNotDuplicates: (workspace, input, outbox) => listNotDuplicates(workspace, outbox, input),
}

const outboxReads: { readonly [M in OutboxRead]: (db: Sqlite, input: StoreInput<M>) => StoreOutput<M> } = {
  readOutbox: (db) => readOutbox(db),
  endedChanges,
  versionsOf,
  getDraft,
  getArrangement,
}

export const isOutboxRead = (method: ReadMethod): method is OutboxRead => Object.hasOwn(outboxReads, method)

const overlaid = new Set<ReadMethod>([
  'listItems',
  'listKeys',
  'pageItems',
  'countItems',
  'beginExport',
  'exportRows',
  'tallyItems',
  'findDuplicates',
  'listNotDuplicates',
])

/** Reads of the cache that show what lies over it. */
export const isOverlaid = (method: ReadMethod): boolean => overlaid.has(method)

export function read({ workspace, outbox }: ReadableFiles, method: ReadMethod, input: unknown): unknown {
  // The other end is our own main process, whose requests the protocol types.
  const typed = input as never
  if (isOutboxRead(method)) return inOutbox(() => outboxReads[method](opened(outbox).db, typed))
  return reads[method](opened(workspace), typed, outbox)
}
