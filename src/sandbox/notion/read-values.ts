import { z } from 'zod'
import type { SandboxReply } from '../exchange.ts'
import { validationError } from './errors.ts'
import type { Property } from './property.ts'
import { richTextSchema, toRichText } from './read-rich-text.ts'
import type { Json } from './rich-text.ts'
import { makeOption, readOptions, type Option, type PropertyConfig } from './schemas.ts'
import { isSameId } from './show-page.ts'

const option = z.union([z.object({ name: z.string() }), z.object({ id: z.string() })])
const date = z.object({
  start: z.string(),
  end: z.string().nullish(),
  time_zone: z.string().nullish(),
})
const text = z.string().max(2_000).nullable()
const hasId = z.object({ id: z.string() })

/** What may be written to each type of property; the others are computed. */
const WRITABLE: Readonly<Record<string, z.ZodType>> = {
  title: richTextSchema,
  rich_text: richTextSchema,
  number: z.number().nullable(),
  url: text,
  email: text,
  phone_number: text,
  checkbox: z.boolean(),
  date: date.nullable(),
  select: option.nullable(),
  status: option.nullable(),
  multi_select: z.array(option).max(100),
  people: z.array(hasId).max(100),
  relation: z.array(hasId).max(100),
  files: z.array(z.record(z.string(), z.unknown())).max(100),
  place: z.record(z.string(), z.unknown()).nullable(),
  verification: z.record(z.string(), z.unknown()),
}

/** The schema of a page that is no row: a title and nothing else. */
export const PLAIN_SCHEMA: Readonly<Record<string, PropertyConfig>> = {
  title: { id: 'title', name: 'title', type: 'title', description: null, title: {} },
}

export type ReadValues = {
  values: Record<string, Property>
  /** Options that were named and do not exist yet, by the name of their property: Notion makes them. */
  newOptions: [property: string, option: Option][]
}

/** Reads the properties of a create or update, by their names or ids, or says what is wrong with the first. */
export function readValues(
  given: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, PropertyConfig>>,
): ReadValues | { refused: SandboxReply } {
  const read: ReadValues = { values: {}, newOptions: [] }
  for (const [key, sent] of Object.entries(given)) {
    const config = schema[key] ?? Object.values(schema).find(({ id }) => isSameId(key, id))
    if (config === undefined) return { refused: validationError(`${key} is not a property that exists.`) }
    const { id, name, type } = config
    const writable = WRITABLE[type]
    // `{ title: [...] }` is short for `{ title: { title: [...] } }`.
    const value = Array.isArray(sent) && type === 'title' ? sent : (sent as Json | null)?.[type]
    if (writable === undefined || value === undefined) {
      return { refused: validationError(`${name} is expected to be ${type}.`) }
    }
    const parsed = writable.safeParse(value)
    if (!parsed.success) {
      const [issue] = parsed.error.issues
      const path = ['body', 'properties', key, type, ...(issue?.path ?? []).map(String)].join('.')
      return { refused: validationError(`body failed validation: ${path}: ${issue?.message ?? 'invalid'}`) }
    }
    read.values[name] = { id, type, [type]: settle(parsed.data, config, read) }
  }
  return read
}

/** A value as it is given back. */
function settle(value: unknown, config: PropertyConfig, read: ReadValues): unknown {
  switch (config.type) {
    case 'title':
    case 'rich_text':
      return toRichText(value as z.output<typeof richTextSchema>)
    case 'select':
    case 'status':
      return value === null ? null : choose(value as z.output<typeof option>, config, read)
    case 'multi_select':
      return (value as z.output<typeof option>[]).map((one) => choose(one, config, read))
    case 'date':
      return value === null ? null : { end: null, time_zone: null, ...(value as Json) }
    case 'people':
      return (value as { id: string }[]).map(({ id }) => ({ object: 'user', id }))
    case 'relation':
      return (value as { id: string }[]).map(({ id }) => ({ id }))
    default:
      return value
  }
}

function choose(wanted: z.output<typeof option>, config: PropertyConfig, read: ReadValues): Json {
  const known = readOptions(config).find((one) =>
    'name' in wanted ? one.name === wanted.name : one.id === wanted.id,
  )
  const chosen = known ?? makeOption('name' in wanted ? wanted.name : wanted.id, 'default')
  if (known === undefined) read.newOptions.push([config.name, chosen])
  return { id: chosen.id, name: chosen.name, color: chosen.color }
}
