import type { ItemType } from '../../../shared/model/item-type.ts'
import type { Fetch } from '../../http/guarded-fetch.ts'
import type { Provider } from '../provider.ts'
import type { SignedIn } from './provider-in-sandbox.ts'

/** A reply in place of a true one. A text body is sent as it is, anything else as JSON. */
export interface ListReply {
  readonly status?: number
  readonly body?: unknown
  /** Points elsewhere instead. */
  readonly redirect?: string
}

/** A running service, and the provider signed in there. */
export interface ServiceUnderTest extends SignedIn {
  /** At the service's addresses. */
  readonly provider: Provider
  readonly send: Fetch
  /** The next list calls, of whatever type, get these replies in this order; then come true ones again. */
  answerLists(replies: readonly ListReply[]): void
  /** How many requests have come since the last reset. */
  calls(): number
  reset(): void
  close(): Promise<void>
}

/** What the contract suite has to know of a service besides the provider's own description. */
export interface ProviderFixture {
  start(own: Provider): Promise<ServiceUnderTest>
  /** How many items of each type there are. */
  readonly counts: Readonly<Partial<Record<ItemType, number>>>
  /** A page of the provider's first type: records of these ids without anything else that can be missing. */
  listReply(ids: readonly string[], next: string | null): unknown
  /** JSON that is no page. */
  readonly oddBodies: readonly string[]
  /** What comes with a 403. */
  readonly forbidden: unknown
  /** Error bodies made to confuse whoever reads them. */
  readonly hostileErrors: readonly unknown[]
}
