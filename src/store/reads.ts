import type { ReadMethod } from '../shared/store-methods.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { getContent } from './contents.ts'
import { getFact } from './facts.ts'
import { feedStates } from './feeds.ts'
import { getItem } from './items.ts'
import { linksOf } from './links.ts'
import { listItems } from './list.ts'
import { countModified, externalIds, storedKeys } from './row-queries.ts'
import { callsSince, listRuns } from './run-reports.ts'
import { unseenRows } from './seen-rows.ts'
import { storageSize } from './storage-care.ts'
import { countItems } from './streams.ts'
import type { Workspace } from './workspace.ts'

type Reads = {
  readonly [M in ReadMethod]: (workspace: Workspace, input: StoreInput<M>) => StoreOutput<M>
}

/** The methods that only read. Each may run on a connection that cannot write, beside the one that does. */
const reads: Reads = {
  feedStates: ({ db }, input) => feedStates(db, input),
  unseenRows: ({ db }, input) => unseenRows(db, input),
  listRuns: ({ db }, input) => listRuns(db, input),
  getFact: ({ db }, input) => getFact(db, input),
  countModified: ({ db }, input) => countModified(db, input),
  externalIds: ({ db }, input) => externalIds(db, input),
  storedKeys: ({ db }, input) => storedKeys(db, input),
  linksOf: ({ db }, input) => linksOf(db, input),
  getContent: ({ db }, input) => getContent(db, input),
  callsSince: ({ db }, input) => callsSince(db, input),
  storageSize: ({ db }) => storageSize(db),
  listItems: (workspace, input) => listItems(workspace, input),
  getItem: ({ db }, input) => getItem(db, input),
  countItems: ({ db }) => countItems(db),
}

export function read(workspace: Workspace, method: ReadMethod, input: unknown): unknown {
  // The other end is our own main process, whose requests the protocol types.
  return reads[method](workspace, input as never)
}
