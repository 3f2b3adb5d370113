import { type ItemKey, itemKeyParts, itemKeySchema, type ItemQuery } from '../../shared/model/item.ts'
import { itemTypeSchema } from '../../shared/model/item-type.ts'

/** A place within the app: `/items?selected=…`. Search values are written as the router writes them. */
const urlOf = (href: string): URL | null =>
  URL.canParse(href, 'app://place') ? new URL(href, 'app://place') : null

/** Screens that the app can start with. Sign-in and set-up belong to the moment in which they were opened. */
const keptPlaces = [
  /^\/items$/,
  /^\/contacts\/[^/]+$/,
  /^\/insights(\/duplicates)?$/,
  /^\/outbox$/,
  /^\/sync$/,
  /^\/connections$/,
  /^\/settings(\/(?!import$)[a-z-]+)?$/,
]

export function isKeptPlace(href: string): boolean {
  const path = urlOf(href)?.pathname
  return path !== undefined && href.length <= 8_000 && keptPlaces.some((kept) => kept.test(path))
}

const asKey = (text: string | null | undefined): ItemKey | null => {
  const parsed = itemKeySchema.safeParse(text)
  return parsed.success && itemKeyParts(parsed.data) !== null ? parsed.data : null
}

/** The record that is open at a place: in the pane of the list, or in its form. */
export function recordAt(href: string): ItemKey | null {
  const url = urlOf(href)
  if (url === null) return null
  if (url.pathname === '/items') return asKey(url.searchParams.get('selected'))
  const [, edited] = /^\/contacts\/([^/]+)$/.exec(url.pathname) ?? []
  return edited === undefined ? null : asKey(decoded(edited))
}

/** The item that the list of a place is narrowed to. */
export const narrowedTo = (href: string): ItemKey | null => {
  const url = urlOf(href)
  return url?.pathname === '/items' ? asKey(url.searchParams.get('inside')) : null
}

/** What tells whose columns the list of a place shows; null where there is no list. */
export function listAt(href: string): Pick<ItemQuery, 'parentKey' | 'type'> | null {
  const url = urlOf(href)
  if (url?.pathname !== '/items') return null
  const type = itemTypeSchema.safeParse(url.searchParams.get('type'))
  return { parentKey: narrowedTo(href), type: type.success ? type.data : null }
}

/** The same place without the record that is not there any more. */
export function withoutRecord(href: string): string {
  const url = urlOf(href)
  if (url?.pathname !== '/items') return '/items'
  url.searchParams.delete('selected')
  return `${url.pathname}${url.search}`
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    // A lone percent sign: no key of ours.
    return null
  }
}
