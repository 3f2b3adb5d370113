import type { ReadMethod } from '../shared/store-methods.ts'
import type { StoreInput, StoreOutput } from '../shared/store-protocol.ts'
import { getItem } from './items.ts'
import { listItems } from './list.ts'
import { countItems, streamStates } from './streams.ts'
import type { Workspace } from './workspace.ts'

type Reads = {
  readonly [M in ReadMethod]: (workspace: Workspace, input: StoreInput<M>) => StoreOutput<M>
}

/** The methods that only read. Each may run on a connection that cannot write, beside the one that does. */
const reads: Reads = {
  streamStates: ({ db }, input) => streamStates(db, input),
  listItems: (workspace, input) => listItems(workspace, input),
  getItem: ({ db }, input) => getItem(db, input),
  countItems: ({ db }) => countItems(db),
}

export function read(workspace: Workspace, method: ReadMethod, input: unknown): unknown {
  // The other end is our own main process, whose requests the protocol types.
  return reads[method](workspace, input as never)
}
