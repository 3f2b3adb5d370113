import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import type { ContactValues } from '../../../shared/model/contact.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { ProviderSession } from '../provider.ts'
import { objectPath } from './object-types.ts'
import { readBatch } from './read-batch.ts'
import { pageSchema, type HubSpotRecord } from './schema.ts'

/** A group has room for six filters, one of which is the time (HubSpot's guide "Search the CRM"). */
const mostFilters = 5
/** A filter on a long text would go past what a search's body may have. */
const longestFilter = 200
/** More than anybody could be asked to choose from. */
const mostFound = 20

/**
 * Contacts that were created at or after a time with these values, as far as search can tell: what it finds is read
 * again by id, and has to be compared. `sinceMs` is HubSpot's time.
 */
export async function createdSince(
  session: ProviderSession,
  values: ContactValues,
  sinceMs: number,
  names: readonly string[],
): Promise<Result<readonly HubSpotRecord[], AppError>> {
  const equal = Object.entries(values)
    .filter(([, value]) => value !== '' && value.length <= longestFilter)
    .slice(0, mostFilters)
    .map(([propertyName, value]) => ({ propertyName, operator: 'EQ', value }))
  const filters = [...equal, { propertyName: 'createdate', operator: 'GTE', value: String(sinceMs) }]
  const page = await session.request(
    {
      method: 'POST',
      path: objectPath('contact', 'search'),
      json: {
        filterGroups: [{ filters }],
        sorts: [{ propertyName: 'createdate', direction: 'DESCENDING' }],
        properties: ['hs_object_id'],
        limit: mostFound,
        after: '0',
      },
      isRead: true,
    },
    pageSchema.extend({ total: z.int().nonnegative() }),
  )
  if (!page.ok) return page
  const ids = page.value.results.map(({ id }) => id)
  if (ids.length === 0) return ok([])
  const read = await readBatch(session, 'contact', { ids, names })
  return read.ok ? ok(read.value.records) : read
}
