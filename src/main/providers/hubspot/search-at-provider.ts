import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { LoadedItem, ProviderSearch, ProviderSession, StoredFacts } from '../provider.ts'
import { askedFact, propertiesAsked } from './asked-properties.ts'
import { crmTypes, objectPath, type CrmType } from './object-types.ts'
import { readBatch } from './read-batch.ts'
import { pageSchema } from './schema.ts'
import { toLoadedItem } from './to-item.ts'

/** How many of each type are asked for: whoever searches looks for a person first. */
const most: Readonly<Record<CrmType, number>> = { contact: 50, company: 25, deal: 25 }

const foundSchema = pageSchema.extend({ total: z.int().nonnegative() })

interface Found {
  readonly items: readonly LoadedItem[]
  readonly isMore: boolean
}

/**
 * HubSpot's own search in the texts of a record that it looks through by itself (its guide "Search the CRM"). It gives
 * the ids; the records are read by them, because the index lags behind and a search cannot carry all properties.
 */
export const createSearch = (providerId: ProviderId): ProviderSearch => ({
  facts: crmTypes.map(askedFact),
  async run(session, { text, types, facts }) {
    const asked = crmTypes.filter((type) => types.includes(type))
    const found = await Promise.all(asked.map((type) => searchType(providerId, session, type, text, facts)))
    const refused = found.find((one) => !one.ok && one.error.kind !== 'missing-permission')
    if (refused?.ok === false) return refused
    const seen = found.flatMap((one) => (one.ok ? [one.value] : []))
    // A type that may not be read is no reason to find nothing of the others.
    const [first] = found
    if (seen.length === 0 && first?.ok === false) return first
    return ok({ items: seen.flatMap(({ items }) => items), isMore: seen.some(({ isMore }) => isMore) })
  },
})

async function searchType(
  providerId: ProviderId,
  session: ProviderSession,
  type: CrmType,
  text: string,
  facts: StoredFacts,
): Promise<Result<Found, AppError>> {
  const page = await session.request(
    {
      method: 'POST',
      path: objectPath(type, 'search'),
      json: { query: text, limit: most[type], properties: ['hs_object_id'] },
      isRead: true,
    },
    foundSchema,
  )
  if (!page.ok) return page
  const ids = page.value.results.map(({ id }) => id)
  if (ids.length === 0) return ok({ items: [], isMore: false })
  const read = await readBatch(session, type, { ids, names: propertiesAsked(type, facts[askedFact(type)]) })
  if (!read.ok) return read
  const records = new Map(read.value.records.map((record) => [record.id, record]))
  return ok({
    items: ids.flatMap((id) => {
      const record = records.get(id)
      // The index still has what was deleted or merged a moment ago.
      return record === undefined ? [] : toLoadedItem(providerId, session, type, record)
    }),
    isMore: page.value.total > ids.length,
  })
}
