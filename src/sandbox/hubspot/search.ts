import { jsonReply } from '../exchange.ts'
import type { Crm } from './crm.ts'
import { forEachType } from './for-each-type.ts'
import type { ObjectCall } from './objects.ts'
import { createSearch } from './search-matches.ts'
import { readSearch, type SearchRequest } from './search-request.ts'
import { chooseProperties, showRecord } from './show-record.ts'

/** Search, which sees records as its index has them, and gives at most 10,000 of what it found. */
export function createSearchCall(crm: Crm): ObjectCall {
  const searches = forEachType((type) => createSearch(crm, type))
  return (_crm, type, { body }) => {
    const request = readSearch(type, body)
    if ('refused' in request) return request.refused
    const { view, matches } = searches[type](request)
    const page = crm.behaviour().searchShortPages ? shortPage(request) : fullPage(request)
    const records = matches.slice(page.from, page.count).flatMap((index) => view.visible(index) ?? [])
    const properties = chooseProperties(type, request.properties)
    const hasMore = page.from + page.count < matches.total
    return jsonReply(200, {
      total: matches.total,
      results: records.map((record) => showRecord(crm, type, record, { properties })),
      ...(hasMore ? { paging: { next: { after: String(request.after + request.limit) } } } : {}),
    })
  }
}

type Page = { from: number; count: number }

function fullPage({ after, limit }: SearchRequest): Page {
  return { from: after, count: limit }
}

/**
 * The first page holds one record and the second none at all, as if all others there had been deleted after
 * they were found; from the third on, pages are full. Nothing is left out, and clients that follow `paging`
 * alone see everything (integrators lost records by stopping at the first short page).
 */
function shortPage({ after, limit }: SearchRequest): Page {
  if (after < limit) return { from: Math.min(after, 1), count: after === 0 ? 1 : 0 }
  if (after < 2 * limit) return { from: 1, count: 0 }
  return { from: after - 2 * limit + 1, count: limit }
}
