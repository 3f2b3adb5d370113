import type { Json } from '../record-properties.ts'

/** From the record to a value in it: names of members, places in lists. */
export type JsonPath = readonly (string | number)[]

/** Which of a long list's or object's members are drawn. */
export interface Span {
  readonly from: number
  /** Not drawn any more. */
  readonly to: number
}

interface RowPlace {
  /** The path as text; no two rows have the same. */
  readonly id: string
  readonly path: JsonPath
  /** From 1. */
  readonly level: number
}

export interface ValueRow extends RowPlace {
  readonly kind: 'object' | 'list' | 'text' | 'number' | 'flag' | 'nothing'
  readonly name: string
  /** What a value that holds no others says; the beginning of a long text. */
  readonly text: string
  /** How many members it has; null for what has none. */
  readonly size: number | null
  readonly isOpen: boolean
  /** Its place among its parent's members, from 1, and how many those are. */
  readonly place: number
  readonly of: number
}

/** Stands for members that are not drawn; choosing it draws `span` of the parent's. */
export interface MoreRow extends RowPlace {
  readonly kind: 'before' | 'after'
  readonly parentId: string
  readonly left: number
  readonly span: Span
}

export type JsonRow = ValueRow | MoreRow

export const isMore = (row: JsonRow): row is MoreRow => 'span' in row

/** So many members of one value are drawn at first, and more each time that somebody asks. */
export const membersAtOnce = 100
/** So many lines are drawn before anybody opens something. */
const rowsAtFirst = 200
/** Characters of a text; the raw form has the rest. */
const mostCharacters = 400

const plainName = /^[\p{L}_$][\p{L}\p{N}_$]*$/u

/** `properties.email`, `results[0].name`, `fields["First name"]`. */
export const pathText = (path: JsonPath): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`
      if (!plainName.test(step)) return `[${JSON.stringify(step)}]`
      return index === 0 ? step : `.${step}`
    })
    .join('')

const isHolder = (value: Json | undefined): value is Json[] | Record<string, Json> =>
  typeof value === 'object' && value !== null

/** The names or places of what a value holds, in its own order. */
const stepsOf = (holder: Json[] | Record<string, Json>): JsonPath =>
  Array.isArray(holder) ? Array.from(holder.keys()) : Object.keys(holder)

const memberOf = (holder: Json[] | Record<string, Json>, step: string | number): Json =>
  (holder as Record<string | number, Json>)[step] ?? null

/** The value at the end of a path; null where there is none. */
export const valueAt = (record: Json, path: JsonPath): Json =>
  path.reduce<Json>((value, step) => (isHolder(value) ? memberOf(value, step) : null), record)

/** A value as it is copied: texts bare, everything else as JSON. */
export const copyOf = (value: Json): string =>
  typeof value === 'string' ? value : JSON.stringify(value, null, 2)

/** What of the record is open and drawn. Spans by path; without one, the first members are drawn. */
export interface Unfolded {
  readonly open: ReadonlySet<string>
  readonly spans: ReadonlyMap<string, Span>
}

/** What lies directly in the record is open, one after the other, as long as that is not much. */
export function unfoldedAtFirst(record: Json): Unfolded {
  const open = new Set<string>()
  if (!isHolder(record)) return { open, spans: new Map() }
  const steps = stepsOf(record).slice(0, membersAtOnce)
  let rows = steps.length
  for (const step of steps) {
    const member = memberOf(record, step)
    if (!isHolder(member)) continue
    rows += Math.min(stepsOf(member).length, membersAtOnce)
    if (rows > rowsAtFirst) break
    open.add(pathText([step]))
  }
  return { open, spans: new Map() }
}

/** The lines of the tree, top to bottom. The record itself has none: its members are the first level. */
export function rowsOf(record: Json, unfolded: Unfolded): JsonRow[] {
  const rows: JsonRow[] = []
  const add = (holder: Json[] | Record<string, Json>, parent: JsonPath): void => {
    const parentId = pathText(parent)
    const steps = stepsOf(holder)
    const { from, to } = unfolded.spans.get(parentId) ?? { from: 0, to: membersAtOnce }
    const level = parent.length + 1
    const more = (kind: MoreRow['kind'], left: number, span: Span): void => {
      if (left > 0) rows.push({ kind, id: `${parentId} ${kind}`, path: parent, level, parentId, left, span })
    }
    more('before', from, { from: Math.max(0, from - membersAtOnce), to })
    steps.slice(from, to).forEach((step, index) => {
      const path = [...parent, step]
      const id = pathText(path)
      const value = memberOf(holder, step)
      const isOpen = isHolder(value) && unfolded.open.has(id)
      rows.push({
        ...shownOf(value),
        id,
        path,
        level,
        name: String(step),
        isOpen,
        place: from + index + 1,
        of: steps.length,
      })
      if (isOpen) add(value, path)
    })
    more('after', steps.length - to, { from, to: to + membersAtOnce })
  }
  if (isHolder(record)) add(record, [])
  return rows
}

function shownOf(value: Json): Pick<ValueRow, 'kind' | 'text' | 'size'> {
  if (value === null) return { kind: 'nothing', text: 'null', size: null }
  if (isHolder(value)) {
    return { kind: Array.isArray(value) ? 'list' : 'object', text: '', size: stepsOf(value).length }
  }
  switch (typeof value) {
    case 'string': {
      const isLong = value.length > mostCharacters
      const text = isLong ? `${value.slice(0, mostCharacters).toWellFormed()}…` : value
      return { kind: 'text', text: JSON.stringify(text), size: null }
    }
    case 'number':
      return { kind: 'number', text: String(value), size: null }
    default:
      return { kind: 'flag', text: String(value), size: null }
  }
}

/** Opens everything on the way to a value, and draws it among its neighbours. */
export function unfoldedTo(record: Json, unfolded: Unfolded, path: JsonPath): Unfolded {
  const open = new Set(unfolded.open)
  const spans = new Map(unfolded.spans)
  path.forEach((step, depth) => {
    const parent = path.slice(0, depth)
    const parentId = pathText(parent)
    if (depth > 0) open.add(parentId)
    const holder = valueAt(record, parent)
    const place = isHolder(holder) ? stepsOf(holder).indexOf(step) : -1
    const span = spans.get(parentId) ?? { from: 0, to: membersAtOnce }
    if (place >= span.from && place < span.to) return
    const from = place - (place % membersAtOnce)
    spans.set(parentId, { from, to: from + membersAtOnce })
  })
  return { open, spans }
}

/** More hits are of no use to anybody who steps through them one by one. */
export const mostHits = 5_000

/** The paths of all values whose name or text has the wanted text in it, in the record's order. */
export function pathsWith(record: Json, wanted: RegExp): JsonPath[] {
  const found: JsonPath[] = []
  const look = (value: Json, path: JsonPath): void => {
    if (found.length >= mostHits) return
    const own = path.at(-1)
    const isFound =
      (typeof own === 'string' && own.search(wanted) >= 0) ||
      (!isHolder(value) && shownWhole(value).search(wanted) >= 0)
    if (isFound) found.push(path)
    if (isHolder(value)) for (const step of stepsOf(value)) look(memberOf(value, step), [...path, step])
  }
  look(record, [])
  return found
}

const shownWhole = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

const special = /[\\^$.*+?()[\]{}|]/g

/** Finds the very text, letters of either case alike; null where nothing is wanted. */
export const finding = (text: string): RegExp | null =>
  text === '' ? null : new RegExp(text.replaceAll(special, '\\$&'), 'giu')
