import type { z } from 'zod'
import { parseJson } from '../json.ts'
import { validationError } from './errors.ts'
import type { Refused } from './find-record.ts'

/** Reads the JSON body of a request, or says in HubSpot's way what is wrong with it. */
export function readBodyAs<Schema extends z.ZodType>(
  schema: Schema,
  body: string,
): { value: z.output<Schema> } | Refused {
  const json = parseJson(body)
  if (json === undefined) {
    return {
      refused: validationError(
        'Invalid input JSON on line 1, column 1: Unable to parse the request body as JSON',
      ),
    }
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return { value: parsed.data }
  const where = parsed.error.issues[0]?.path.join('.') ?? ''
  return {
    refused: validationError(
      `Invalid input JSON: ${where === '' ? 'an object is expected' : `"${where}" is missing or of the wrong type`}`,
    ),
  }
}
