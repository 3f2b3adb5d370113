import { createRandom, pick } from '../random.ts'
import type { Ids } from './ids.ts'
import type { Property } from './property.ts'
import { makeValues } from './make-values.ts'
import type { Json } from './rich-text.ts'
import type { Sources } from './sources.ts'
import { specialAt } from './special-pages.ts'
import type { Titles } from './titles.ts'
import { ARCHIVED, IN_BLOCK, TRASHED, type Tree } from './tree.ts'
import type { Users } from './users.ts'

/** How a page's parent is shown; which one it is, `host` and `source` of the page say. */
export type PageParent =
  | { type: 'workspace' }
  | { type: 'page' }
  | { type: 'source' }
  /** A block of the host, by its position. */
  | { type: 'block'; position: number }
  | { type: 'agent'; id: string }
  /** Of a kind that no document names yet. */
  | { type: 'unknown'; name: string; id: string }

/** A page as it stands. Times in ms since 1970. */
export type Page = {
  index: number
  /** The page that it stands on, also through a block or a data source; -1 at the top. */
  host: number
  /** The data source of a row, -1 for other pages. */
  source: number
  parent: PageParent
  properties: Record<string, Property>
  icon: Json | null
  cover: Json | null
  createdAtMs: number
  editedAtMs: number
  createdBy: string
  editedBy: string
  inTrash: boolean
  isArchived: boolean
  isLocked: boolean
  publicUrl: string | null
}

/** The block of each made-up page that others may stand in: a toggle. */
export const TOGGLE_POSITION = 1

const STREAM = 64
const MINUTE_MS = 60_000
const ICONS = ['🧭', '⚓', '🌊', '📌', '🐙', '🗺️', '🏴‍☠️']

export type PageMakerOptions = {
  seed: number
  tree: Tree
  ids: Ids
  users: Users
  sources: Pick<Sources, 'madeSchema'>
  titles: Titles
}

/** Makes the page of a number, whenever it is looked at. */
export function createPageMaker({
  seed,
  tree,
  ids,
  users,
  sources,
  titles,
}: PageMakerOptions): (index: number) => Page {
  return (index) => {
    const random = createRandom(seed, STREAM, index)
    const special = specialAt(index)
    const host = tree.host[index] ?? -1
    const source = tree.source[index] ?? -1
    const flags = tree.flags[index] ?? 0
    const createdAtMs = (tree.created[index] ?? 0) * MINUTE_MS
    const editedAtMs = (tree.edited[index] ?? 0) * MINUTE_MS
    const createdBy = pick(random, users.people).id
    const editedBy = pick(random, users.people).id
    const title = titles(index, source)
    const schema = source < 0 ? undefined : sources.madeSchema(source)
    const icon = random()
    return {
      index,
      host,
      source,
      parent: parentOf(),
      properties:
        schema === undefined
          ? { title: { id: 'title', type: 'title', title } }
          : makeValues(schema, {
              ...{ ids, users, seed, page: index, title, createdAtMs, editedAtMs, createdBy, editedBy },
              rows: tree.rowsOf(0),
              fill: special === 'everyType' ? 'all' : special === 'emptyRow' ? 'none' : 'some',
              ...(special === 'manyRelations' ? { fill: 'all', relations: 60 } : {}),
            }),
      icon: makeIcon(icon, index),
      cover:
        random() < 0.1
          ? { type: 'external', external: { url: 'https://images.example.com/harbour.jpg' } }
          : null,
      createdAtMs,
      editedAtMs,
      createdBy,
      editedBy,
      inTrash: (flags & TRASHED) !== 0,
      isArchived: (flags & ARCHIVED) !== 0,
      isLocked: special === 'locked' || random() < 0.01,
      publicUrl: random() < 0.02 ? `https://harbour-collective.notion.site/page-${index}` : null,
    }

    function parentOf(): PageParent {
      if (special === 'ofAgent') return { type: 'agent', id: ids.idOf('user', 900) }
      if (special === 'unknownParent')
        return { type: 'unknown', name: 'teamspace_id', id: ids.idOf('user', 901) }
      if (host < 0) return { type: 'workspace' }
      if (source >= 0) return { type: 'source' }
      return (flags & IN_BLOCK) !== 0 ? { type: 'block', position: TOGGLE_POSITION } : { type: 'page' }
    }
  }

  function makeIcon(drawn: number, index: number): Json | null {
    if (drawn < 0.3) return { type: 'emoji', emoji: ICONS[index % ICONS.length] ?? '⚓' }
    if (drawn < 0.34) return { type: 'external', external: { url: 'https://icons.example.com/boat.svg' } }
    if (drawn < 0.37) return { type: 'icon', icon: { name: 'anchor', color: 'blue' } }
    if (drawn < 0.4) {
      return {
        type: 'custom_emoji',
        custom_emoji: { id: ids.idOf('emoji', 0), name: 'gull', url: 'https://emoji.example.com/gull.png' },
      }
    }
    return null
  }
}
