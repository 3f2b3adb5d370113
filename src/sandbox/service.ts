import type { AdminCall } from './admin-call.ts'
import type { Behaviour } from './behaviour.ts'
import type { SandboxReply, SandboxRequest } from './exchange.ts'

export const SERVICE_NAMES = ['hubspot', 'notion', 'airtable'] as const
export type ServiceName = (typeof SERVICE_NAMES)[number]

/** What every service of the sandbox is started with. */
export type ServiceOptions = {
  /** The same seed and sizes give the same data, byte for byte. */
  seed: number
  /** The sandbox's clock in ms since 1970. It can be advanced, so that nobody needs to wait for a limit. */
  now: () => number
  /** `http://localhost:PORT` of this service; known once it listens. */
  origin: () => string
  /** Registered in place of the usual redirect addresses. */
  redirectUris?: readonly string[] | undefined
  /** Whether limits are enforced from the start. */
  limits: boolean
  /** What `readState` of an earlier run gave, or null. */
  state: unknown
  /** Called after every change that `readState` would show. */
  onChange: () => void
}

/** One service behind its own origin. */
export type Service = {
  /** Answers a whole request. It must not throw: what it cannot serve is an error reply of the service. */
  handle: (request: SandboxRequest) => SandboxReply
  /** What the service says to a request that is broken before it has a meaning. */
  refuse: (status: number, message: string) => SandboxReply
  /** The switches that scenarios turn. */
  behaviour: Pick<Behaviour<unknown>, 'read' | 'set' | 'reset'>
  /** Answers what the admin port is asked below the service's name; undefined for what it does not know. */
  admin: (call: AdminCall) => SandboxReply | undefined
  /** What must outlive the process, as JSON: grants that died and records that were touched. */
  readState: () => unknown
}
