import { z } from 'zod'
import type { AppError } from '../../../shared/errors.ts'
import { wellFormedStart } from '../../../shared/text.ts'
import { contextTexts, type ErrorBody } from './error-body.ts'

type Rejected = Extract<AppError, { kind: 'rejected' }>
type RejectedField = Rejected['fields'][number]

/**
 * A refusal of values, each under the name of its property. HubSpot says it twice, as `errors` and as a
 * JSON list inside `message`, and older answers have only the second.
 */
export function describeRejected(body: ErrorBody): Rejected {
  const { text, nested } = splitMessage(body.message ?? '')
  const listed = (body.errors ?? []).flatMap((error) =>
    contextTexts(error.context, 'propertyName').map((property) => ({
      name: property,
      message: error.message ?? error.code ?? '',
    })),
  )
  return {
    kind: 'rejected',
    message: wellFormedStart(text, longestMessage),
    fields: (listed.length > 0 ? listed : nested).slice(0, 200).map(({ name, message }) => ({
      name: wellFormedStart(name, 200),
      message: wellFormedStart(message, 1_000),
    })),
  }
}

const longestMessage = 2_000

const nestedSchema = z.array(
  z.object({ name: z.string(), message: z.string().optional(), error: z.string().optional() }),
)

/** Takes the JSON list off the end of a message. No wording is looked at, only where a list begins. */
function splitMessage(message: string): { text: string; nested: RejectedField[] } {
  const start = message.indexOf('[{')
  if (start < 0) return { text: message, nested: [] }
  const parsed = nestedSchema.safeParse(parseJson(message.slice(start)))
  if (!parsed.success) return { text: message, nested: [] }
  // Cut before it is trimmed: looking for the end of white text takes the square of its length.
  const text = message.slice(0, Math.min(start, longestMessage))
  return {
    text: text.replace(/[\s:]+$/, ''),
    nested: parsed.data.map(({ name, message: reason, error }) => ({
      name: name,
      message: reason ?? error ?? '',
    })),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Malformed text only: then the message is prose to its end, and is shown so.
    return undefined
  }
}
