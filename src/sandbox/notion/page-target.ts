import { z } from 'zod'
import type { SandboxReply } from '../exchange.ts'
import { objectNotFound, validationError } from './errors.ts'
import { databaseOf, pageOf, sourceOf } from './lookup.ts'
import type { PageParent } from './make-page.ts'
import type { Source } from './sources.ts'
import { DATA_SOURCES, type Version } from './versions.ts'
import type { World } from './world.ts'

/** A parent as it may be sent; for the top of the workspace, the type is enough in the published document. */
export const parentSchema = z.object({
  type: z.string().optional(),
  page_id: z.string().optional(),
  database_id: z.string().optional(),
  data_source_id: z.string().optional(),
  workspace: z.literal(true).optional(),
})
/** Where a page goes, and the properties that it can have there. */
export type Target = { host: number; source: Source | undefined; parent: PageParent }

/** The place that a parent names, if the connection may see it. */
export function findTarget(
  world: World,
  parent: z.output<typeof parentSchema>,
  version: Version,
): Target | { refused: SandboxReply } {
  if (parent.workspace === true || parent.type === 'workspace')
    return { host: -1, source: undefined, parent: { type: 'workspace' } }
  if (parent.page_id !== undefined) {
    const page = pageOf(world, parent.page_id)
    if (page === undefined) return { refused: objectNotFound('page', parent.page_id) }
    return { host: page.index, source: undefined, parent: { type: 'page' } }
  }
  if (parent.data_source_id !== undefined && version >= DATA_SOURCES) {
    const source = sourceOf(world, parent.data_source_id)
    return source === undefined
      ? { refused: objectNotFound('data_source', parent.data_source_id) }
      : { ...rowOf(world, source) }
  }
  if (parent.database_id === undefined) {
    return { refused: validationError('body failed validation: body.parent should name a parent.') }
  }
  const database = databaseOf(world, parent.database_id)
  if (database === undefined) return { refused: objectNotFound('database', parent.database_id) }
  const source = world.sources.source(database.sources[0] ?? -1)
  if (source === undefined || database.sources.length > 1) return { refused: severalSources(world, database) }
  return rowOf(world, source)
}

/** What a call that means one table gets for a database of several (the official client's tests). */
export function severalSources(world: World, database: { index: number; sources: number[] }): SandboxReply {
  return validationError('Databases with multiple data sources are not supported in this API version.', {
    error_type: 'multiple_data_sources_for_database',
    database_id: world.ids.idOf('database', database.index),
    child_data_source_ids: database.sources.map((source) => world.ids.idOf('data_source', source)),
    minimum_api_version: DATA_SOURCES,
  })
}

function rowOf(world: World, source: Source): Target {
  const host = world.sources.database(source.database)?.host ?? -1
  return { host, source, parent: { type: 'source' } }
}
