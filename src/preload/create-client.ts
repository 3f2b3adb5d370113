import { eventChannel, invokeChannel } from '../shared/ipc/channels.ts'
import type { ContractNames } from '../shared/ipc/contract-names.ts'
import type { Client } from '../shared/ipc/types.ts'

/** The two things that the preload can do with a channel. */
export interface Wire {
  invoke(channel: string, input: unknown): Promise<unknown>
  /** Calls back with the payload alone, never with Electron's event object. */
  subscribe(channel: string, listener: (payload: unknown) => void): () => void
}

/** Turns the table into frozen functions, so that a page holds operations and can spell no channel. */
export function createClient(names: ContractNames, wire: Wire, platform: string): Client {
  const domains = Object.entries(names.endpoints).map(([domain, endpoints]) => [
    domain,
    Object.freeze(
      Object.fromEntries(
        endpoints.map((name) => [name, (input: unknown) => wire.invoke(invokeChannel(domain, name), input)]),
      ),
    ),
  ])
  const on = Object.fromEntries(
    names.events.map((name) => [
      name,
      (listener: (payload: unknown) => void) => wire.subscribe(eventChannel(name), listener),
    ]),
  )
  // The table decides the names at run time; the types say the same at compile time.
  return Object.freeze({ ...Object.fromEntries(domains), on: Object.freeze(on), platform }) as Client
}
