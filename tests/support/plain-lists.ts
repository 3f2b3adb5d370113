import type { FilterCondition, ItemFilter } from '../../src/shared/model/filter.ts'
import { isGroup } from '../../src/shared/model/filter-tests.ts'
import type { ItemKey, ItemQuery } from '../../src/shared/model/item.ts'
import { providerField, type FieldId, type FieldKind } from '../../src/shared/model/list-field.ts'
import type { LaidRow } from '../../src/shared/outbox-protocol.ts'
import type { StoredField } from '../../src/shared/list-protocol.ts'
import type { StoredItem } from '../../src/shared/store-protocol.ts'
import { fold, sortName } from '../../src/store/fold.ts'

/** Lists by comparing everything with everything, in UTC: what the store's must be like. */
export interface PlainItem {
  readonly stored: StoredItem
  /** Its place among rows that are equal otherwise. */
  readonly place: number
}

const field = (name: string, kind: FieldKind, separator: string | null = null): StoredField => ({
  id: providerField(name),
  kind,
  path: ['properties', name],
  each: null,
  separator,
})
export const hostileName = `a"b\\c.d[0]'$é😀`
export const madeUpFields: readonly StoredField[] = [
  field('note', 'text'),
  field(hostileName, 'text'),
  field('amount', 'number'),
  field('due', 'date'),
  field('seen', 'time'),
  field('stage', 'choice'),
  field('tags', 'choices', ';'),
  field('vip', 'flag'),
]

interface Line {
  readonly key: ItemKey
  readonly isNew: boolean
  readonly place: number
  readonly isFound: boolean
  readonly values: Readonly<Record<string, unknown>>
  /** By which it is ordered where an index has the whole list: it keeps the place of what was loaded. */
  readonly loadedName: string
}

const ownKinds: Readonly<Record<string, FieldKind>> = {
  name: 'text',
  email: 'text',
  type: 'choice',
  source: 'choice',
  created: 'time',
  modified: 'time',
}

/** Keys of a query's rows in order; those that stand there because they are kept have a `!` before them. */
export function plainList(
  items: readonly PlainItem[],
  laid: ReadonlyMap<ItemKey, LaidRow>,
  query: ItemQuery,
  nowMs: number,
): string[] {
  const cached = items.map(({ stored, place }) =>
    lineOf(stored, place, laid.get(stored.item.key), query.search),
  )
  const added = [...laid.values()]
    .filter(({ isNew }) => isNew)
    .toSorted((a, b) => b.madeAtMs - a.madeAtMs)
    .map((row) => newLine(row, query.search))
  const lines = [...added, ...cached].filter(
    ({ values }) =>
      (query.type === null || values['type'] === query.type) &&
      (query.accountId === null || values['source'] === query.accountId),
  )
  const shown = lines.flatMap((line) => {
    const isMatch = line.isFound && matches(line, query.filter, nowMs)
    return isMatch || query.kept.includes(line.key) ? [{ line, isMatch }] : []
  })
  const first = shown.filter(({ line }) => line.isNew)
  const rest = shown.filter(({ line }) => !line.isNew).sort((a, b) => compared(a.line, b.line, query))
  return [...first, ...rest].map(({ line, isMatch }) => `${isMatch ? '' : '!'}${line.key}`)
}

function lineOf(
  { item, record }: StoredItem,
  place: number,
  laid: LaidRow | undefined,
  search: string,
): Line {
  const { properties } = JSON.parse(record) as { properties: Record<string, unknown> }
  return {
    key: item.key,
    isNew: false,
    loadedName: item.name,
    place,
    isFound: isFound(item.name, search) || (laid !== undefined && isFound(laid.shown.name ?? '', search)),
    values: {
      ...properties,
      ...laid?.values,
      name: laid?.shown.name ?? item.name,
      email: laid?.shown.email === undefined ? item.email : laid.shown.email,
      type: item.type,
      source: item.accountId,
      created: item.createdAtMs,
      modified: item.modifiedAtMs,
    },
  }
}

function newLine(row: LaidRow, search: string): Line {
  const { key, type, accountId, madeAtMs, shown, values } = row
  return {
    ...{ key, isNew: true, place: 0, loadedName: '', isFound: isFound(shown.name ?? '', search) },
    values: {
      ...values,
      ...{ name: shown.name, email: shown.email, type, source: accountId },
      ...{ created: madeAtMs, modified: madeAtMs },
    },
  }
}

const isFound = (name: string, search: string): boolean =>
  search === '' ||
  fold(name)
    .split(' ')
    .some((word) => word.startsWith(fold(search)))

