import type { Property } from './property.ts'
import { plainOf, type Json, type RichText } from './rich-text.ts'

/** What a filter or sort compares: a text, number or boolean; a list for those with several; null when unset. */
export function valueOf(property: Property | undefined): unknown {
  if (property === undefined) return null
  const value = property[property.type]
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return plainOf(value as RichText[]) || null
    case 'select':
    case 'status':
      return (value as { name: string } | null)?.name ?? null
    case 'multi_select':
      return (value as { name: string }[]).map(({ name }) => name)
    case 'people':
    case 'relation':
      return (value as { id: string }[]).map(({ id }) => id)
    case 'files':
      return (value as { name: string }[]).map(({ name }) => name)
    case 'created_by':
    case 'last_edited_by':
      return [(value as { id: string }).id]
    case 'date':
      return (value as { start: string } | null)?.start ?? null
    case 'unique_id':
      return (value as { number: number }).number
    case 'formula':
    case 'rollup': {
      const result = value as { type: string } & Json
      const inner = result[result.type]
      return result.type === 'date' ? ((inner as { start: string } | null)?.start ?? null) : inner
    }
    case 'verification':
      return (value as { state: string } | null)?.state ?? null
    default:
      return value
  }
}
