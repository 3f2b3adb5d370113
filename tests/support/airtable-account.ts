import { expect } from 'vitest'
import { airtable } from '../../src/main/providers/airtable/index.ts'
import type { StartOptions } from '../../src/sandbox/start-sandbox.ts'
import type { RunMode } from '../../src/shared/model/feed.ts'
import type { Item } from '../../src/shared/model/item.ts'
import { startFeedRunner, type FeedRunner } from './feed-runner.ts'

/** An account at Airtable with a store, and what its service really holds. */
export interface AirtableAccount extends FeedRunner {
  /** The feed of a table's records, by the names that base and table have now. */
  feedOf(base: string, table: string): string
  load(base: string, table: string, mode: RunMode): ReturnType<FeedRunner['run']>
  /** Stored records of a table by their raw ids, with cells by the names of the fields. */
  recordsOf(base: string, table: string): Map<string, { item: Item; cells: Record<string, unknown> }>
  /** The same as the service has it now, without the addresses of files. */
  truthOf(base: string, table: string): Map<string, Record<string, unknown>>
  /** Calls since the last time that this was asked, as `GET /v0/meta/bases`. */
  calls(): string[]
  /** Base and table of a name. */
  placeOf(base: string, table: string): { baseId: string; tableId: string }
}

/** The same with bases and tables known, so that records can be loaded. */
export async function startWithTables(
  options: StartOptions = { airtableRecords: 1_400 },
): Promise<AirtableAccount> {
  const account = await startAirtableAccount(options)
  expect(await account.run('schema', 'full')).toMatchObject({ error: null })
  account.calls()
  return account
}

/** Id for id and cell for cell. */
export function expectTruth(account: AirtableAccount, base: string, table: string): void {
  const stored = [...account.recordsOf(base, table)].map(([id, { cells }]) => [id, cells] as const)
  expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(account.truthOf(base, table)))
}

export async function startAirtableAccount(options: StartOptions = {}): Promise<AirtableAccount> {
  const runner = await startFeedRunner(airtable, { airtableRecords: 300, ...options })
  const { sandbox } = runner
  sandbox.requests.clear()

  const placeOf = (baseName: string, tableName: string): { baseId: string; tableId: string } => {
    const base = sandbox.airtable.bases.list().find(({ id, name }) => name === baseName || id === baseName)
    const table = base?.tables.find(({ id, name }) => name === tableName || id === tableName)
    if (base === undefined || table === undefined) throw new Error(`No ${tableName} in ${baseName}`)
    return { baseId: base.id, tableId: table.id }
  }
  const feedOf = (base: string, table: string): string => {
    const { baseId, tableId } = placeOf(base, table)
    return `records:${baseId}/${tableId}`
  }
  return Object.assign(runner, {
    placeOf,
    feedOf,
    load: (base: string, table: string, mode: RunMode) => runner.run(feedOf(base, table), mode),
    recordsOf(base: string, table: string) {
      const { baseId, tableId } = placeOf(base, table)
      const stored = [...runner.rows('table').values()].find(({ item }) =>
        item.key.endsWith(encodeURIComponent(`${baseId}/${tableId}`)),
      )
      const fields = (stored?.record ?? { fields: [] }) as { fields: { id: string; name: string }[] }
      const names = new Map(fields.fields.map(({ id, name }) => [id, name]))
      const rows = [...runner.rows('record').values()].filter(
        ({ item }) => item.parentKey === stored?.item.key,
      )
      return new Map(
        rows.map(({ item, record }) => {
          const cells = Object.entries((record as { fields: Record<string, unknown> }).fields)
          const named = cells.map(([id, cell]) => [names.get(id) ?? id, cell] as const)
          return [item.externalId, { item, cells: Object.fromEntries(named) }]
        }),
      )
    },
    truthOf(base: string, table: string) {
      const { bases } = sandbox.airtable
      const size = bases
        .list()
        .flatMap(({ tables, ...own }) => tables.map((one) => ({ ...one, base: own })))
        .find((one) => [one.base.name, one.base.id].includes(base) && [one.name, one.id].includes(table))
      const found = new Map<string, Record<string, unknown>>()
      for (let position = 0; position < (size?.records ?? 0); position++) {
        const id = idAt(() => bases.recordIdAt(base, table, position))
        const cells = id === null ? undefined : bases.readRecord(base, table, id)
        if (id !== null && cells !== undefined) found.set(id, withoutAddresses(cells))
      }
      return found
    },
    calls() {
      const calls = sandbox.requests.entries().map(({ method, path }) => `${method} ${path}`)
      sandbox.requests.clear()
      return calls
    },
  })
}

/** Positions of deleted records are empty. */
function idAt(read: () => string): string | null {
  try {
    return read()
  } catch {
    // The sandbox throws a sentence where nothing is.
    return null
  }
}

/** Cells as JSON would carry them, files without their addresses. */
function withoutAddresses(cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const json = JSON.stringify(cells, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('filename' in value)) return value
    const { url: _url, thumbnails: _thumbnails, ...kept } = value as Record<string, unknown>
    return kept
  })
  return JSON.parse(json) as Record<string, unknown>
}