const kindOf = (id: FieldId): FieldKind =>
  ownKinds[id] ?? madeUpFields.find((one) => one.id === id)?.kind ?? 'text'

function valueOf({ values }: Line, id: FieldId): string | number | boolean | string[] | null {
  const raw = values[id.replace(/^field:/, '')] ?? null
  const text = typeof raw === 'string' || typeof raw === 'number' ? String(raw).trim() : ''
  if (raw === null || text === '') return null
  switch (kindOf(id)) {
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
    case 'date':
      return /^\d+$/.test(text) ? new Date(Number(text)).toISOString().slice(0, 10) : text
    case 'time':
      return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : null
    case 'choices':
      return text.split(';')
    case 'choice':
      return text
    default:
      return fold(text)
  }
}

function matches(line: Line, filter: ItemFilter | null, nowMs: number): boolean {
  if (filter === null) return true
  const holds = (condition: FilterCondition): boolean => tested(line, condition, nowMs)
  const parts = filter.parts.map((part) => {
    if (!isGroup(part)) return holds(part)
    return part.match === 'all' ? part.conditions.every(holds) : part.conditions.some(holds)
  })
  return filter.match === 'all' ? parts.every(Boolean) : parts.some(Boolean)
}

const dayMs = 86_400_000
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

function tested(line: Line, { field: id, test, values }: FilterCondition, nowMs: number): boolean {
  const value = valueOf(line, id)
  const [one = '', two = ''] = values
  const negative = {
    lacks: 'contains',
    'is-not': 'is',
    'none-of': 'any-of',
    'not-in-last': 'in-last',
  } as const
  if (test in negative) {
    const positive = negative[test as keyof typeof negative]
    return !tested(line, { field: id, test: positive, values }, nowMs)
  }
  if (test === 'empty') return value === null
  if (value === null) return false
  if (test === 'filled') return true
  if (test === 'yes' || test === 'no') return value === (test === 'yes')
  if (test === 'any-of')
    return (Array.isArray(value) ? value : [value]).some((each) => values.includes(String(each)))
  const kind = kindOf(id)
  if (kind === 'date' || kind === 'time') {
    const day = typeof value === 'number' ? dayOf(value) : String(value)
    const isIn = (from: string, to: string): boolean => day >= from && day <= to
    switch (test) {
      case 'equals':
        return day === one
      case 'less':
        return day < one
      case 'more':
        return day > one
      case 'between':
        return isIn(one, two)
      case 'in-last':
        return isIn(dayOf(nowMs - Number(one) * dayMs), dayOf(nowMs))
      case 'in-next':
        return isIn(dayOf(nowMs), dayOf(nowMs + Number(one) * dayMs))
      default:
        return day.slice(0, 7) === dayOf(nowMs).slice(0, 7)
    }
  }
  if (typeof value === 'number') {
    const wanted = Number(one)
    if (test === 'equals') return value === wanted
    if (test === 'less') return value < wanted
    if (test === 'at-most') return value <= wanted
    if (test === 'more') return value > wanted
    if (test === 'at-least') return value >= wanted
    return value >= wanted && value <= Number(two)
  }
  const [text, wanted] = [String(value), fold(one)]
  if (test === 'contains') return text.includes(wanted)
  if (test === 'is') return text === wanted
  return test === 'starts' ? text.startsWith(wanted) : text.endsWith(wanted)
}

function compared(a: Line, b: Line, query: ItemQuery): number {
  const sort = query.sort.length === 0 ? [{ by: 'name', direction: 'ascending' } as const] : query.sort
  const isIndexed = query.filter === null && query.search === '' && query.sort.length < 2
  for (const { by, direction } of sort) {
    const [one, other] = [keyOf(a, by, isIndexed), keyOf(b, by, isIndexed)]
    if (one === null || other === null) {
      if (one === other) continue
      return one === null ? 1 : -1
    }
    const order =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
    if (order !== 0) return direction === 'ascending' ? order : -order
  }
  return sort.at(-1)?.direction === 'descending' ? b.place - a.place : a.place - b.place
}

function keyOf(line: Line, id: FieldId, isIndexed: boolean): string | number | null {
  const value = valueOf(line, id)
  // As their indexes have them.
  if (id === 'name') return sortName(isIndexed ? line.loadedName : String(line.values['name']))
  if (id === 'modified') return typeof value === 'number' ? value : -1e16
  if (value === null || typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  return sortName(Array.isArray(value) ? value.join(';') : value)
}
