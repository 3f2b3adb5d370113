import { okReply, validationError } from './errors.ts'
import { findPage } from './lookup.ts'
import { createPageWrites } from './page-writes.ts'
import { listOf, readPaging, sliceOf } from './paging.ts'
import type { Property } from './property.ts'
import { readMarkdown, writeMarkdown } from './page-markdown.ts'
import type { Json } from './rich-text.ts'
import type { NotionRoute } from './route.ts'
import { isSameId, propertiesOf, showPage } from './show-page.ts'
import { DATA_SOURCES, versionOf } from './versions.ts'
import type { World } from './world.ts'

/** Properties that come as a list of their own, one thing an entry. */
const LISTED = ['title', 'rich_text', 'people', 'relation']

/** Pages: their properties, their text as Markdown, and changes to both. */
export function createPageRoutes(world: World): readonly NotionRoute[] {
  const writes = createPageWrites(world)
  return [
    { method: 'POST', path: '/v1/pages', needs: 'insert_content', handle: writes.create },
    {
      method: 'GET',
      path: '/v1/pages/{page_id}',
      handle: (request, { page_id: id = '' }) => {
        const found = findPage(world, id)
        if ('refused' in found) return found.refused
        const only = request.query.getAll('filter_properties')
        return okReply(showPage(world, found.page, versionOf(request), only.length === 0 ? undefined : only))
      },
    },
    { method: 'PATCH', path: '/v1/pages/{page_id}', needs: 'update_content', handle: writes.update },
    {
      method: 'POST',
      path: '/v1/pages/{page_id}/move',
      since: DATA_SOURCES,
      needs: 'update_content',
      handle: writes.move,
    },
    {
      method: 'GET',
      path: '/v1/pages/{page_id}/properties/{property_id}',
      needs: 'read_content',
      handle: (request, { page_id: id = '', property_id: propertyId = '' }) => {
        const found = findPage(world, id)
        if ('refused' in found) return found.refused
        const paging = readPaging(request)
        if ('refused' in paging) return paging.refused
        const named = Object.entries(propertiesOf(world, found.page)).find(
          ([name, property]) => name === propertyId || isSameId(propertyId, property.id),
        )
        if (named === undefined)
          return validationError(`Could not find property with name or id: ${propertyId}`)
        const [, property] = named
        if (!LISTED.includes(property.type)) return okReply(showItem(property, property[property.type]))
        const items = property[property.type] as unknown[]
        const slice = sliceOf(items, paging, `property ${id} ${property.id}`)
        if ('refused' in slice) return slice.refused
        const results = slice.part.map((item) => showItem(property, item))
        const nextUrl =
          slice.next === null
            ? null
            : `https://api.notion.com/v1/pages/${id}/properties/${property.id}?start_cursor=${slice.next}`
        return okReply({
          ...listOf('property_item', results, slice.next),
          property_item: { id: property.id, next_url: nextUrl, type: property.type, [property.type]: {} },
        })
      },
    },
    {
      method: 'GET',
      path: '/v1/pages/{page_id}/markdown',
      since: DATA_SOURCES,
      needs: 'read_content',
      handle: (_, { page_id: id = '' }) => readMarkdown(world, id),
    },
    {
      method: 'PATCH',
      path: '/v1/pages/{page_id}/markdown',
      since: DATA_SOURCES,
      needs: 'update_content',
      handle: (request, { page_id: id = '' }) => writeMarkdown(world, id, request),
    },
  ]
}

/** One entry of a property (schema PropertyItemObjectResponse of the official client). */
function showItem({ id, type }: Property, value: unknown): Json {
  return { object: 'property_item', id, type, [type]: value }
}
