import { z } from 'zod'
import { isKnownPlace } from './cell-text.ts'

const parametersSchema = z.object({
  pageSize: z.int().min(1).max(100).default(100),
  maxRecords: z.int().min(1).optional(),
  offset: z.string().optional(),
  fields: z.array(z.string()).optional(),
  filterByFormula: z.string().optional(),
  sort: z
    .array(z.object({ field: z.string(), direction: z.enum(['asc', 'desc']).default('asc') }))
    .default([]),
  view: z.string().optional(),
  cellFormat: z.enum(['json', 'string']).default('json'),
  timeZone: z.string().optional(),
  userLocale: z.string().optional(),
  returnFieldsByFieldId: z.boolean().default(false),
  recordMetadata: z.array(z.literal('commentCount')).default([]),
})

export type ListParameters = z.output<typeof parametersSchema>

/** How records are written out, the same for every call that answers with records. */
export type RecordForm = Pick<
  ListParameters,
  'cellFormat' | 'timeZone' | 'userLocale' | 'returnFieldsByFieldId'
>

/** Reads the parameters of a listing; undefined when one is wrong. Names that Airtable does not know are ignored. */
export function readListParameters(query: URLSearchParams, body?: unknown): ListParameters | undefined {
  // Of a POST, time zone and locale alone are read from the address too (airtable.js sends them there).
  const raw = body === undefined ? queryToObject(query) : { ...queryToObject(query), ...(body as object) }
  const parsed = parametersSchema.safeParse(raw)
  if (!parsed.success) return undefined
  const { cellFormat, timeZone, userLocale } = parsed.data
  if (cellFormat === 'json') return parsed.data
  // The form as text needs both (list records reference).
  return timeZone !== undefined && userLocale !== undefined && isKnownPlace(timeZone, userLocale)
    ? parsed.data
    : undefined
}

const NUMBERS = ['pageSize', 'maxRecords']
const FLAGS: Record<string, boolean> = { true: true, '1': true, false: false, '0': false }

/** `fields[]=a&sort[0][field]=b&pageSize=5` as the object that a POST would carry. */
function queryToObject(query: URLSearchParams): Record<string, unknown> {
  const raw: Record<string, unknown> = {}
  const lists: Record<string, string[]> = {}
  const sort: Record<string, string>[] = []
  for (const [name, value] of query) {
    const [, list] = /^(fields|recordMetadata)(?:\[\d*\])?$/.exec(name) ?? []
    const [, at, key] = /^sort\[(\d{1,2})\]\[(field|direction)\]$/.exec(name) ?? []
    if (list !== undefined) (lists[list] ??= []).push(value)
    else if (at !== undefined && key !== undefined) (sort[Number(at)] ??= {})[key] = value
    else if (value === '') continue
    else if (NUMBERS.includes(name)) raw[name] = Number(value)
    else if (name === 'returnFieldsByFieldId') raw[name] = FLAGS[value] ?? value
    else raw[name] = value
  }
  return { ...raw, ...lists, ...(sort.length > 0 ? { sort: sort.filter(Boolean) } : {}) }
}
