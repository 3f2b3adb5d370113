import { formatMinute } from './minutes.ts'
import type { ValueSource } from './property.ts'
import { partialUser } from './users.ts'

/** What a property holds that nobody filled in; computed ones are never unset. */
export function emptyValue(
  type: string,
  source: Pick<ValueSource, 'title' | 'createdAtMs' | 'editedAtMs' | 'createdBy' | 'editedBy' | 'page'>,
): unknown {
  switch (type) {
    case 'title':
      return source.title
    case 'rich_text':
    case 'multi_select':
    case 'people':
    case 'files':
    case 'relation':
      return []
    case 'checkbox':
      return false
    case 'button':
      return {}
    case 'created_time':
      return formatMinute(source.createdAtMs)
    case 'last_edited_time':
      return formatMinute(source.editedAtMs)
    case 'created_by':
      return partialUser(source.createdBy)
    case 'last_edited_by':
      return partialUser(source.editedBy)
    case 'unique_id':
      return { prefix: 'TASK', number: source.page }
    case 'formula':
      return { type: 'string', string: null }
    case 'rollup':
      return { type: 'array', array: [], function: 'show_original' }
    default:
      return null
  }
}
