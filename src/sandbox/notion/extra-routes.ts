import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { objectNotFound, okReply, validationError } from './errors.ts'
import { databaseOf, isSourceShared, refuseMalformedId, sourceOf } from './lookup.ts'
import { formatMinute } from './minutes.ts'
import { listOf, readPaging, sliceOf } from './paging.ts'
import type { Json } from './rich-text.ts'
import type { NotionRoute } from './route.ts'
import type { Source } from './sources.ts'
import { DATA_SOURCES } from './versions.ts'
import type { World } from './world.ts'

/** What the API has beside pages: views, the workspace's own emoji, and files that were uploaded (none). */
export function createExtraRoutes(world: World): readonly NotionRoute[] {
  const { ids, sources } = world

  /** Every data source has one view: a table of everything. */
  const showView = (source: Source): Json => ({
    object: 'view',
    id: ids.idOf('view', source.index),
    parent: { type: 'database_id', database_id: ids.idOf('database', source.database) },
    data_source_id: ids.idOf('data_source', source.index),
    name: 'All',
    type: 'table',
    created_time: formatMinute(source.createdAtMs),
    last_edited_time: formatMinute(source.editedAtMs),
    url: `https://app.notion.com/p/${ids.idOf('database', source.database).replaceAll('-', '')}?v=${ids.idOf('view', source.index).replaceAll('-', '')}`,
    filter: null,
    sorts: null,
  })

  const answerList = (request: SandboxRequest, type: string, things: readonly Json[]): SandboxReply => {
    const paging = readPaging(request)
    if ('refused' in paging) return paging.refused
    const slice = sliceOf(things, paging, type)
    return 'refused' in slice ? slice.refused : okReply(listOf(type, slice.part, slice.next))
  }

  const listViews = (request: SandboxRequest): SandboxReply => {
    const databaseId = request.query.get('database_id')
    const sourceId = request.query.get('data_source_id')
    const source = sourceId === null ? undefined : sourceOf(world, sourceId)
    const database = databaseId === null ? undefined : databaseOf(world, databaseId)
    if (databaseId === null && sourceId === null) {
      return validationError(
        'query failed validation: query.database_id should be defined, instead was `undefined`.',
      )
    }
    if (source === undefined && database === undefined)
      return objectNotFound('database', databaseId ?? sourceId ?? '')
    const listed = source === undefined ? (database?.sources ?? []) : [source.index]
    const views = listed.map((index) => ({ object: 'view', id: ids.idOf('view', index) }))
    return answerList(request, 'view', views)
  }

  return [
    { method: 'GET', path: '/v1/views', since: DATA_SOURCES, needs: 'read_content', handle: listViews },
    {
      method: 'GET',
      path: '/v1/views/{view_id}',
      since: DATA_SOURCES,
      needs: 'read_content',
      handle: (_, { view_id: id = '' }) => {
        const refused = refuseMalformedId('view_id', id)
        if (refused !== undefined) return refused
        const source = sources.source(ids.read('view', id)?.index ?? -1)
        if (source === undefined || !isSourceShared(world, source)) return objectNotFound('view', id)
        return okReply(showView(source))
      },
    },
    {
      method: 'GET',
      path: '/v1/custom_emojis',
      handle: (request) =>
        answerList(request, 'custom_emoji', [
          { id: ids.idOf('emoji', 0), name: 'gull', url: 'https://emoji.example.com/gull.png' },
        ]),
    },
    { method: 'GET', path: '/v1/file_uploads', handle: (request) => answerList(request, 'file_upload', []) },
  ]
}
