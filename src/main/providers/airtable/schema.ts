import { z } from 'zod'
import { text } from '../../../shared/text.ts'
import { jsonObject } from '../../http/json-object.ts'
import { lenient } from '../../http/lenient.ts'

/** Without a slash, which separates ids in keys and in names of feeds. */
const id = text(60).regex(/^[^/]+$/)

/** Only the id is insisted on; what is not named here is kept, as the record is shown and searched whole. */
const namedSchema = z.looseObject({ id, name: lenient(z.string()) })

export const baseSchema = namedSchema
export type AirtableBase = z.infer<typeof baseSchema>

/** `offset` is missing on the last page. */
export const basesSchema = z.object({ bases: z.array(baseSchema), offset: z.string().nullish() })

export const tableSchema = namedSchema
export type AirtableTable = z.infer<typeof tableSchema>

/** The whole schema of a base comes in one reply: fields and views of its tables too. */
export const tablesSchema = z.object({ tables: z.array(tableSchema) })

/** Cells by the ids of their fields. An empty cell is left out, an unticked box among them. */
export const recordSchema = z.looseObject({
  id,
  createdTime: lenient(z.string()),
  fields: lenient(jsonObject),
})
export type AirtableRecord = z.infer<typeof recordSchema>

/** `offset` is missing on the last page. */
export const recordsSchema = z.object({ records: z.array(recordSchema), offset: z.string().nullish() })

/** The address is told with the scope for it only. */
export const whoAmISchema = z.object({ id: text(60).min(1), email: lenient(z.string()) })
