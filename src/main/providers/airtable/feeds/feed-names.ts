import { feedNameSchema, type FeedName } from '../../../../shared/model/feed.ts'
import type { TablePlace } from '../to-item.ts'

export const schemaFeed = feedNameSchema.parse('schema')

const recordsPrefix = 'records:'

export function recordsFeed({ baseId, tableId }: TablePlace): FeedName {
  return feedNameSchema.parse(`${recordsPrefix}${baseId}/${tableId}`)
}

/** The table whose records a feed brings; null for the feed of the schema. */
export function placeOfFeed(name: FeedName): TablePlace | null {
  if (!name.startsWith(recordsPrefix)) return null
  const [baseId = '', tableId = ''] = name.slice(recordsPrefix.length).split('/')
  return { baseId, tableId }
}
