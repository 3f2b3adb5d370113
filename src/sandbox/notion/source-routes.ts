import type { SandboxReply } from '../exchange.ts'
import { objectNotFound, okReply } from './errors.ts'
import { findDatabase, findSource } from './lookup.ts'
import { severalSources } from './page-target.ts'
import { readPaging } from './paging.ts'
import { createQuery } from './query.ts'
import type { NotionRoute } from './route.ts'
import { showDatabase, showSource } from './show-source.ts'
import { createSourceWrites } from './source-writes.ts'
import type { Database } from './sources.ts'
import { DATA_SOURCES, versionOf } from './versions.ts'
import type { World } from './world.ts'

/** Databases, the data sources in them, and their rows. */
export function createSourceRoutes(world: World): readonly NotionRoute[] {
  const { sources } = world
  const query = createQuery(world)
  const { createSource, updateSource, createDatabase, updateDatabase } = createSourceWrites(world)

  /** A call that means one table, made of a database: answered when it has just one. */
  const oneTable = (id: string): { database: Database } | { refused: SandboxReply } => {
    const found = findDatabase(world, id)
    if ('refused' in found || found.database.sources.length <= 1) return found
    return { refused: severalSources(world, found.database) }
  }

  return [
    {
      method: 'POST',
      path: '/v1/data_sources',
      since: DATA_SOURCES,
      needs: 'insert_content',
      handle: createSource,
    },
    {
      method: 'GET',
      path: '/v1/data_sources/{data_source_id}',
      since: DATA_SOURCES,
      handle: (request, { data_source_id: id = '' }) => {
        const found = findSource(world, id)
        return 'refused' in found
          ? found.refused
          : okReply(showSource(world, found.source, versionOf(request)))
      },
    },
    {
      method: 'PATCH',
      path: '/v1/data_sources/{data_source_id}',
      since: DATA_SOURCES,
      needs: 'update_content',
      handle: (request, { data_source_id: id = '' }) => updateSource(request, id),
    },
    {
      method: 'POST',
      path: '/v1/data_sources/{data_source_id}/query',
      since: DATA_SOURCES,
      handle: (request, { data_source_id: id = '' }) => {
        const found = findSource(world, id)
        return 'refused' in found ? found.refused : query(request, found.source)
      },
    },
    {
      method: 'GET',
      path: '/v1/data_sources/{data_source_id}/templates',
      since: DATA_SOURCES,
      handle: (request, { data_source_id: id = '' }) => {
        const found = findSource(world, id)
        if ('refused' in found) return found.refused
        const paging = readPaging(request)
        if ('refused' in paging) return paging.refused
        const { index } = found.source
        const templates =
          index === 0 ? [{ id: world.ids.idOf('view', 5_000), name: 'New task', is_default: true }] : []
        return okReply({ templates, has_more: false, next_cursor: null })
      },
    },
    {
      method: 'POST',
      path: '/v1/databases',
      needs: 'insert_content',
      since: DATA_SOURCES,
      handle: createDatabase,
    },
    {
      method: 'GET',
      path: '/v1/databases/{database_id}',
      handle: (request, { database_id: id = '' }) => {
        const version = versionOf(request)
        const found = version < DATA_SOURCES ? oneTable(id) : findDatabase(world, id)
        return 'refused' in found ? found.refused : okReply(showDatabase(world, found.database, version))
      },
    },
    {
      method: 'PATCH',
      path: '/v1/databases/{database_id}',
      since: DATA_SOURCES,
      needs: 'update_content',
      handle: (request, { database_id: id = '' }) => updateDatabase(request, id),
    },
    {
      method: 'POST',
      path: '/v1/databases/{database_id}/query',
      until: '2022-06-28',
      handle: (request, { database_id: id = '' }) => {
        const found = oneTable(id)
        if ('refused' in found) return found.refused
        const source = sources.source(found.database.sources[0] ?? -1)
        return source === undefined ? objectNotFound('database', id) : query(request, source)
      },
    },
  ]
}
