import type { AppError } from '../../shared/errors.ts'
import type { Result } from '../../shared/result.ts'
import { METHOD_KINDS } from '../../shared/store-methods.ts'
import type { ChangeId } from '../../shared/store-messages.ts'
import type { StoreMethod } from '../../shared/store-protocol.ts'

/** A workspace's files: what was loaded, and what the user did. */
export type WorkspaceFile = 'cache' | 'outbox'

/** One question to the store and what becomes of it. */
export interface Call {
  readonly method: StoreMethod
  readonly input: unknown
  /** How many openings and closings of each file were asked for before it. */
  readonly openings: Readonly<Record<WorkspaceFile, number>>
  settle(result: Result<unknown, AppError>): void
}

/** The calls without an answer, in the order in which they came. */
export interface CallQueue {
  add(call: Call): void
  /** What has not been sent to this process; it counts as sent. A call that is sent again keeps its id. */
  takeUnsent(): { readonly call: Call; readonly change: ChangeId | null }[]
  answered(call: Call): void
  /** The process is gone: all is unsent again, but for the calls that it answers with, which are given up. */
  takeBack(): Call[]
  /** Empties the queue. */
  takeAll(): Call[]
}

/** A call that so many processes died with may be what they died of. */
const mostDeaths = 3

/** `start` tells this start of the app from every other. */
export function createCallQueue(start: string): CallQueue {
  let unsent: Call[] = []
  const sent = new Set<Call>()
  const deaths = new Map<Call, number>()
  /** Those that were ever sent and not answered, the oldest first. */
  const changes = new Map<Call, ChangeId>()
  let lastNumber = 0

  function changeOf(call: Call): ChangeId | null {
    if (METHOD_KINDS[call.method] !== 'change') return null
    const known = changes.get(call)
    if (known) return known
    const number = ++lastNumber
    const [oldest = { number }] = changes.values()
    const change = { start, number, answered: oldest.number - 1 }
    changes.set(call, change)
    return change
  }

  function forget(call: Call): void {
    sent.delete(call)
    changes.delete(call)
    deaths.delete(call)
  }

  return {
    add: (call) => void unsent.push(call),

    takeUnsent() {
      const taken = unsent
      unsent = []
      for (const call of taken) sent.add(call)
      return taken.map((call) => ({ call, change: changeOf(call) }))
    },

    answered: forget,

    takeBack() {
      for (const call of sent) deaths.set(call, (deaths.get(call) ?? 0) + 1)
      const isHopeless = (call: Call): boolean => (deaths.get(call) ?? 0) >= mostDeaths
      const hopeless = [...sent].filter(isHopeless)
      unsent = [...[...sent].filter((call) => !isHopeless(call)), ...unsent]
      sent.clear()
      hopeless.forEach(forget)
      return hopeless
    },

    takeAll() {
      const all = [...sent, ...unsent]
      unsent = []
      all.forEach(forget)
      return all
    },
  }
}
