import type { ContactedHost } from '../../shared/model/network.ts'
import type { Fetch } from '../http/guarded-fetch.ts'

/** Which hosts were asked for anything since the app was started; in memory alone. */
export interface HostLedger {
  readonly sinceMs: number
  note(address: string, by: ContactedHost['by']): void
  noteFailure(address: string, by: ContactedHost['by']): void
  /** The one that was called last comes first. */
  list(): ContactedHost[]
}

/** A page in a sign-in window could make up any number of them. */
const mostHosts = 1_000

export function createHostLedger(now: () => number): HostLedger {
  const hosts = new Map<string, ContactedHost>()
  const change = (
    address: string,
    by: ContactedHost['by'],
    changed: (known: ContactedHost) => ContactedHost,
  ): void => {
    if (!URL.canParse(address)) return
    const { protocol, host } = new URL(address)
    if (!/^(https?|wss?):$/.test(protocol)) return
    const key = `${by} ${host}`
    const known = hosts.get(key)
    if (known === undefined && hosts.size >= mostHosts) return
    hosts.set(key, changed(known ?? { host, by, calls: 0, failures: 0, lastAtMs: now() }))
  }
  return {
    sinceMs: now(),
    note: (address, by) =>
      change(address, by, (known) => ({ ...known, calls: known.calls + 1, lastAtMs: now() })),
    noteFailure: (address, by) =>
      change(address, by, (known) => ({ ...known, failures: known.failures + 1 })),
    list: () => [...hosts.values()].toSorted((one, other) => other.lastAtMs - one.lastAtMs),
  }
}

/** Every call of the app, whoever makes it, is in the ledger before it leaves. */
export function countHosts(send: Fetch, ledger: HostLedger): Fetch {
  return async (address, init) => {
    ledger.note(address, 'app')
    try {
      return await send(address, init)
    } catch (thrown) {
      ledger.noteFailure(address, 'app')
      throw thrown
    }
  }
}
