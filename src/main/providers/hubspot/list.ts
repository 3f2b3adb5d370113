import type { AppError } from '../../../shared/errors.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { ItemPage, ProviderSession } from '../provider.ts'
import { objectPath, propertyQuery, type CrmType } from './object-types.ts'
import { pageSchema } from './schema.ts'
import { toLoadedItem } from './to-item.ts'

/** The most that a list call gives (HubSpot's published document of the object endpoints). */
const pageSize = '100'

/**
 * One page of a type by the list endpoint, in the order of the ids. Not by search: that one ends at 10,000
 * records, lags behind writes, and its order shifts while one pages through it. HubSpot does not say how
 * many records there are.
 */
export async function listPage(
  providerId: ProviderId,
  session: ProviderSession,
  type: CrmType,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Result<ItemPage, AppError>> {
  const page = await session.request(
    {
      method: 'GET',
      path: objectPath(type),
      query: { limit: pageSize, ...propertyQuery(type), ...(cursor === null ? {} : { after: cursor }) },
      signal,
    },
    pageSchema,
  )
  if (!page.ok) return page
  const { results, paging } = page.value
  const after = paging?.next?.after ?? ''
  return ok({
    items: results.map((record) => toLoadedItem(providerId, session, type, record)),
    next: after === '' ? null : String(after),
    total: null,
  })
}
