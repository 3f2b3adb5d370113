import type { AirtableRecord } from './schema.ts'

/**
 * A record as it is kept. The addresses of attachments work for two hours (field model), so they are left out:
 * what a file is called and how large it is stays, in lookups and in types that nobody knows yet as well.
 */
export function withoutAddresses({ fields = {}, ...rest }: AirtableRecord): AirtableRecord {
  return { ...rest, fields: Object.fromEntries(Object.entries(fields).map(([id, cell]) => [id, keep(cell)])) }
}

/** Replies are nested 200 levels deep at most (http/strict-json.ts). */
function keep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keep)
  if (typeof value !== 'object' || value === null) return value
  const isAttachment = 'url' in value && ('filename' in value || 'thumbnails' in value)
  const entries = Object.entries(value)
    .filter(([key]) => !isAttachment || (key !== 'url' && key !== 'thumbnails'))
    .map(([key, inner]): [string, unknown] => [key, keep(inner)])
  return Object.fromEntries(entries)
}
