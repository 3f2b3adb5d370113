import type { StoredItem } from '../../../src/shared/store-protocol.ts'
import type { StoredRow } from './differences.ts'

/**
 * A row of the store as the comparison wants it. The ids are those in the keys, which are unique within a type:
 * `app…/tbl…` for a table of Airtable, whose copies share their own ids.
 */
export function storedRow({ item, record }: StoredItem): StoredRow {
  return {
    type: item.type,
    id: partsOf(item.key).id,
    record: JSON.parse(record),
    modifiedAtMs: item.modifiedAtMs,
    parent: item.parentKey === null ? null : placeIn(item.parentKey),
  }
}

function placeIn(key: string): string {
  const { type, id } = partsOf(key)
  return `${type}:${id}`
}

/** Type and raw id of an item's key; see `itemKey`. */
function partsOf(key: string): { type: string; id: string } {
  const [, , type = '', id = ''] = key.split(':').map(decodeURIComponent)
  return { type, id }
}
