import { formatMinute } from './minutes.ts'
import type { Block } from './block.ts'
import { TOGGLE_POSITION, type Page } from './make-page.ts'
import { signFile } from './signed-files.ts'
import { plainOf, type Json } from './rich-text.ts'
import { showParent, titleOf } from './show-page.ts'
import { showDatabaseParent } from './show-source.ts'
import type { Database } from './sources.ts'
import { partialUser } from './users.ts'
import { IN_TRASH, type Version } from './versions.ts'
import type { World } from './world.ts'

/** What stands in a block or, with position -1, at the top of a page. */
export type Child = { block: Block } | { page: number } | { database: Database }

/** The live things in a block or page, in order: its blocks, then the pages and databases that stand there. */
export function childrenOf(world: World, page: Page, position: number): Child[] {
  return [
    ...world.contents.inside(page, position).map((block) => ({ block })),
    ...pagesIn(world, page, position).map((index) => ({ page: index })),
    ...databasesIn(world, page, position).map((database) => ({ database })),
  ]
}

export function showChild(world: World, host: Page, child: Child, version: Version): Json {
  if ('block' in child) return showBlock(world, host, child.block, version)
  if ('database' in child) return showDatabaseAsBlock(world, child.database, version)
  const page = world.pages.get(child.page)
  if (page === undefined) throw new Error(`There is no page ${child.page}`)
  return showPageAsBlock(world, page, version)
}

function pagesIn({ pages, sharing }: World, page: Page, position: number): number[] {
  return pages
    .childrenOf(page.index)
    .filter(
      (index) => pages.blockOf(index) === position && !pages.isTrashed(index) && sharing.isShared(index),
    )
}

function databasesIn({ sources }: World, page: Page, position: number): Database[] {
  return sources
    .databasesOn(page.index)
    .filter(
      ({ parent, inTrash }) =>
        !inTrash &&
        (position < 0
          ? parent === 'page' || parent === 'wiki'
          : parent === 'block' && position === TOGGLE_POSITION),
    )
}

function hasChildren(world: World, page: Page, position: number): boolean {
  return (
    (position < 0 ? world.contents.hasAny(page) : world.contents.inside(page, position).length > 0) ||
    pagesIn(world, page, position).length > 0 ||
    databasesIn(world, page, position).length > 0
  )
}

/** A block of a page (schema BlockObjectResponse of the official client). */
export function showBlock(world: World, page: Page, block: Block, version: Version): Json {
  const { ids } = world
  const type = block.type === 'meeting_notes' && version < IN_TRASH ? 'transcription' : block.type
  return {
    object: 'block',
    id: ids.idOf('block', page.index, block.position),
    parent:
      block.parent < 0
        ? { type: 'page_id', page_id: ids.idOf('page', page.index) }
        : { type: 'block_id', block_id: ids.idOf('block', page.index, block.parent) },
    ...lifeOf(block.createdAtMs, block.editedAtMs, page.createdBy, block.editedBy),
    has_children: hasChildren(world, page, block.position),
    ...trashOf(block.inTrash || world.pages.isTrashed(page.index), version),
    type,
    [type]: signFile(block.value, world.now()),
  }
}

/** A page is a block of the page that it stands on, with one and the same id. */
export function showPageAsBlock(world: World, page: Page, version: Version): Json {
  return {
    object: 'block',
    id: world.ids.idOf('page', page.index),
    parent: showParent(world, page, version),
    ...lifeOf(page.createdAtMs, page.editedAtMs, page.createdBy, page.editedBy),
    has_children: hasChildren(world, page, -1),
    ...trashOf(world.pages.isTrashed(page.index), version),
    type: 'child_page',
    child_page: { title: plainOf(titleOf(page)) },
  }
}

export function showDatabaseAsBlock(world: World, database: Database, version: Version): Json {
  const { id: owner } = world.users.owner
  return {
    object: 'block',
    id: world.ids.idOf('database', database.index),
    parent: showDatabaseParent(world, database),
    ...lifeOf(database.createdAtMs, database.editedAtMs, owner, owner),
    has_children: false,
    ...trashOf(database.inTrash, version),
    type: 'child_database',
    child_database: { title: plainOf(database.title) },
  }
}

function lifeOf(createdAtMs: number, editedAtMs: number, createdBy: string, editedBy: string): Json {
  return {
    created_time: formatMinute(createdAtMs),
    last_edited_time: formatMinute(editedAtMs),
    created_by: partialUser(createdBy),
    last_edited_by: partialUser(editedBy),
  }
}

function trashOf(isTrashed: boolean, version: Version): Json {
  return version < IN_TRASH ? { archived: isTrashed, in_trash: isTrashed } : { in_trash: isTrashed }
}
