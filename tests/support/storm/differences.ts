/** A row of the store, or of any other copy. */
export type StoredRow = {
  readonly type: string
  /** Unique within its type. */
  readonly id: string
  /** The record as JSON, taken apart. */
  readonly record: unknown
  /** Epoch ms; null where the copy knows none. */
  readonly modifiedAtMs: number | null
  /** `type:id` of what it stands in; null for nothing. */
  readonly parent: string | null
}

/** A row as it must be. What is undefined is not compared. */
export type TrueRow = {
  readonly type: string
  readonly id: string
  /** Every part of it must be in the stored record; what else that one holds at its top is its own affair. */
  readonly record: unknown
  readonly modifiedAtMs?: number | null
  readonly parent?: string | null
  /** May be missing, and is not looked at: nobody can be asked for it, or it may stay for a while. */
  readonly isOptional?: boolean
}

/** So many are told; a copy that is wrong everywhere is told in few words as well. */
const TOLD = 20

/**
 * What is wrong with a copy: rows that are missing, surplus or stored twice, and fields that differ. Null, absent
 * and empty are one (HubSpot says null for a property that is unset, Airtable leaves an empty cell out), and so are
 * two addresses of one file that differ in their signatures. Empty when the copy is true.
 */
export function differences(stored: Iterable<StoredRow>, truth: Iterable<TrueRow>): string[] {
  const found: string[] = []
  const rows = new Map<string, StoredRow>()
  for (const row of stored) {
    const name = `${row.type} ${row.id}`
    if (rows.has(name)) found.push(`${name} is stored twice`)
    rows.set(name, row)
  }
  for (const one of truth) {
    const name = `${one.type} ${one.id}`
    const row = rows.get(name)
    rows.delete(name)
    if (one.isOptional === true) continue
    if (row === undefined) {
      found.push(`${name} is missing`)
      continue
    }
    const told = compareRow(row, one)
    if (told.length > 0) found.push(`${name}: ${told.slice(0, 5).join('; ')}`)
  }
  for (const name of rows.keys()) found.push(`${name} is surplus`)
  return found.length <= TOLD
    ? found
    : [...found.slice(0, TOLD), `and ${found.length - TOLD} more of ${found.length} in all`]
}

function compareRow(row: StoredRow, { record, modifiedAtMs, parent }: TrueRow): string[] {
  const told: string[] = []
  const tell = (what: string, is: unknown, must: unknown): void => {
    told.push(`${what} is ${write(is)} and must be ${write(must)}`)
  }
  if (modifiedAtMs !== undefined && row.modifiedAtMs !== modifiedAtMs) {
    tell('the time of change', row.modifiedAtMs, modifiedAtMs)
  }
  if (parent !== undefined && row.parent !== parent) tell('the parent', row.parent, parent)
  const is = asObject(row.record)
  for (const [key, must] of Object.entries(asObject(record))) {
    // Most parts are the same to the letter, and this is the fastest way to see it.
    if (JSON.stringify(is[key]) !== JSON.stringify(must)) compareValue(key, is[key], must, tell)
  }
  return told
}

type Tell = (what: string, is: unknown, must: unknown) => void

function compareValue(path: string, is: unknown, must: unknown, tell: Tell): void {
  if (isNothing(is) && isNothing(must)) return
  if (isPlainObject(is) && isPlainObject(must)) {
    for (const key of new Set([...Object.keys(is), ...Object.keys(must)])) {
      if (key !== 'expiry_time') compareValue(`${path}.${key}`, is[key], must[key], tell)
    }
    return
  }
  if (Array.isArray(is) && Array.isArray(must) && is.length === must.length) {
    for (const [at, part] of must.entries()) compareValue(`${path}[${at}]`, is[at], part, tell)
    return
  }
  if (JSON.stringify(withoutSignature(is)) !== JSON.stringify(withoutSignature(must))) tell(path, is, must)
}

/** What a service writes for "nothing", in one way or another. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false || isEmptyList(value)
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Notion signs the addresses of uploaded files, and Airtable those of attachments, anew in every answer. */
function withoutSignature(value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.replace(/\?X-Amz-.*$/, '').replace(/\/v3\/u\/40\/40\/\d+\/(\w+)\/(\w+)\/.*$/, '/$1/$2')
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asObject(value: unknown): Record<string, unknown> {
  return isPlainObject(value) ? value : {}
}

function write(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length <= 120 ? text : `${text.slice(0, 120)}…`
}
