import { z } from 'zod'
import { valuesSchema } from './check-properties.ts'
import { errorReply, validationError } from './errors.ts'
import type { Refused } from './find-record.ts'
import { readBodyAs } from './request-body.ts'
import { tiesSchema } from './write-record.ts'

/** Records per batch (HubSpot's object guides). */
const MAX_INPUTS = 100
/** With past values it is fewer. */
const MAX_INPUTS_WITH_HISTORY = 50

const idSchema = z.union([z.string(), z.number()]).transform(String)
const traceSchema = z.string().nullish()

export const readInputSchema = z.object({ id: idSchema })
export const createInputSchema = z.object({
  properties: valuesSchema,
  associations: tiesSchema.nullish(),
  objectWriteTraceId: traceSchema,
})
export const updateInputSchema = z.object({
  id: idSchema,
  idProperty: z.string().nullish(),
  properties: valuesSchema,
  objectWriteTraceId: traceSchema,
})

const readSchema = z.object({
  inputs: z.array(readInputSchema),
  properties: z.array(z.string()).nullish(),
  propertiesWithHistory: z.array(z.string()).nullish(),
  idProperty: z.string().nullish(),
})

/** Reads the body of a batch read. */
export function readReadInputs(body: string): { value: z.output<typeof readSchema> } | Refused {
  const read = readBodyAs(readSchema, body)
  if ('refused' in read) return read
  const most = (read.value.propertiesWithHistory ?? []).length > 0 ? MAX_INPUTS_WITH_HISTORY : MAX_INPUTS
  return refuseCount(read.value.inputs.length, most) ?? read
}

/** Reads the rows of a batch that writes. */
export function readInputs<Schema extends z.ZodType>(
  schema: Schema,
  body: string,
  most = MAX_INPUTS,
): { inputs: z.output<Schema>[] } | Refused {
  const read = readBodyAs(z.object({ inputs: z.array(schema) }), body)
  if ('refused' in read) return read
  return refuseCount(read.value.inputs.length, most) ?? { inputs: read.value.inputs }
}

function refuseCount(count: number, most: number): Refused | undefined {
  if (count === 0) return { refused: validationError('Some required fields were not set: [inputs]') }
  if (count <= most) return undefined
  return {
    refused: validationError(
      `The maximum number of inputs supported in a batch request is ${most}. Received ${count} inputs.`,
    ),
  }
}

/**
 * Refuses a whole batch that names a record twice: clients have met this 400 whether or not their rows have
 * trace ids.
 */
export function refuseDuplicates(ids: readonly string[]): Refused | undefined {
  const twice = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
  if (twice.length === 0) return undefined
  return {
    refused: errorReply(400, {
      message: `Duplicate IDs found in batch input: [${twice.join(', ')}]. IDs must be unique`,
      context: { ids: twice },
      category: 'VALIDATION_ERROR',
    }),
  }
}
