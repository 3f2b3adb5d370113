import { z } from 'zod'
import { itemKeyParts, type Item } from '../../shared/model/item.ts'

/** An item under the predecessors' names. Times are ISO 8601; ids are the provider's own. */
export const integrationItemSchema = z.strictObject({
  id: z.string(),
  type: z.string(),
  directory: z.boolean(),
  parent_path_or_name: z.string().nullable(),
  parent_id: z.string().nullable(),
  name: z.string(),
  creation_time: z.string().nullable(),
  last_modified_time: z.string().nullable(),
  url: z.string().nullable(),
  /** Always null, as the predecessors had it: children name their parent. */
  children: z.null(),
  mime_type: z.string().nullable(),
  /** Always null, as the predecessors had it. */
  delta: z.null(),
  /** Always null, as the predecessors had it. */
  drive_id: z.null(),
  visibility: z.boolean(),
})
export type IntegrationItem = z.infer<typeof integrationItemSchema>

export function toIntegrationItem(item: Item): IntegrationItem {
  return {
    id: item.externalId,
    type: item.type,
    directory: item.isDirectory,
    parent_path_or_name: item.parentPath,
    parent_id: item.parentKey === null ? null : (itemKeyParts(item.parentKey)?.externalId ?? null),
    name: item.name,
    creation_time: isoTime(item.createdAtMs),
    last_modified_time: isoTime(item.modifiedAtMs),
    url: item.url,
    children: null,
    mime_type: item.mimeType,
    delta: null,
    drive_id: null,
    visibility: item.isVisible,
  }
}

const longestTime = 8.64e15

/** Null for what is no time that a date can hold: providers have been seen to send such. */
export const isoTime = (atMs: number | null): string | null =>
  atMs === null || Math.abs(atMs) > longestTime ? null : new Date(atMs).toISOString()
