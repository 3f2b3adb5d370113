import { z } from 'zod'
import { lenient } from '../../http/lenient.ts'

const fieldSchema = z.object({
  id: z.string(),
  name: lenient(z.string()),
  type: lenient(z.string()),
  options: lenient(z.record(z.string(), z.unknown())),
})
/** A field as the schema of its base describes it (field model). */
export type Field = z.infer<typeof fieldSchema>

const viewSchema = z.object({ id: z.string(), name: lenient(z.string()), type: lenient(z.string()) })
export type View = z.infer<typeof viewSchema>

const tableSchema = z.object({
  description: lenient(z.string()),
  primaryFieldId: lenient(z.string()),
  fields: lenient(z.array(z.unknown())),
  views: lenient(z.array(z.unknown())),
})

export interface TableLayout {
  readonly description: string
  readonly primary: Field | undefined
  readonly fields: readonly Field[]
  readonly views: readonly View[]
}

/** Reads a table's stored record, leaving out whatever in it is odd: it may be anything, or nothing. */
export function readLayout(record: unknown): TableLayout {
  const parsed = tableSchema.safeParse(record)
  const { description = '', primaryFieldId, fields = [], views = [] } = parsed.success ? parsed.data : {}
  const known = readEach(fieldSchema, fields)
  return {
    description,
    primary: known.find(({ id }) => id === primaryFieldId) ?? known[0],
    fields: known,
    views: readEach(viewSchema, views),
  }
}

/**
 * The field that says when a record was last changed. Few tables have one; one without valid settings has no
 * cells, and one that watches some fields only is better than none (field model, lastModifiedTime).
 */
export function modifiedField({ fields }: TableLayout): Field | undefined {
  const valid = fields.filter(
    ({ type, options }) => type === 'lastModifiedTime' && options?.['isValid'] === true,
  )
  return valid.find(({ options }) => !isFilled(options?.['referencedFieldIds'])) ?? valid[0]
}

const isFilled = (list: unknown): boolean => Array.isArray(list) && list.length > 0

function readEach<Schema extends z.ZodType>(schema: Schema, list: readonly unknown[]): z.output<Schema>[] {
  return list.flatMap((one) => {
    const parsed = schema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
}
