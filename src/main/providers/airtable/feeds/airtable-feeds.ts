import type { AppError } from '../../../../shared/errors.ts'
import type { ItemRow } from '../../../../shared/model/item.ts'
import type { ProviderId } from '../../../../shared/model/provider.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { Feed, ProviderFeeds, StoredContext } from '../../feeds.ts'
import { placeOfTable } from '../to-item.ts'
import { placeOfFeed, recordsFeed, schemaFeed } from './feed-names.ts'
import { loadOptions } from './load-options.ts'
import { stepRecords } from './records-run.ts'
import { stepSchema } from './schema-run.ts'

const hourMs = 60 * 60_000
/** A workspace without a plan has 1,000 calls a month, and every table costs one each time. */
const usualMs = 6 * hourMs
const sweepMs = 7 * 24 * hourMs

const lane = 'list'

const schema: Feed = {
  name: schemaFeed,
  types: ['base', 'table'],
  label: null,
  container: null,
  isOptIn: false,
  after: [],
  everyMs: { full: usualMs },
}

/**
 * Airtable's feeds: one for bases and tables, and one for the records of each table that is stored. What changed
 * in a table takes one call where a formula can see it; a weekly sweep finds the rest, and what was deleted.
 */
export function createFeeds(providerId: ProviderId): ProviderFeeds {
  return {
    // A record taken out of the trash has the times that it had, and most tables tell no time at all.
    hasGrowingTimes: false,
    list: listFeeds,
    lanes: () => [lane],
    async step(context, request) {
      const cursor = request.places()[lane]?.cursor ?? null
      const table = placeOfFeed(request.feed.name)
      return table === null
        ? stepSchema(providerId, context, cursor)
        : stepRecords(providerId, table, context, request, cursor)
    },
    async options(context) {
      const feeds = await listFeeds(context)
      return feeds.ok ? loadOptions(feeds.value, context.local) : feeds
    },
  }
}

async function listFeeds({ local }: StoredContext): Promise<Result<readonly Feed[], AppError>> {
  const tables = await local.rows('table')
  if (!tables.ok) return tables
  const bases = await local.rows('base')
  if (!bases.ok) return bases
  const names = new Map(bases.value.map(({ externalId, name }) => [externalId, name]))
  return ok([schema, ...tables.value.flatMap((row) => feedOf(row, names))])
}

function feedOf(table: ItemRow, baseNames: ReadonlyMap<string, string>): Feed[] {
  const place = placeOfTable(table.key)
  if (place === null) return []
  const { baseId } = place
  return [
    {
      name: recordsFeed(place),
      types: ['record'],
      label: table.name,
      container: { name: baseId, label: baseNames.get(baseId) ?? baseId },
      isOptIn: true,
      after: [schemaFeed],
      everyMs: { changes: usualMs, sweep: sweepMs },
    },
  ]
}
