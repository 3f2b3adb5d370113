import type { SandboxReply } from '../exchange.ts'
import { objectNotFound, validationError } from './errors.ts'
import { isUuid, type IdKind } from './ids.ts'
import type { Block } from './block.ts'
import type { Page } from './make-page.ts'
import type { Database, Source } from './sources.ts'
import type { World } from './world.ts'

type Refused = { refused: SandboxReply }

/** What `path.page_id` and its like get when they are no UUID. */
export function refuseMalformedId(name: string, id: string): SandboxReply | undefined {
  if (isUuid(id)) return undefined
  return validationError(
    `path failed validation: path.${name} should be a valid uuid, instead was \`${JSON.stringify(id)}\`.`,
  )
}

/** A page that the connection may see. */
export function findPage(world: World, id: string): { page: Page } | Refused {
  const refused = refuseMalformedId('page_id', id)
  if (refused !== undefined) return { refused }
  const page = pageOf(world, id)
  return page === undefined ? { refused: objectNotFound('page', id) } : { page }
}

export function pageOf({ ids, pages, sharing }: World, id: string): Page | undefined {
  const numbers = ids.read('page', id)
  const page = numbers?.sub === 0 ? pages.get(numbers.index) : undefined
  return page !== undefined && sharing.isShared(page.index) ? page : undefined
}

export function findSource(world: World, id: string): { source: Source } | Refused {
  const refused = refuseMalformedId('data_source_id', id)
  if (refused !== undefined) return { refused }
  const source = sourceOf(world, id)
  return source === undefined ? { refused: objectNotFound('data_source', id) } : { source }
}

export function sourceOf(world: World, id: string): Source | undefined {
  const source = world.sources.source(numberOf(world, 'data_source', id))
  return source !== undefined && isSourceShared(world, source) ? source : undefined
}

export function findDatabase(world: World, id: string): { database: Database } | Refused {
  const refused = refuseMalformedId('database_id', id)
  if (refused !== undefined) return { refused }
  const database = databaseOf(world, id)
  return database === undefined ? { refused: objectNotFound('database', id) } : { database }
}

export function databaseOf(world: World, id: string): Database | undefined {
  const database = world.sources.database(numberOf(world, 'database', id))
  return database !== undefined && world.sharing.isShared(database.host) ? database : undefined
}

/** A data source is shared with the page on which its database stands. */
export function isSourceShared({ sources, sharing }: World, source: Source): boolean {
  const database = sources.database(source.database)
  return database !== undefined && sharing.isShared(database.host)
}

/** Whether a database is in the trash, by itself or with the page on which it stands. */
export function isDatabaseTrashed({ pages }: World, { host, inTrash }: Database): boolean {
  return inTrash || (host >= 0 && pages.isTrashed(host))
}

/** The same for a data source, which also goes there by itself. */
export function isSourceTrashed(world: World, source: Source): boolean {
  const database = world.sources.database(source.database)
  return source.inTrash || (database !== undefined && isDatabaseTrashed(world, database))
}

/** What a block id may name: a block, or a page or database, which are blocks too. */
export type Found = { page: Page; block?: Block } | { database: Database }

export function findBlock(world: World, id: string): Found | Refused {
  const refused = refuseMalformedId('block_id', id)
  if (refused !== undefined) return { refused }
  const page = pageOf(world, id)
  if (page !== undefined) return { page }
  const numbers = world.ids.read('block', id)
  const host = numbers === undefined ? undefined : world.pages.get(numbers.index)
  if (numbers !== undefined && host !== undefined && world.sharing.isShared(host.index)) {
    const block = world.contents.find(host, numbers.sub)
    if (block !== undefined) return { page: host, block }
  }
  const database = databaseOf(world, id)
  return database === undefined ? { refused: objectNotFound('block', id) } : { database }
}

function numberOf({ ids }: World, kind: IdKind, id: string): number {
  const numbers = ids.read(kind, id)
  return numbers?.sub === 0 ? numbers.index : -1
}
