import type { Route } from '../routes.ts'
import type { Capability } from './behaviour.ts'
import type { Version } from './versions.ts'

/** A call of the API below `/v1`. */
export type NotionRoute = Route<{
  /** Calls of the sign-in, which need neither token nor version. */
  isOpen?: true
  /** What the connection must be allowed to do. */
  needs?: Capability
  /** The first and the last version that have this call. */
  since?: Version
  until?: Version
}>
