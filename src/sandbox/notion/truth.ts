import { isSourceShared, isSourceTrashed } from './lookup.ts'
import { formatMinute } from './minutes.ts'
import type { Page } from './make-page.ts'
import { plainOf, type Json } from './rich-text.ts'
import { isLeftOut } from './search.ts'
import { showWholePage, titleOf } from './show-page.ts'
import { showWholeSource } from './show-source.ts'
import type { Source } from './sources.ts'
import { IN_TRASH } from './versions.ts'
import type { World } from './world.ts'

/** A page or data source as it is. */
export type TrueNotionItem = {
  kind: 'page' | 'data_source'
  id: string
  title: string
  /** The page or data source that it belongs to; null at the top, and in things that are neither. */
  parent: { kind: 'page' | 'data_source'; id: string } | null
  /** It stands in a block of its parent, so that its own record names that block alone. */
  isInBlock: boolean
  /** Rounded down to the minute, as everything of Notion. */
  createdTime: string
  editedTime: string
  url: string
  /** In the trash, by itself or with what it stands on. */
  isInTrash: boolean
  isArchived: boolean
  /** Search never finds it, while it can be read and queried all the same. */
  isLeftOut: boolean
  /** All of it, in the words of the newest version: properties too. Addresses of files are those of this moment. */
  record: Json
}

/**
 * What the grant may see at this moment, for whoever compares a copy with it: pages by their numbers, then data
 * sources. It knows no delay of the index, no pages of a list and no capabilities.
 */
export type NotionTruth = { items: () => TrueNotionItem[] }

export function createNotionTruth(world: World): NotionTruth {
  const { ids, pages, sources, sharing, behaviour } = world

  const tellPage = (page: Page): TrueNotionItem => {
    const record = showWholePage(world, page, IN_TRASH)
    return {
      ...{ kind: 'page', id: ids.idOf('page', page.index), title: plainOf(titleOf(page)) },
      parent: parentOf(page),
      isInBlock: page.parent.type === 'block',
      createdTime: formatMinute(page.createdAtMs),
      editedTime: formatMinute(page.editedAtMs),
      url: String(record.url),
      isInTrash: pages.isTrashed(page.index),
      isArchived: page.isArchived,
      isLeftOut: isLeftOut(behaviour(), page.index),
      record,
    }
  }
  const parentOf = ({ host, source, parent }: Page): TrueNotionItem['parent'] => {
    if (parent.type === 'source') return { kind: 'data_source', id: ids.idOf('data_source', source) }
    const isOnPage = parent.type === 'page' || parent.type === 'block'
    return isOnPage && host >= 0 ? { kind: 'page', id: ids.idOf('page', host) } : null
  }
  const tellSource = (source: Source): TrueNotionItem[] => {
    const database = sources.database(source.database)
    if (database === undefined || !isSourceShared(world, source)) return []
    const record = showWholeSource(world, source, IN_TRASH)
    const isOnPage = database.parent === 'page' || database.parent === 'block'
    return [
      {
        ...{ kind: 'data_source', id: ids.idOf('data_source', source.index), title: plainOf(source.title) },
        parent: isOnPage ? { kind: 'page', id: ids.idOf('page', database.host) } : null,
        isInBlock: database.parent === 'block',
        createdTime: formatMinute(source.createdAtMs),
        editedTime: formatMinute(source.editedAtMs),
        url: String(record.url),
        isInTrash: isSourceTrashed(world, source),
        ...{ isArchived: false, isLeftOut: false, record },
      },
    ]
  }

  return {
    items: () => {
      const found: TrueNotionItem[] = []
      for (let index = 0; index < pages.size(); index++) {
        const page = sharing.isShared(index) ? pages.get(index) : undefined
        if (page !== undefined) found.push(tellPage(page))
      }
      return [...found, ...sources.sources().flatMap(tellSource)]
    },
  }
}
