import { mergedIdProperties } from './object-types.ts'
import { exactText } from './property-text.ts'
import type { HubSpotRecord } from './schema.ts'

/**
 * The ids that lead to this record since it was merged: `51;52`, of contacts `51:1762000000000;52:…` as well, each
 * with the time of its merge.
 */
export function mergedIds(record: HubSpotRecord): readonly string[] {
  const listed = mergedIdProperties.flatMap((name) => exactText(record, name).split(';'))
  const ids = listed.map((entry) => entry.split(':')[0]?.trim() ?? '')
  return [...new Set(ids)].filter((id) => /^\d{1,20}$/.test(id) && id !== record.id)
}
