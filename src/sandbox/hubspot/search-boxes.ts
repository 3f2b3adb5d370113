import { OBJECT_FACTS, type ObjectType } from './object-types.ts'
import { DEFINITIONS } from './properties.ts'
import { readOperand } from './search-operands.ts'
import type { Filter, SearchRequest } from './search-request.ts'

/** From a number to another, both included. */
export type Span = { from: number; to: number }

/**
 * What one group of filters lets pass, where its filters ask about nothing but three numbers that are known of
 * every record: its id, and the times of its creation and last change.
 */
export type Box = { id: Span; created: Span; updated: Span }

const ALL: Span = { from: -Infinity, to: Infinity }

/** The filters as boxes, of which a record must be in one; undefined where they ask about more than that. */
export function readBoxes(type: ObjectType, { groups, query }: SearchRequest): readonly Box[] | undefined {
  if (query !== '') return undefined
  if (groups.length === 0) return [{ id: ALL, created: ALL, updated: ALL }]
  const boxes: Box[] = []
  for (const filters of groups) {
    const box: Box = { id: ALL, created: ALL, updated: ALL }
    for (const filter of filters) {
      const side = sideOf(type, filter.propertyName)
      const span = spanOf(type, filter)
      if (side === undefined || span === undefined) return undefined
      box[side] = meet(box[side], span)
    }
    boxes.push(box)
  }
  return boxes
}

/** All spans taken together: between the lowest beginning and the highest end. */
export function spanOver(spans: readonly Span[]): Span {
  return {
    from: Math.min(...spans.map(({ from }) => from)),
    to: Math.max(...spans.map(({ to }) => to)),
  }
}

/** Which of the three numbers a property is; undefined for all others. */
export function sideOf(type: ObjectType, name: string): keyof Box | undefined {
  if (name === 'hs_object_id') return 'id'
  if (name === 'createdate') return 'created'
  return name === OBJECT_FACTS[type].changedAt ? 'updated' : undefined
}

export function isWithin({ from, to }: Span, value: number): boolean {
  return value >= from && value <= to
}

export function isEverything({ from, to }: Span): boolean {
  return from === -Infinity && to === Infinity
}

/** What both let pass; nothing where that is nothing, as its end comes before its beginning. */
export function meet(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
}

/** What a filter lets pass; undefined for one that says nothing as simple as that. Ids and times are whole. */
export function spanOf(type: ObjectType, filter: Filter): Span | undefined {
  const { propertyName, operator, value, highValue } = filter
  const read = (text: string | null | undefined): number => {
    const definition = DEFINITIONS[type].get(propertyName)
    return Number(definition && readOperand(definition, text ?? ''))
  }
  switch (operator) {
    case 'EQ':
      return { from: read(value), to: read(value) }
    case 'BETWEEN':
      return { from: read(value), to: read(highValue) }
    case 'GT':
      return { from: Math.floor(read(value)) + 1, to: Infinity }
    case 'GTE':
      return { from: read(value), to: Infinity }
    case 'LT':
      return { from: -Infinity, to: Math.ceil(read(value)) - 1 }
    case 'LTE':
      return { from: -Infinity, to: read(value) }
    case 'HAS_PROPERTY':
      return ALL
    default:
      return undefined
  }
}
