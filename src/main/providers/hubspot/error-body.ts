import { z } from 'zod'
import { lenient } from '../../http/lenient.ts'

const context = lenient(z.record(z.string(), z.unknown()))

/**
 * HubSpot's error envelope, of which every field is optional: what its published documents have (category,
 * errors with code and context), and what is seen live besides (`policyName` on 429).
 */
const errorBodySchema = z.object({
  message: lenient(z.string()),
  category: lenient(z.string()),
  policyName: lenient(z.string()),
  context,
  errors: lenient(
    z.array(z.object({ message: lenient(z.string()), code: lenient(z.string()), context }).catch({})),
  ),
})
export type ErrorBody = z.infer<typeof errorBodySchema>

/** Reads an error reply; one that is no JSON object reads as an empty envelope. */
export function readErrorBody(body: unknown): ErrorBody {
  const parsed = errorBodySchema.safeParse(body)
  return parsed.success ? parsed.data : {}
}

/** The texts of a context entry; HubSpot writes lists even for one. */
export function contextTexts(entry: ErrorBody['context'], name: string): string[] {
  const value = entry !== undefined && Object.hasOwn(entry, name) ? entry[name] : undefined
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.filter((text) => typeof text === 'string')
}
