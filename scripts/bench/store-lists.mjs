/**
 * How soon a list that no index has shows its first rows, how long it takes as a whole, and for how long one call for it
 * holds up the others.
 */
import { aQuery } from '../../tests/support/made-up-items.ts'
import { atMost } from './rows.mjs'

const WINDOW = 50
const FIRST_ROWS_CEILING_MS = 300
const CALL_CEILING_MS = 50

const property = (name) => ({
  id: `field:${name}`,
  kind: 'text',
  path: ['properties', name],
  each: null,
  separator: null,
})
const view = {
  fields: [property('property_3')],
  columns: ['email', 'field:property_3'],
  nowMs: 1_700_000_000_000,
}
const only = (field, test, value) => ({ match: 'all', parts: [{ field, test, values: [value] }] })
const ascending = (by) => ({ by, direction: 'ascending' })

/** In the order of an index the first rows come at once, whatever the filter reads. */
const INDEXED = [
  { what: 'filter by e-mail, by name', filter: only('email', 'ends', '@gmail.com'), sort: [] },
  {
    what: "filter by the provider's field, newest first",
    filter: only('field:property_3', 'starts', '0.a'),
    sort: [{ by: 'modified', direction: 'descending' }],
  },
]
const OTHERS = [
  { what: 'by organisation, then name', filter: null, sort: [ascending('organisation'), ascending('name')] },
  { what: "by the provider's field", filter: null, sort: [ascending('field:property_3')] },
  { what: 'a search, by e-mail', filter: null, search: 'a', sort: [ascending('email')] },
]

export async function measureLists(ask, items) {
  const of = `over ${items.toLocaleString('en')} items`
  const indexed = []
  for (const list of INDEXED) indexed.push(await putTogether(ask, list))
  const others = []
  for (const list of OTHERS) others.push(await putTogether(ask, list))
  const longest = Math.max(...[...indexed, ...others].map(({ longestMs }) => longestMs))
  return [
    atMost({
      what: `ms to the first rows of a filtered list ${of}`,
      ours: Math.max(...indexed.map(({ firstMs }) => firstMs)),
      ceiling: FIRST_ROWS_CEILING_MS,
    }),
    atMost({ what: `ms of the longest call for a list ${of}`, ours: longest, ceiling: CALL_CEILING_MS }),
  ]
}

async function putTogether(ask, { what, ...asked }) {
  const query = aQuery(asked)
  const startedAt = performance.now()
  let [firstMs, calls] = [null, 0]
  const times = []
  for (;;) {
    const askedAt = performance.now()
    const { rows, total, progress } = await ask('listItems', { query, offset: 0, limit: WINDOW, view })
    const now = performance.now()
    times.push(now - askedAt)
    calls++
    if (rows.length > 0) firstMs ??= now - startedAt
    if (progress !== null) continue
    const longestMs = Math.max(...times)
    const figures = [firstMs ?? 0, now - startedAt, longestMs].map((ms) => Math.round(ms))
    console.log(
      `${what}: ${total} rows; first after ${figures[0]} ms, all after ${figures[1]} ms in ${calls} calls, longest ${figures[2]} ms`,
    )
    return { firstMs: firstMs ?? now - startedAt, longestMs }
  }
}
