import { z } from 'zod'
import { text } from '../../../shared/text.ts'
import { lenient } from '../../http/lenient.ts'

/** Only the id is insisted on; what is not named here is kept, as the record is shown and searched whole. */
const namedSchema = z.looseObject({ id: text(60).min(1), name: lenient(z.string()) })

export const baseSchema = namedSchema
export type AirtableBase = z.infer<typeof baseSchema>

/** `offset` is missing on the last page. */
export const basesSchema = z.object({ bases: z.array(baseSchema), offset: z.string().nullish() })

export const tableSchema = namedSchema
export type AirtableTable = z.infer<typeof tableSchema>

/** The whole schema of a base comes in one reply. */
export const tablesSchema = z.object({ tables: z.array(tableSchema) })

/** The address is told with the scope for it only. */
export const whoAmISchema = z.object({ id: text(60).min(1), email: lenient(z.string()) })
