import type { ServiceName } from './service.ts'

/** What the sandbox remembers of a call. Bodies, tokens and the query of a sign-in are never kept. */
export type LoggedRequest = {
  /** 1 for the first call; goes on counting when old entries are dropped. */
  number: number
  service: ServiceName
  method: string
  path: string
  /** Path and query, where the query can hold no secret; else the path alone. */
  target: string
  /** 0 when the connection was cut without an answer. */
  status: number
  /** True when a fault had its hand in the answer. */
  faulty: boolean
  startedAtMs: number
}

export type RequestLog = {
  add: (entry: Omit<LoggedRequest, 'number' | 'target'> & { query: string }) => void
  entries: () => readonly LoggedRequest[]
  /** Calls by method and path, record ids written as `{id}`: `GET /crm/objects/2026-09/contacts` → 120. */
  counts: () => Record<string, number>
  clear: () => void
}

const KEPT = 10_000
/** Parts of a path that name one record: HubSpot's numbers and e-mail addresses, Notion's UUIDs, Airtable's ids. */
const ID =
  /\/(\d+|[^/]*(?:@|%40)[^/]*|[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}|(?:app|tbl|viw|fld|rec|ach)[A-Za-z\d]{14})(?=\/|$)/g

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  let counts = new Map<string, number>()
  let total = 0
  return {
    add: ({ query, ...entry }) => {
      total++
      const isSignIn = /\/oauth2?\//.test(entry.path)
      entries.push({
        ...entry,
        number: total,
        target: query === '' || isSignIn ? entry.path : `${entry.path}?${query}`,
      })
      // Dropped in halves, so that a long run does not shift the whole list on every call.
      if (entries.length > 2 * KEPT) entries = entries.slice(-KEPT)
      const kind = `${entry.method} ${entry.path.replace(ID, '/{id}')}`
      if (counts.has(kind) || counts.size < KEPT) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    },
    entries: () => entries,
    counts: () => Object.fromEntries(counts),
    clear: () => {
      entries = []
      counts = new Map()
    },
  }
}
