import { METHOD_KINDS } from '../shared/store-methods.ts'
import type { StoreReply, StoreRequest } from '../shared/store-messages.ts'
import type { StoreMethod } from '../shared/store-protocol.ts'
import { createStore, type Reopening } from './dispatch.ts'

export interface FirstStore {
  take(request: StoreRequest): void
  /** Closes everything. What is to be opened where it is taken over, and what waits for that, in order. */
  handOver(): { readonly openings: readonly Reopening[]; readonly held: readonly StoreRequest[] }
}

/** So long after these the thread is started: by then the first rows are drawn, and what it costs is not taken from them. */
const WRITER_AFTER_MS: Partial<Record<StoreMethod, number>> = { openWorkspace: 2_000, listItems: 500 }

/**
 * Answers on the thread at which requests arrive, until the writer's thread takes over: that one has to load Node and
 * the driver once more, on the way to the first rows (docs/performance.md has what it took). What opens and reads, and what the vault
 * holds, is answered at once. What changes the workspace's files calls for the thread and waits for it, so that nothing
 * long is ever done here. `reply` is told which request was answered.
 */
export function createFirstStore(
  reply: (request: StoreRequest, reply: StoreReply) => void,
  startWriter: () => void,
): FirstStore {
  const store = createStore()
  const held: StoreRequest[] = []
  return {
    take(request) {
      if (hasToWait(request, held)) {
        held.push(request)
        startWriter()
        return
      }
      reply(request, store.answer(request))
      const afterMs = WRITER_AFTER_MS[request.method]
      if (afterMs !== undefined) setTimeout(startWriter, afterMs)
    },
    handOver: () => ({ openings: store.handOver(), held }),
  }
}

function hasToWait({ method }: StoreRequest, held: readonly StoreRequest[]): boolean {
  // A small file of its own, which depends on no other.
  if (method.includes('Vault')) return false
  // What it begins lives in the memory of whoever reads.
  if (method === 'beginExport') return true
  const kind = METHOD_KINDS[method]
  // It may overtake what changes, and comes after what opens.
  if (kind === 'read') return held.some((one) => METHOD_KINDS[one.method] === 'opening')
  // The second takes a few rows away, and every start asks for it.
  return held.length > 0 || !(kind === 'opening' || method === 'forgetEnded')
}
