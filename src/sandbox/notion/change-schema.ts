import type { Json } from './rich-text.ts'
import { configOf, type PropertyConfig } from './schemas.ts'
import { isSameId } from './show-page.ts'

/** A schema with some properties added, renamed or removed, by their names or ids. */
export function changeSchema(
  before: Readonly<Record<string, PropertyConfig>>,
  changes: Readonly<Record<string, Json | null>>,
): Record<string, PropertyConfig> {
  let after = Object.entries(before)
  for (const [key, change] of Object.entries(changes)) {
    const at = after.findIndex(([name, { id }]) => name === key || isSameId(key, id))
    const config = after[at]?.[1]
    if (change === null) after = after.filter((_, number) => number !== at)
    else if (config === undefined) {
      const [type = 'rich_text'] = Object.keys(change).filter(
        (word) => !['type', 'name', 'description'].includes(word),
      )
      const id = type === 'title' ? 'title' : Buffer.from(key).toString('hex').slice(0, 8)
      after.push([key, configOf(key, id, type, (change[type] ?? {}) as Json)])
    } else {
      const name = typeof change.name === 'string' ? change.name : config.name
      const value = change[config.type] ?? config[config.type]
      after = after.with(at, [name, { ...config, name, [config.type]: value }])
    }
  }
  if (!after.some(([, { type }]) => type === 'title'))
    after.unshift(['Name', configOf('Name', 'title', 'title', {})])
  return Object.fromEntries(after)
}
