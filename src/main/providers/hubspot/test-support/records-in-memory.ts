import { accountIdSchema } from '../../../../shared/model/account.ts'
import { ok } from '../../../../shared/result.ts'
import type { ProviderCall, ProviderSession } from '../../provider.ts'

/** A contact of which only the id and the time of its last change are of interest. */
export interface MemoryRecord {
  readonly id: number
  readonly atMs: number
}

export interface RecordsInMemory {
  /** What there is, by id; may be changed at any time. */
  readonly records: Map<number, MemoryRecord>
  readonly session: ProviderSession
  readonly calls: ProviderCall[]
}

export interface MemoryOptions {
  /** HubSpot's clock. */
  readonly nowMs?: () => number
  /** Awaited before each answer; what it does to the records is in it. */
  readonly beforeAnswer?: () => Promise<void> | void
  /** What search sees instead of the records: an index that lags behind, or lacks some. */
  readonly indexed?: () => readonly MemoryRecord[]
  /** The order of the list, which is that of the ids otherwise. */
  readonly listed?: (ids: readonly number[]) => readonly number[]
  /** What a page of a search really holds, of the records that it passes over. */
  readonly shown?: (page: readonly MemoryRecord[]) => readonly MemoryRecord[]
}

/**
 * Contacts behind the calls that load them, in memory, so that thousands of interleavings can be tried: list, search
 * and batch read as HubSpot documents them, the limits of a search included.
 */
export function recordsInMemory(
  given: readonly MemoryRecord[],
  options: MemoryOptions = {},
): RecordsInMemory {
  const records = new Map(given.map((record) => [record.id, record]))
  const calls: ProviderCall[] = []
  const answer = (call: ProviderCall): unknown => {
    const last = call.path.at(-1)
    if (last === 'search') return search(options.indexed?.() ?? [...records.values()], call, options)
    if (last === 'read') return readBatch(records, call)
    return list(records, call, options)
  }
  const session: ProviderSession = {
    accountId: accountIdSchema.parse('account-1'),
    externalAccountId: '1',
    uiOrigin: null,
    serverNowMs: options.nowMs ?? Date.now,
    request: async (call, schema) => {
      calls.push(call)
      await options.beforeAnswer?.()
      return ok(schema.parse(answer(call)))
    },
    get background() {
      return session
    },
    limits: () => [],
    quotas: () => [],
  }
  return { records, session, calls }
}

const shown = ({ id, atMs }: MemoryRecord) => ({
  id: String(id),
  properties: { lastmodifieddate: new Date(atMs).toISOString(), hs_object_id: String(id) },
  updatedAt: new Date(atMs).toISOString(),
})

function list(
  records: ReadonlyMap<number, MemoryRecord>,
  { query = {} }: ProviderCall,
  { listed = (ids) => ids }: MemoryOptions,
): unknown {
  if (query['archived'] === 'true') return { results: [] }
  const limit = Number(query['limit'])
  const ids = listed([...records.keys()].toSorted((one, other) => one - other))
  // HubSpot's cursor is opaque: here it is the id that comes next.
  const after = Number(query['after'] ?? ids[0])
  const exact = ids.indexOf(after)
  const start = exact >= 0 ? exact : ids.findIndex((id) => id > after)
  if (start < 0) return { results: [] }
  const page = ids.slice(start, start + limit)
  const next = ids[start + limit]
  return {
    results: page.flatMap((id) => {
      const record = records.get(id)
      return record === undefined ? [] : [shown(record)]
    }),
    ...(next === undefined ? {} : { paging: { next: { after: String(next) } } }),
  }
}

interface SearchBody {
  readonly filterGroups: readonly {
    readonly filters: readonly { propertyName: string; operator: string; value: string; highValue?: string }[]
  }[]
  readonly sorts: readonly { propertyName: string; direction: string }[]
  readonly limit: number
  readonly after: string
}

function search(
  index: readonly MemoryRecord[],
  { json }: ProviderCall,
  { shown: held = (page) => page }: MemoryOptions,
): unknown {
  const { filterGroups, sorts, limit, after } = json as SearchBody
  const start = Number(after)
  if (start + limit > 10_000) throw new Error('more than 10,000 results were asked for')
  const valueOf = (record: MemoryRecord, name: string): number =>
    name === 'hs_object_id' ? record.id : record.atMs
  const wanted = filterGroups.flatMap(({ filters }) =>
    filters.map((filter) => ({ ...filter, low: Number(filter.value), high: Number(filter.highValue) })),
  )
  const found = index.filter((record) =>
    wanted.every(({ propertyName, operator, low, high }) =>
      fits(valueOf(record, propertyName), operator, low, high),
    ),
  )
  const [sort] = sorts
  if (sort === undefined) throw new Error('a search without an order')
  const direction = sort.direction === 'DESCENDING' ? -1 : 1
  found.sort(
    (one, other) =>
      direction * (valueOf(one, sort.propertyName) - valueOf(other, sort.propertyName)) || one.id - other.id,
  )
  const page = found.slice(start, start + limit)
  return {
    total: found.length,
    results: held(page).map(shown),
    ...(found.length > start + limit ? { paging: { next: { after: String(start + limit) } } } : {}),
  }
}

function fits(value: number, operator: string, low: number, high: number): boolean {
  switch (operator) {
    case 'LT':
      return value < low
    case 'LTE':
      return value <= low
    case 'GT':
      return value > low
    case 'GTE':
      return value >= low
    case 'BETWEEN':
      return value >= low && value <= high
    default:
      throw new Error(`no operator ${operator}`)
  }
}

function readBatch(records: ReadonlyMap<number, MemoryRecord>, { json }: ProviderCall): unknown {
  const { inputs } = json as { readonly inputs: readonly { readonly id: string }[] }
  const found = inputs.map(({ id }) => records.get(Number(id)))
  const missing = inputs.filter((_, at) => found[at] === undefined).map(({ id }) => id)
  return {
    results: found.flatMap((record) => (record === undefined ? [] : [shown(record)])),
    ...(missing.length === 0
      ? {}
      : { errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: missing } }] }),
  }
}
