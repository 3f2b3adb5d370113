import type { AccountId } from '../shared/model/account.ts'
import type { ItemKey } from '../shared/model/item.ts'
import type { StoreInput } from '../shared/store-protocol.ts'
import type { Sqlite } from './driver.ts'
import { sql, sqlValues } from './sql.ts'

const read = sqlValues<[kind: string, scope: string], string>(
  'SELECT json FROM arrangement WHERE kind = ? AND scope = ?',
)
const write = sql<[kind: string, scope: string, json: string], never>(
  `INSERT INTO arrangement (kind, scope, json) VALUES (?, ?, ?)
   ON CONFLICT DO UPDATE SET json = excluded.json`,
)

export const getArrangement = (db: Sqlite, { kind, scope }: StoreInput<'getArrangement'>): string | null =>
  read(db).get(kind, scope) ?? null

export function putArrangement(db: Sqlite, { kind, scope, json }: StoreInput<'putArrangement'>): null {
  write(db).run(kind, scope, json)
  return null
}

interface Row {
  readonly kind: string
  readonly scope: string
  readonly json: string
}

const readAll = sql<[], Row>('SELECT kind, scope, json FROM arrangement')
const remove = sql<[kind: string, scope: string], never>(
  'DELETE FROM arrangement WHERE kind = ? AND scope = ?',
)

/** Kinds that keep a list of their own name, left entry by entry; others go whole where they name what is removed. */
const lists: ReadonlySet<string> = new Set(['views', 'recents', 'notices'])

/**
 * Takes out what names an account or its items, or one of its items alone. Notices that do not say what they are about
 * may speak of it in words that nobody can tell from others: they go as well.
 */
export function removeArrangementsOf(db: Sqlite, removed: AccountId | ItemKey): void {
  for (const { kind, scope, json } of readAll(db).all()) {
    const kept = names(scope, removed) ? null : without(kind, json, removed)
    if (kept === null) remove(db).run(kind, scope)
    else if (kept !== json) write(db).run(kind, scope, kept)
  }
}

/** Null where nothing of it may stay. What another version of the app wrote is looked through as a text. */
function without(kind: string, json: string, removed: string): string | null {
  const isSpeechless = kind === 'notices'
  if (!isSpeechless && !names(json, removed)) return json
  const whole: unknown = JSON.parse(json)
  if (kind === 'place') return placeWithout(whole, removed)
  if (!lists.has(kind) || !isObject(whole) || !Array.isArray(whole[kind])) return null
  const entries: readonly unknown[] = whole[kind]
  const kept = entries.filter(
    (entry) => !names(JSON.stringify(entry), removed) && !(isSpeechless && isAboutNothing(entry)),
  )
  const { [kind]: _entries, ...rest } = whole
  if (names(JSON.stringify(rest), removed)) return null
  return kept.length === entries.length ? json : JSON.stringify({ ...whole, [kind]: kept })
}

/** What was typed to find something: words of what the list was narrowed to. */
const typedThere = /^(q|filter|view)=/

/** The place where the app was left, without what leads to the removed; null where nothing is left of it. */
function placeWithout(place: unknown, removed: string): string | null {
  if (!isObject(place) || typeof place['href'] !== 'string') return null
  const [path = '', search = ''] = place['href'].split('?', 2)
  if (names(path, removed)) return null
  const kept = search.split('&').filter((pair) => !names(pair, removed) && !typedThere.test(pair))
  const href = kept.join('&') === '' ? path : `${path}?${kept.join('&')}`
  const json = JSON.stringify({ ...place, href })
  return names(json, removed) ? null : json
}

/** A key of an item within an address, its separators encoded or not. */
const itemKeyInAddress = /(:|%3A)\w[^:&]*(:|%3A)/i

const isAboutNothing = (entry: unknown): boolean =>
  !isObject(entry) || typeof entry['href'] !== 'string' || !itemKeyInAddress.test(entry['href'])

/** Characters of an id as a key has it, but for the percent sign of what is encoded. */
const GOES_ON = String.raw`[\w.!~*'()-]`

/**
 * Whether a text has the id or key, whole: ids stand in keys, and keys in addresses, encoded once more each time. A
 * longer id that begins with it is another one.
 */
function names(text: string, removed: string): boolean {
  let spelling = removed
  for (let percent = '%'; percent !== '%25252525'; percent = encodeURIComponent(percent)) {
    const literal = spelling.replaceAll(/\W/g, String.raw`\$&`)
    const whole = new RegExp(`${literal}(?!${GOES_ON}|${percent})`)
    if (whole.test(text)) return true
    spelling = encodeURIComponent(spelling)
  }
  return false
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
