import type { ProviderId } from '../../../shared/model/provider.ts'
import { ok } from '../../../shared/result.ts'
import type { ProviderSearch } from '../provider.ts'
import { sortFound } from './feeds/read-list.ts'
import { listSchema } from './schema.ts'

/** The most that a search gives at once (Notion's reference, "Pagination"). */
const pageSize = 100

/** Notion's own search, which looks through titles alone (its reference, "Search by title"). */
export const createSearch = (providerId: ProviderId): ProviderSearch => ({
  facts: [],
  async run(session, { text, types }) {
    const page = await session.request(
      { method: 'POST', path: ['v1', 'search'], json: { query: text, page_size: pageSize }, isRead: true },
      listSchema,
    )
    if (!page.ok) return page
    const { items } = sortFound(providerId, session, page.value.results)
    return ok({
      items: items.filter(({ item }) => types.includes(item.type)),
      isMore: (page.value.next_cursor ?? '') !== '',
    })
  },
})
