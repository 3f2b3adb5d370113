import type { Crm } from './crm.ts'
import type { ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import { readBoxes, sideOf, isEverything } from './search-boxes.ts'
import { matchByNumbers, within } from './search-by-numbers.ts'
import { createReader, createTest } from './search-filters.ts'
import type { Operand } from './search-operands.ts'
import { planSearch, type Plan } from './search-plan.ts'
import type { SearchRequest } from './search-request.ts'
import { createSearchView, type Matches, type SearchView } from './search-view.ts'

/** So many searches are remembered, so that their further pages need no second look at the records. */
const REMEMBERED = 8

export type Search = (request: SearchRequest) => { view: SearchView; matches: Matches }

/** Searches the records of one kind. */
export function createSearch(crm: Crm, type: ObjectType): Search {
  const remembered = new Map<string, Matches>()
  return (request) => {
    const { groups, query, sort } = request
    const view = createSearchView(crm, type)
    const boxes = readBoxes(type, request)
    const side = sort === undefined ? 'id' : sideOf(type, sort.propertyName)
    if (boxes !== undefined && side !== undefined) {
      return {
        view,
        matches: matchByNumbers(view, boxes, { side, isDescending: sort?.isDescending === true }),
      }
    }
    const plan = planSearch(crm, type, request)
    const key = JSON.stringify([groups, query, sort, view.stamp])
    const matches = remembered.get(key) ?? matchOneByOne(crm, type, view, plan, request)
    remembered.delete(key)
    remembered.set(key, matches)
    const [oldest] = remembered.keys()
    if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    return { view, matches }
  }
}

/** Looks at every record that the plan leaves, and sorts what was found. */
function matchOneByOne(
  crm: Crm,
  type: ObjectType,
  view: SearchView,
  plan: Plan,
  request: SearchRequest,
): Matches {
  const test = createTest(crm, type, request)
  const { sort } = request
  const definition = sort && DEFINITIONS[type].get(sort.propertyName)
  const read = definition && createReader(crm, type, definition)
  const found: { index: number; by: Operand | undefined }[] = []
  for (const index of candidatesOf(view, plan)) {
    const candidate = view.candidate(index)
    if (candidate !== undefined && test(candidate)) found.push({ index, by: read?.(candidate) })
  }
  // Without a sort, the oldest come first: ids are given out in that order.
  const direction = sort?.isDescending === true ? -1 : 1
  found.sort((a, b) => compare(a.by, b.by, direction) || a.index - b.index)
  const indexes = Uint32Array.from(found, ({ index }) => index)
  return { total: indexes.length, slice: (from, count) => [...indexes.subarray(from, from + count)] }
}

function* candidatesOf(view: SearchView, { indexes, changed }: Plan): Iterable<number> {
  const touched = view.touched()
  if (indexes !== undefined) {
    // What was changed lately may have had another address, or other ties, when the index saw it last.
    yield* new Set([...indexes, ...touched])
    return
  }
  yield* touched
  const { byUpdate, updatedAtMs } = view.times
  const ordered = isEverything(changed) ? byUpdate : within(byUpdate, updatedAtMs, changed)
  for (const index of ordered) if (!touched.has(index)) yield index
}

/** Unset values come last, whatever the direction. */
function compare(a: Operand | undefined, b: Operand | undefined, direction: number): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1
  return (a < b ? -1 : 1) * direction
}
