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

/** A page in a sign-in window could make up any number of them; they take no room from those of the app. */
const mostHosts: Readonly<Record<ContactedHost['by'], number>> = { app: 100, 'sign-in': 900 }
/** A name in the DNS has 253 characters; what a page makes up is cut. */
const longestHost = 300

export function createHostLedger(now: () => number): HostLedger {
  const hosts = { app: new Map<string, ContactedHost>(), 'sign-in': new Map<string, ContactedHost>() }
  const change = (
    address: string,
    by: ContactedHost['by'],
    changed: (known: ContactedHost) => ContactedHost,
  ): void => {
    if (!URL.canParse(address)) return
    const { protocol, host: whole } = new URL(address)
    if (!/^(https?|wss?|rediss?):$/.test(protocol)) return
    const host = whole.slice(0, longestHost)
    const known = hosts[by].get(host)
    if (known === undefined && hosts[by].size >= mostHosts[by]) return
    hosts[by].set(host, changed(known ?? { host, by, calls: 0, failures: 0, lastAtMs: now() }))
  }
  return {
    sinceMs: now(),
    note: (address, by) =>
      change(address, by, (known) => ({ ...known, calls: known.calls + 1, lastAtMs: now() })),
    noteFailure: (address, by) =>
      change(address, by, (known) => ({ ...known, failures: known.failures + 1 })),
    list: () =>
      [...hosts.app.values(), ...hosts['sign-in'].values()].toSorted(
        (one, other) => other.lastAtMs - one.lastAtMs,
      ),
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
