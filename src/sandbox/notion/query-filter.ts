import { makeTest } from './filter-conditions.ts'
import type { Property } from './property.ts'
import { valueOf } from './property-value.ts'
import type { Json } from './rich-text.ts'

/** A row as filters and sorts see it; its properties are only made when they are asked for. */
export type Row = {
  /** Minutes since 1970. */
  created: number
  edited: number
  properties: () => Readonly<Record<string, Property>>
}

type Condition = (row: Row) => boolean
type Made = { condition: Condition } | { problem: string }

const MINUTE_MS = 60_000
const MAX_NESTING = 2
const COMPUTED = ['title', 'rich_text', 'url', 'email', 'phone_number']

/**
 * A filter of a query as a function (Notion's reference, "Filter data source entries"). `typeOf` says the type
 * of a property by its name or id; the problem is Notion's message.
 */
export function makeFilter(
  filter: Json,
  typeOf: (property: string) => { name: string; type: string } | undefined,
  nowMs: number,
  depth = 0,
): Made {
  for (const [word, every] of [
    ['and', true],
    ['or', false],
  ] as const) {
    const list = filter[word]
    if (list === undefined) continue
    if (!Array.isArray(list))
      return { problem: `body failed validation: body.filter.${word} should be an array.` }
    if (depth >= MAX_NESTING)
      return { problem: 'body failed validation: body.filter is nested more than two levels deep.' }
    const made = list.map((one) => makeFilter(one as Json, typeOf, nowMs, depth + 1))
    const parts = made.flatMap((one) => ('problem' in one ? [] : [one]))
    const wrong = made.find((one) => 'problem' in one)
    if (wrong !== undefined) return wrong
    return {
      condition: (row) =>
        every
          ? parts.every(({ condition }) => condition(row))
          : parts.some(({ condition }) => condition(row)),
    }
  }
  const { timestamp } = filter
  if (timestamp === 'created_time' || timestamp === 'last_edited_time') {
    const test = makeTest('date', filter[timestamp] as Json | undefined, nowMs)
    if (test === undefined)
      return { problem: `body failed validation: body.filter.${timestamp} should be defined.` }
    const key = timestamp === 'created_time' ? 'created' : 'edited'
    return { condition: (row) => test(new Date(row[key] * MINUTE_MS).toISOString()) }
  }
  const property = String(filter.property)
  const found = typeOf(property)
  if (found === undefined) return { problem: `Could not find property with name or id: ${property}` }
  const kind = Object.keys(filter).find((key) => key !== 'property' && key !== 'type')
  const isText = kind === 'rich_text' && COMPUTED.includes(found.type)
  if (kind === undefined || (kind !== found.type && !isText)) {
    return { problem: `database property ${found.type} does not match filter ${kind ?? 'undefined'}` }
  }
  const test = makeTest(found.type, filter[kind] as Json, nowMs)
  if (test === undefined)
    return { problem: `body failed validation: body.filter.${kind} should name a condition.` }
  return { condition: (row) => test(valueOf(row.properties()[found.name])) }
}
